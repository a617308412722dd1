package lesson

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/ui/dom"
)

const progressKey = "digitlab.lesson" // in the browser's storage: the last section, then the questions answered, with spaces between

// progress is how far a reader has come. The browser keeps it.
type progress struct {
	last     section
	answered []string // IDs of questions
}

func recallProgress() progress { return parseProgress(dom.Recall(progressKey)) }

// parseProgress leaves out what another version of the page has written and this one does not have.
func parseProgress(kept string) (p progress) {
	words := strings.Fields(kept)
	if len(words) == 0 {
		return p
	}
	p.last, _ = sectionWith(words[0])
	for s := range nextSection {
		for i := range questionsOf(s) {
			if id := questionID(s, i); slices.Contains(words[1:], id) {
				p.answered = append(p.answered, id)
			}
		}
	}
	return p
}

func (p progress) String() string {
	return strings.Join(append([]string{p.last.id()}, p.answered...), " ")
}

func (p *progress) has(question string) bool { return slices.Contains(p.answered, question) }

// answer keeps that a question was answered rightly.
func (p *progress) answer(question string) {
	if !p.has(question) {
		p.answered = append(p.answered, question)
		dom.Remember(progressKey, p.String())
	}
}

// at keeps where the reader is.
func (p *progress) at(s section) {
	if p.last != s {
		p.last = s
		dom.Remember(progressKey, p.String())
	}
}

// What a reader has tried is stored for one version of the program: another version may train differently.
const triesKey = "digitlab.lesson.tries"

// writeTries returns the version, and then a line for each method with how many test digits were right.
func writeTries(results [methodCount]tally, version string) string {
	text := version
	for _, t := range results {
		var counts []string
		for _, right := range t {
			counts = append(counts, strconv.Itoa(right))
		}
		text += "\n" + strings.Join(counts, " ")
	}
	return text
}

// readTries decodes a text of writeTries. Of another version, or damaged, it has no results.
func readTries(text, version string) (results [methodCount]tally) {
	lines := strings.Split(text, "\n")
	if lines[0] != version || len(lines) != 1+int(methodCount) {
		return results
	}
	for m, line := range lines[1:] {
		for _, word := range strings.Fields(line) {
			right, err := strconv.Atoi(word)
			if err != nil || right < 0 || right > testDigits() || len(results[m]) == maxTries {
				return [methodCount]tally{}
			}
			results[m] = append(results[m], right)
		}
	}
	return results
}
