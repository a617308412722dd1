package dom

import "testing"

// What is called back comes after what calls, also where page.js is lost, so that a caller can keep what it waits for.
func TestCheckScriptsAnswersLater(t *testing.T) {
	var queue []func()
	answers := 0
	CheckScripts(func(f func()) { queue = append(queue, f) }, "worker.js", func(string) { answers++ })
	if answers != 0 || len(queue) != 1 {
		t.Fatalf("%d answers at once, %d later", answers, len(queue))
	}
	if queue[0](); answers != 1 {
		t.Errorf("%d answers", answers)
	}
}
