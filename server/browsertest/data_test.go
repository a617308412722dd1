//go:build browser

package browsertest

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

const (
	fetchMNIST = "Fetch MNIST (11.6 MB)"
	mnistKept  = "In this browser. It can be used without internet."
)

// withMNIST skips a test if the build has no MNIST, for example because there was no network to download it.
func withMNIST(t *testing.T) *site.Bundle {
	t.Helper()
	b := builtBundle(t)
	if b.Files["/web/data/mnist/train-images-idx3-ubyte.gz"] == nil {
		t.Skip("static/data/mnist is not there; make run fetches it")
	}
	return b
}

// tellingMemory returns the built bundle with a worker that sends its memory's size to a channel on request.
func tellingMemory(t *testing.T) *site.Bundle {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../static")); err != nil {
		t.Fatal(err)
	}
	script := servertest.Read(t, "../../static/worker.js")
	const start = "await go.run(instance);"
	telling := strings.Replace(script, start, `const channel = new BroadcastChannel("memory");
  channel.onmessage = () => channel.postMessage(instance.exports.mem.buffer.byteLength);
  `+start, 1)
	if telling == script {
		t.Fatalf("worker.js has no %s", start)
	}
	servertest.Write(t, filepath.Join(dir, "worker.js"), telling)
	return bundleFrom(t, dir)
}

// MNIST is fetched once, with the remaining time shown, trained on, shown in its own size, and available without a network until it
// is removed.
func TestBrowserMNIST(t *testing.T) {
	withMNIST(t)
	s := newSite(t, tellingMemory(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.says(loads, offlineReady)
	b.openPanel("data")
	b.screenshot("before")
	b.click("button", fetchMNIST)
	b.says(loads, mnistKept)
	b.click("button", "Train on MNIST")
	b.openPanel("settings")
	b.eventually(loads, "document.getElementById('setting-epochs').value === '4'")
	b.fill("setting-epochs", "1", true)
	b.openPanel("layers")
	b.eventually(loads, "document.querySelector('.summary tbody').innerText.includes('24×24×8')")
	b.fastest()
	b.click("button", "Start training")
	b.eventually(loads, "/Epoch 1 of 1 · about [\\d.]+ s left/.test(document.getElementById('progress-text').innerText)")
	b.screenshot("running")
	begun := time.Now()
	b.click("button", "Pause")
	b.says(loads, "Paused")
	b.click("button", "Resume")
	b.says(10*time.Minute, "Done: ")
	t.Logf("an epoch of 57,000 pictures and the test took about %v", time.Since(begun))
	if accuracy := b.accuracy(); accuracy < 95 || accuracy == 100 {
		t.Errorf("%v%% on MNIST's test digits, want at least 95", accuracy)
	}
	const read = "[...document.querySelectorAll('.confusion button')].reduce((sum, b) => sum + Number(b.innerText), 0)"
	b.openPanel("results")
	b.eventually(loads, read+" === 10000")
	b.showsDigit("#gallery canvas")
	b.draw(3)
	b.showsDigit("#picture")
	b.screenshot("done")
	eval[bool](b, "(c => { c.onmessage = (e) => { window.memory = e.data; }; c.postMessage('?'); return true; })(new BroadcastChannel('memory'))")
	b.eventually(loads, "window.memory > 0")
	if memory := eval[float64](b, "window.memory"); memory > 600e6 { // it never shrinks
		t.Errorf("the worker takes %.0f MB, want at most 600", memory/1e6)
	} else {
		t.Logf("the worker takes %.0f MB", memory/1e6)
	}

	s.stop()
	b.reload()
	b.openPanel("data")
	b.says(loads, mnistKept)
	b.says(loads, "Done: ")
	b.draw(3)
	b.showsDigit("#picture")
	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('progress-text').innerText.includes('57,000')")
	b.click("button", "Remove MNIST")
	b.says(loads, "MNIST is not in this browser yet: fetch it, or choose other data")
	b.click("button", fetchMNIST)
	b.says(loads, "It could not be fetched.")
	b.screenshot("offline")
}

// showsDigit waits until a canvas has a picture of MNIST's size.
func (b *browser) showsDigit(canvas string) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf("(c => c && c.width === 28 && c.getContext('2d').getImageData(0, 0, 28, 28).data.some(v => v > 0))(document.querySelector(%s))",
		quote(canvas)))
}

