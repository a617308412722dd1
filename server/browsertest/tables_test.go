//go:build browser

package browsertest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// droppedFile is a file that a person drops.
type droppedFile struct {
	name    string
	content []byte
}

// drop drops files together on an element.
func (b *browser) drop(element string, files ...droppedFile) {
	b.t.Helper()
	var items []string
	for _, f := range files {
		items = append(items, fmt.Sprintf("[%s, %s]", quote(f.name), quote(base64.StdEncoding.EncodeToString(f.content))))
	}
	eval[bool](b, fmt.Sprintf(`((data) => {
		for (const [name, content] of [%s]) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
		document.querySelector(%s).dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
		return true;
	})(new DataTransfer())`, strings.Join(items, ","), quote(element)))
}

// digitsTable returns the tutorial's digits as scikit-learn has them in a file, and their lines.
func digitsTable(t *testing.T) (packed []byte, lines []string) {
	t.Helper()
	packed, err := os.ReadFile("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return packed, strings.Split(strings.TrimSpace(string(text)), "\n")
}

// Tables are opened and trained on, those without labels are predicted, and a bad file is named with the place and changes nothing.
func TestBrowserTables(t *testing.T) {
	t.Parallel()
	packed, lines := digitsTable(t)
	test, labels := "id", []byte(nil)
	for i := range 64 {
		test += ";pixel" + strconv.Itoa(i)
	}
	for i, line := range lines[:300] {
		at := strings.LastIndex(line, ",")
		labels = append(labels, line[at+1])
		test += "\r\n" + strconv.Itoa(1000+i) + ";" + strings.ReplaceAll(line[:at], ",", ",0;") + ",0"
	}
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 720, language: "en-US"})
	b.ready()
	b.openPanel("data")
	photo, bad := droppedFile{"seven.png", []byte("\x89PNG\r\n\x1a\n")}, droppedFile{"bad.csv", []byte(lines[0] + "\n" + lines[1][1:] + "\n")}
	b.drop(".card.data", photo)
	b.says(loads, "seven.png: This is a picture, not a data set. Drop it on the drawing area, where photos are predicted.")
	b.drop("#data-mnist", droppedFile{"test.csv", []byte(test)}, droppedFile{"digits.csv.gz", packed})
	b.says(loads, "Open until you close the page: digits.csv.gz")
	b.says(loads, "1,797 pictures of 8×8")
	b.says(loads, "test.csv: 300 pictures of 8×8 without labels")
	b.says(loads, "Judging by its largest value, the table goes from 0 (paper) to 16 (ink).")
	b.drop("body", bad) // it is dropped beside the panel
	b.says(loads, "bad.csv, line 2, column 1: A value is missing.")
	b.says(loads, "1,797 pictures of 8×8")
	b.says(loads, "Train a network first. It then predicts these pictures.")
	b.screenshot("opened")
	b.click("button", "Train on your files")
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	if accuracy := b.accuracy(); accuracy < 95 {
		t.Errorf("the tutorial's digits from a file give %v%%", accuracy)
	}
	b.openPanel("data")
	b.click("button", "Predict them")
	b.says(loads, "Predicted by the network after epoch 100")
	b.eventually(loads, "document.querySelectorAll('.predictions tbody tr').length === 10 && document.querySelector('.predictions td').innerText === '1000'")
	b.screenshot("predicted")
	eval[bool](b, keepSaved+"; true")
	b.click("button", "Save all predictions (CSV)")
	b.eventually(loads, "saved['digitlab-predictions.csv']")
	file, err := base64.StdEncoding.DecodeString(eval[string](b, "saved['digitlab-predictions.csv']"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(file)), "\r\n")
	right := 0
	for i, row := range rows[1:] {
		if row == fmt.Sprintf("%d,%c", 1000+i, labels[i]) {
			right++
		}
	}
	if rows[0] != "ImageId,Label" || len(rows) != 301 || right < 290 {
		t.Errorf("%d rows from %q, %d of which are right", len(rows), rows[0], right)
	}
	b.click("button", "Close the files")
	b.says(loads, "No files are open to train on")
	b.eventually(loads, "!document.getElementById('unlabelled')")
	b.noComplaints()

	korean := open(t, s, look{width: 360, height: 640, language: "ko-KR", dark: true})
	korean.ready()
	korean.openPanel("data")
	korean.drop(".card.data", bad)
	korean.says(loads, "bad.csv, 2번째 줄, 1번째 열: 값이 빠져 있습니다.")
	korean.eventually(loads, "!document.querySelector('.card.data [lang=en]')")
	korean.screenshot("refused")
	korean.drop(".card.data", droppedFile{"test.csv", []byte(test)})
	korean.says(loads, "test.csv: 정답이 없는 8×8 그림 300개")
	korean.screenshot("unlabelled")
	korean.noComplaints()
}

// Pictures whose rows and columns are exchanged, as EMNIST's are, are noticed and can be turned.
func TestBrowserLyingPictures(t *testing.T) {
	t.Parallel()
	const count, side = 200, 200
	header := func(sizes ...uint32) []byte {
		b := []byte{0, 0, 8, byte(len(sizes))}
		for _, n := range sizes {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return b
	}
	pictures, labels := header(count, 28, 28), header(count)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range count {
		ways := strokes.Ways(i % 10)
		ink := strokes.Draw(strokes.Vary(ways[rng.IntN(len(ways))], rng), side, .07)
		p, _ := drawing.ToMNISTPicture(drawing.Bitmap{Width: side, Height: side, Ink: ink})
		for j := range p {
			pictures = append(pictures, p[j%28*28+j/28])
		}
		labels = append(labels, byte(i%10))
	}
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US", dark: true})
	b.ready()
	b.openPanel("data")
	b.drop(".card.data", droppedFile{"labels", labels}, droppedFile{"emnist", pictures})
	b.says(loads, "The pictures seem to lie on their side")
	b.screenshot("lying")
	b.click("button", "Turn the pictures")
	b.says(loads, "The pictures are turned.")
	b.click("button", "Turn the pictures back")
	b.eventually(loads, "!document.body.innerText.includes('The pictures are turned.')")
	b.noComplaints()
}
