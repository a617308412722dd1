package handwriting

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A file of handwriting is JSON, and so is what the browser stores:
//
//	{"program":"Digit Lab","kind":"handwriting","version":1,"samples":[
//	{"digit":3,"strokes":[[[0.31,0.2],[0.48,0.17],…],…]},
//	…]}
//
// Each stroke is the places of the pen, [x,y] in parts of the canvas from its upper left corner, to three decimals; they may
// be up to half a canvas outside.
const (
	fileKind    = "handwriting"
	fileVersion = 1
	// largestFile is more than the largest that the page writes, in bytes.
	largestFile = 16 << 20
)

// writeSamples writes a file.
func writeSamples(samples []sample) string {
	b := []byte(`{"program":"Digit Lab","kind":"` + fileKind + `","version":` + strconv.Itoa(fileVersion) + `,"samples":[`)
	for i, s := range samples {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"digit\":"+strconv.Itoa(s.Label)+`,"strokes":[`...)
		for j, way := range s.Strokes {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, '[')
			for k, p := range way {
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

// fileProblem is why a file is not taken. Sample is the number of the one that is wrong, from 1.
type fileProblem struct {
	Reason fileReason
	Sample int
}

type fileReason uint8

const (
	fileFine       fileReason = iota
	fileTooLarge              // for what it could be
	fileUnreadable            // by the browser
	fileNotJSON               // at all
	fileForeign               // JSON, but of something else
	fileNewer                 // of a version that is not known here
	fileTooMany               // samples
	fileDigit                 // a sample is not one of the ten digits
	fileStrokes               // a sample has no strokes, or too many
	filePlace                 // a place is not two numbers on or around the canvas

	fileReasons // how many there are
)

// readSamples reads a file. Its samples have no IDs. Whatever the file has in it, nothing but numbers comes out.
func readSamples(file string) ([]sample, fileProblem) {
	if len(file) > largestFile {
		return nil, fileProblem{Reason: fileTooLarge}
	}
	if !json.Valid([]byte(file)) {
		return nil, fileProblem{Reason: fileNotJSON}
	}
	var head struct {
		Kind    string
		Version int
	}
	if err := json.Unmarshal([]byte(file), &head); err != nil || head.Kind != fileKind || head.Version < 1 {
		return nil, fileProblem{Reason: fileForeign}
	}
	if head.Version > fileVersion {
		return nil, fileProblem{Reason: fileNewer}
	}
	var content struct{ Samples []json.RawMessage }
	if err := json.Unmarshal([]byte(file), &content); err != nil {
		return nil, fileProblem{Reason: fileForeign}
	}
	if len(content.Samples) > protocol.MaxSamples {
		return nil, fileProblem{Reason: fileTooMany}
	}
	var samples []sample
	for i, raw := range content.Samples {
		s, reason := readSample(raw)
		if reason != fileFine {
			return nil, fileProblem{reason, i + 1}
		}
		samples = append(samples, s)
	}
	return samples, fileProblem{}
}

func readSample(raw json.RawMessage) (s sample, reason fileReason) {
	var digit struct{ Digit *int }
	if err := json.Unmarshal(raw, &digit); err != nil || digit.Digit == nil || *digit.Digit < 0 || *digit.Digit > 9 {
		return s, fileDigit
	}
	var ways struct{ Strokes [][]json.RawMessage }
	if err := json.Unmarshal(raw, &ways); err != nil || len(ways.Strokes) == 0 || len(ways.Strokes) > mostStrokes {
		return s, fileStrokes
	}
	points := 0
	var strokes []sketch.Stroke
	for _, way := range ways.Strokes {
		if points += len(way); len(way) == 0 || points > mostPoints {
			return s, fileStrokes
		}
		var out sketch.Stroke
		for _, raw := range way {
			var p []*float64
			if err := json.Unmarshal(raw, &p); err != nil || len(p) != 2 || !onSheet(p[0]) || !onSheet(p[1]) {
				return s, filePlace
			}
			out = append(out, sketch.PointAt(*p[0], *p[1]))
		}
		strokes = append(strokes, out)
	}
	return sample{Label: *digit.Digit, Strokes: canonical(strokes)}, fileFine
}

// onSheet reports whether a number is on the canvas or around it.
func onSheet(v *float64) bool { return v != nil && *v >= -outside && *v <= 1+outside }

// importFile adds the samples of a file that are not here yet.
func (h *Handwriting) importFile(file string) {
	samples, problem := readSamples(file)
	h.problem, h.said = problem, ""
	if problem.Reason == fileFine {
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
		h.said = h.text().Imported(added, had, left)
		h.changed()
	}
	h.lab.Invalidate(handwritingTopic)
}

// storeTrouble is what is wrong with the browser's storage of the samples.
type storeTrouble uint8

const (
	stored      storeTrouble = iota
	storeFull                // or denied: the samples are in this page alone
	storeBroken              // what was stored could not be read
)

// storageKey is where the browser stores the samples.
const storageKey = "digitlab.handwriting"

// store stores all samples beyond this visit.
func (h *Handwriting) store() storeTrouble {
	if !dom.InBrowser || dom.Store(storageKey, writeSamples(h.samples)) {
		return stored
	}
	return storeFull
}

// reload takes the samples that the browser has stored, which another tab may have changed.
func (h *Handwriting) reload(file string) {
	samples, problem := readSamples(file)
	switch {
	case strings.TrimSpace(file) == "":
		samples = nil
	case problem.Reason != fileFine:
		h.trouble = storeBroken // what is here is not lost to that
		h.lab.Invalidate(handwritingTopic)
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
	h.lab.Invalidate(handwritingTopic)
}

// Open takes the samples of earlier visits.
func (h *Handwriting) Open() { h.reload(dom.Recall(storageKey)) }

// StorageChanged takes what another tab has stored.
func (h *Handwriting) StorageChanged(e app.Value) {
	if dom.Text(e.Get("key")) == storageKey {
		h.reload(dom.Text(e.Get("newValue")))
	}
}