// A truncated file is refused, a missing file is reported, and another try fetches them.
func TestBrowserMNISTAltered(t *testing.T) {
	t.Parallel()
	c := newChanging(withMNIST(t))
	b := open(t, newSite(t, c), look{width: 360, height: 740, language: "en-US"})
	b.openPanel("data")
	b.eventually(loads, "byRole('button', "+quote(fetchMNIST)+") && !byRole('button', "+quote(fetchMNIST)+").disabled")
	for _, loss := range []struct {
		how  func(http.ResponseWriter, *http.Request, *site.File)
		says string
	}{
		{truncated, "What came is not the file it should be"},
		{cut, "It could not be fetched"},
		{missing, "This server does not have MNIST"},
	} {
		c.losing(loss.how, "/web/data/mnist/t10k-images-idx3-ubyte.gz")
		b.click("button", fetchMNIST)
		b.says(loads, loss.says)
	}
	b.screenshot("missing")
	lost := c.losing(missing, "/web/data/mnist/train-images-idx3-ubyte.gz") // the other file is cached
	b.click("button", fetchMNIST)
	b.says(loads, mnistKept)
	if lost.met.Load() > 0 {
		t.Error("what is kept is fetched again")
	}
}

// Files from the person are opened and trained on. Problems with them are reported.
func TestBrowserOpenFiles(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.openPanel("data")
	b.eventually(loads, "document.getElementById('files') && !document.getElementById('files').disabled")
	// Bars whose height depends on the digit.
	give := func(pictures, labels string) {
		t.Helper()
		eval[bool](b, fmt.Sprintf(`(() => {
			const count = 200, size = 784;
			const pictures = new Uint8Array(16 + count * size), labels = new Uint8Array(8 + count);
			pictures.set([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28]);
			labels.set([0, 0, 8, 1, 0, 0, 0, count]);
			for (let i = 0; i < count; i++) {
				labels[8 + i] = i * 7 %% 10;
				pictures.fill(200, 16 + i * size + (2 * labels[8 + i] + 3) * 28, 16 + i * size + (2 * labels[8 + i] + 7) * 28);
			}
			const files = new DataTransfer();
			for (const [name, bytes] of [['labels', %s], ['pictures', %s]]) if (bytes) files.items.add(new File([bytes], name));
			const input = document.getElementById('files');
			input.files = files.files;
			input.dispatchEvent(new Event('change'));
			return true;
		})()`, labels, pictures))
	}
	give("null", "labels")
	b.says(loads, "labels: The numbers of pictures and labels differ (0, 200). Open both files of one set together.")
	give("pictures.slice(0, 5000)", "labels")
	b.says(loads, "pictures: It is cut: 6 of 200 are in it.")
	give("new Uint8Array([0, 0, 13, 3, 0, 0, 0, 9])", "labels")
	b.says(loads, "pictures: This is neither a table of numbers (CSV) nor of MNIST’s format (IDX).")
	b.screenshot("wrong")
	give("pictures", "labels")
	b.says(loads, "Open until you close the page: labels, pictures")
	b.click("button", "Train on your files")
	b.openPanel("layers")
	b.eventually(loads, "document.querySelector('.summary tbody').innerText.includes('24×24×8')")
	b.fastest()
	b.click("button", "Start training")
	b.says(10*time.Minute, "Done: ")
	b.draw(3)
	b.showsDigit("#picture")
	b.screenshot("trained")
	b.openPanel("data")
	b.says(loads, "Open until you close the page: labels, pictures")
	b.click("button", "Close the files")
	b.says(loads, "No files are open to train on")
	b.noComplaints()
}
