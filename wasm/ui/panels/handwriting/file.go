package handwriting

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A file of handwriting is JSON, and the browser stores the same:
//
//	{"program":"Digit Lab","kind":"handwriting","version":1,"samples":[
//	{"digit":3,"strokes":[[[0.31,0.2],[0.48,0.17],…],…]},
//	…]}
//
// A stroke is the pen's places [x,y] as shares of the canvas's side from its upper left corner, with three decimals. They may be up
// to half a canvas outside.
const (
	fileKind    = "handwriting"
	fileVersion = 1
	// largestFile is the maximum size of a file in bytes; the page writes smaller ones.
	largestFile = 16 << 20
)

// writeSamples returns the file of some samples.
func writeSamples(samples []sample) string {
	b := []byte(`{"program":"Digit Lab","kind":"` + fileKind + `","version":` + strconv.Itoa(fileVersion) + `,"samples":[`)
	for i, s := range samples {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"digit\":"+strconv.Itoa(s.Label)+`,"strokes":[`...)
		for j, stroke := range s.Strokes {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, '[')
			for k, p := range stroke {
				if k > 0 {
					b = append(b, ',')
				}
				b = strconv.AppendFloat(append(b, '['), p.X, 'f', -1, 64)
				b = strconv.AppendFloat(append(b, ','), p.Y, 'f', -1, 64)
				b = append(b, ']')
			}
			b = append(b, ']')
		}
		b = append(b, "]}"...)
	}
	return string(append(b, "\n]}\n"...))
}

// fileProblem is the reason why a file is refused. Sample is the number of the wrong sample, from 1.
type fileProblem struct {
	Reason fileReason
	Sample int
}

type fileReason uint8

const (
	fileFine       fileReason = iota
	fileTooLarge              // larger than any file of handwriting
	fileUnreadable            // the browser could not read it
	fileNotJSON               // not JSON at all
	fileForeign               // JSON of something else
	fileNewer                 // a version that this page does not know
	fileTooMany               // too many samples
	fileDigit                 // a sample is not one of the ten digits
	fileStrokes               // a sample has no strokes, or too many
	filePlace                 // a place is not two numbers on the canvas or around it

	fileReasons // number of reasons
)

// readSamples decodes a file. The samples have no IDs. Whatever is in the file, only numbers within limits come out.
func readSamples(file string) ([]sample, fileProblem) {
	if len(file) > largestFile {
		return nil, fileProblem{Reason: fileTooLarge}
	}
	value, isJSON := parseJSON(file)
	if !isJSON {
		return nil, fileProblem{Reason: fileNotJSON}
	}
	content, _ := value.(map[string]any)
	version, _ := content["version"].(float64)
	if content["kind"] != fileKind || version < 1 {
		return nil, fileProblem{Reason: fileForeign}
	}
	if version > fileVersion {
		return nil, fileProblem{Reason: fileNewer}
	}
	list, isList := content["samples"].([]any)
	if !isList && content["samples"] != nil {
		return nil, fileProblem{Reason: fileForeign}
	}
	if len(list) > protocol.MaxSamples {
		return nil, fileProblem{Reason: fileTooMany}
	}
	var samples []sample
	for i, value := range list {
		s, reason := readSample(value)
		if reason != fileFine {
			return nil, fileProblem{reason, i + 1}
		}
		samples = append(samples, s)
	}
	return samples, fileProblem{}
}

func readSample(value any) (s sample, reason fileReason) {
	content, _ := value.(map[string]any)
	digit, isNumber := content["digit"].(float64)
	if !isNumber || digit != math.Trunc(digit) || digit < 0 || digit > 9 {
		return s, fileDigit
	}
	list, _ := content["strokes"].([]any)
	if len(list) == 0 || len(list) > mostStrokes {
		return s, fileStrokes
	}
	points := 0
	var strokes []sketch.Stroke
	for _, value := range list {
		stroke, _ := value.([]any)
		if points += len(stroke); len(stroke) == 0 || points > mostPoints {
			return s, fileStrokes
		}
		var out sketch.Stroke
		for _, value := range stroke {
			p, _ := value.([]any)
			if len(p) != 2 {
				return s, filePlace
			}
			x, isX := p[0].(float64)
			y, isY := p[1].(float64)
			if !isX || !isY || !onSheet(x) || !onSheet(y) {
				return s, filePlace
			}
			out = append(out, sketch.PointAt(x, y))
		}
		strokes = append(strokes, out)
	}
	return sample{Label: int(digit), Strokes: canonical(strokes)}, fileFine
}

// onSheet reports whether a coordinate is on the canvas or around it.
func onSheet(v float64) bool { return v >= -outside && v <= 1+outside }

// importFile adds the samples of a file that are not here yet.
func (h *handwriting) importFile(file string) {
	samples, problem := readSamples(file)
	if problem.Reason != fileFine {
		h.refuse(problem)
		return
	}
	added, had, left := 0, 0, 0
	for _, s := range samples {
		switch _, is := h.find(s.Strokes); {
		case is:
			had++
		case h.full():
			left++
		default:
			h.last++
			s.ID = h.last
			h.samples = append(slices.Clip(h.samples), s)
			h.unsent = append(h.unsent, s.ID)
			added++
		}
	}
	h.said = texts.Say(func(t words) string { return t.Imported(added, had, left) })
	h.changed()
}

// refuse shows why a file was not imported.
func (h *handwriting) refuse(problem fileProblem) {
	h.problem, h.said = problem, i18n.Words[string]{}
	h.lab.Invalidate(handwritingTopic)
}

// storeTrouble is a problem with the browser's storage of the samples.
type storeTrouble uint8

const (
	stored      storeTrouble = iota
	storeFull                // or denied: the samples are in this page only
	storeBroken              // the stored samples could not be decoded
)

// storageKey is the key of the samples in the browser's storage.
const storageKey = "digitlab.handwriting"

// store stores all samples for later visits.
func (h *handwriting) store() storeTrouble {
	if !dom.InBrowser || dom.Store(storageKey, writeSamples(h.samples)) {
		return stored
	}
	return storeFull
}

// reload replaces the samples by the stored ones, which another tab may have changed.
func (h *handwriting) reload(file string) {
	samples, problem := readSamples(file)
	switch {
	case strings.TrimSpace(file) == "":
		samples = nil
	case problem.Reason != fileFine:
		h.trouble = storeBroken // the samples that are here stay
		h.lab.Invalidate(handwritingTopic | lab.NoticeTopic)
		return
	}
	if h.takesSamples() {
		for _, s := range h.samples {
			h.lab.Post(&protocol.DropSample{ID: s.ID})
		}
	}
	h.samples, h.unsent, h.chosen, h.deleted, h.trouble = nil, nil, 0, nil, stored
	for _, s := range samples {
		h.last++
		s.ID = h.last
		h.samples = append(h.samples, s)
		h.unsent = append(h.unsent, s.ID)
	}
	h.lab.Invalidate(handwritingTopic | lab.NoticeTopic)
}

// loss says that the stored samples are damaged, or that the browser does not store them.
func (h *handwriting) loss() string {
	if h.trouble == stored {
		return ""
	}
	return h.text().StorageProblem(h.trouble)
}

// open loads the samples of earlier visits.
func (h *handwriting) open() { h.reload(dom.Recall(storageKey)) }

// storageChanged loads the samples that another tab has stored.
func (h *handwriting) storageChanged(e app.Value) {
	if dom.Text(e.Get("key")) == storageKey {
		h.reload(dom.Text(e.Get("newValue")))
	}
}
