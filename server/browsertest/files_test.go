//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// keepSaved collects the files that the page saves, instead of downloading them.
const keepSaved = `
window.saved = {};
if (!window.blobs) {
  window.blobs = {};
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (blob) => { const url = createObjectURL.call(URL, blob); blobs[url] = blob; return url; };
  HTMLAnchorElement.prototype.click = async function () {
    const bytes = new Uint8Array(await blobs[this.href].arrayBuffer());
    saved[this.download] = btoa(bytes.reduce((s, b) => s + String.fromCharCode(b), ''));
  };
}
`

// choose gives a file to an input, as if a person had chosen it.
func (b *browser) choose(id, name string, content []byte) {
	b.t.Helper()
	b.chooseAll(id, name, content)
}

// chooseAll is choose for several files with the same name.
func (b *browser) chooseAll(id, name string, contents ...[]byte) {
	b.t.Helper()
	b.eventually(loads, complete)
	var encoded []string
	for _, content := range contents {
		encoded = append(encoded, quote(base64.StdEncoding.EncodeToString(content)))
	}
	eval[bool](b, fmt.Sprintf(`((input, files) => {
		for (const content of [%s]) files.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], %s));
		input.files = files.files;
		input.dispatchEvent(new Event('change', {bubbles: true}));
		return true;
	})(document.getElementById(%s), new DataTransfer())`, strings.Join(encoded, ","), quote(name), quote(id)))
}

// A run is saved as a file, opened in a browser that does not know it, and goes on. A file of something else is refused and changes
// nothing.
func TestBrowserRunFile(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.fill("setting-epochs", "12", true)
	b.fill("setting-seed", "3", true)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	accuracy := b.accuracy()
	b.openPanel("runs")
	b.eventually(loads, rowCount+" === 1")
	eval[bool](b, keepSaved+"; true")
	name := eval[string](b, "[...document.querySelectorAll('.stored button')].find((e) => e.innerText === 'Save').ariaLabel")
	if !strings.HasPrefix(name, "Save as a file: ") {
		t.Errorf("the button is called %q", name)
	}
	b.click("button", name)
	file := b.savedFile("run", "digitlab")

	other := open(t, s, look{width: 360, height: 740, language: "ko-KR", dark: true})
	other.ready()
	other.openPanel("runs")
	other.choose("run-file", "run.digitlab", file)
	other.says(loads, "학습 끝: ")
	other.openPanel("settings")
	other.eventually(loads, "document.getElementById('setting-seed').value === '3'")
	if got := eval[string](other, "document.body.innerText.match(/학습 끝: 테스트 정확도 ([0-9.]+)%/)[1]"); got != fmt.Sprintf("%.1f", accuracy) {
		t.Errorf("the opened run has %s%%, the saved one %.1f%%", got, accuracy)
	}
	other.openPanel("runs")
	other.eventually(loads, rowCount+" === 1")
	for name, bad := range map[string][]byte{
		"<img src=x onerror=alert(1)>.png": []byte("\x89PNG\r\n\x1a\n"),
		"cut.digitlab":                     file[:len(file)-9],
		"altered.digitlab":                 append(append([]byte(nil), file[:2000]...), make([]byte, len(file)-2000)...),
		"empty.digitlab":                   nil,
		"bomb.gz":                          append([]byte{0x1f, 0x8b, 8, 0}, make([]byte, 1<<20)...),
	} {
		other.choose("run-file", name, bad)
		other.eventually(loads, "document.querySelector('.run-file .trouble p')?.innerText.endsWith("+quote(name)+")")
		other.says(loads, "학습 끝: ")
		other.eventually(loads, rowCount+" === 1")
	}
	other.screenshot("refused")
	other.click("button", "그리기")
	other.eventually(loads, "document.getElementById('canvas').checkVisibility()")
	other.draw(4)
	other.eventually(loads, status+" !== ''")
	other.noComplaints()
	b.noComplaints()
}

// Steps that are far too large end in a loss of NaN: the page reports it, and a smaller rate saves the run.
func TestBrowserDiverges(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 800, height: 900, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.fill("setting-epochs", "20", true)
	b.enter("Optimizer", "1")                // SGD
	b.enter("Activation of all layers", "7") // linear, which does not limit the values
	b.fill("setting-rate", "10", true)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "The loss is no longer a number")
	b.fill("setting-rate", "0.001", true)
	b.click("button", "Resume")
	b.says(loads, "Done: ")
	b.eventually(loads, "!document.body.innerText.includes('The loss is no longer a number')")
	b.noComplaints()
}
