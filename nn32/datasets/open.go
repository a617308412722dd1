package datasets

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32"
)

// Limits are those of the pictures that Open accepts.
type Limits struct {
	Sides   []int // heights and widths in pixels; nil for any
	Least   int   // number of labelled pictures, if there are any
	Most    int   // number of pictures that are read of a file; 0 for MaxValues and MaxText alone
	Classes int   // labels are below; for 10, see Opened.Letters

	// Progress, if it is not nil, is called with each thousandth line of a table, and the bytes that were read and all: MNIST's
	// take seconds.
	Progress func(bytes, all int)
}

// take reports whether pictures of a size are accepted.
func (l Limits) take(height, width int) bool {
	return l.Sides == nil || height == width && slices.Contains(l.Sides, height)
}

// sideError is the error for pictures of a size that is not accepted.
func (l Limits) sideError(file string, height, width int) error {
	var want []string
	for _, side := range l.Sides {
		want = append(want, sizeText(side, side))
	}
	return &FileError{Kind: ErrSide, File: file, Got: sizeText(height, width), Want: strings.Join(want, ", ")}
}

func sizeText(height, width int) string { return strconv.Itoa(height) + "×" + strconv.Itoa(width) }

// Opened is what files contain.
//
// All ways in give the same scale. Pictures have Pixels: bytes from 0, paper, to 255, ink, which a network sees as 0 to 1. Only
// pictures of 8×8 have Data, whole numbers from 0 to 16, whatever the file's scale. The tutorial's pictures have them, because it
// trains without scaling: what is trained on one can predict the other.
type Opened struct {
	Labelled   nn32.Data // with Labels; empty if no file has labels
	Unlabelled nn32.Data
	IDs        []string // of the unlabelled pictures, by the file; nil if it has none
	NoLabels   []string // names of the files with unlabelled pictures

	Scale   int // value of ink in the tables: 1, 16 or 255; 0 if there are none
	Letters int // number of pictures that were left out because they are letters
	Beyond  int // number of pictures that were left out because of Limits.Most
}

// Open reads files of pictures, plain or compressed with gzip, in any order: pairs of IDX, pictures of IDX without labels, and tables
// (see table.go). Sets with labels are put together, and so are those without. Errors are FileErrors.
func Open(limits Limits, sources ...Source) (Opened, error) {
	var o Opened
	var images, answers []idx
	for _, s := range sources {
		f, head, err := s.recognise()
		if err != nil {
			return Opened{}, err
		}
		if f == table {
			if err := o.addTable(s, limits); err != nil {
				return Opened{}, err
			}
			continue
		}
		file, err := s.readIDX(head, limits)
		if err != nil {
			return Opened{}, err
		}
		if f == pictures {
			images = append(images, file)
		} else {
			answers = append(answers, file)
		}
	}
	for _, image := range images {
		at := slices.IndexFunc(answers, func(f idx) bool { return f.count == image.count })
		var answer *idx
		switch {
		case at >= 0:
			answer = &answers[at]
		case len(answers) > 0:
			return Opened{}, &FileError{Kind: ErrPair, File: image.name + ", " + answers[0].name,
				Got: strconv.Itoa(image.count) + ", " + strconv.Itoa(answers[0].count)}
		}
		o.Beyond += image.count - len(image.values)/(image.height*image.width)
		if err := o.add(image.name, image.data(answer), nil, limits); err != nil {
			return Opened{}, err
		}
		if answer != nil {
			answers = slices.Delete(answers, at, at+1)
		}
	}
	if len(answers) > 0 {
		return Opened{}, &FileError{Kind: ErrPair, File: answers[0].name, Got: "0, " + strconv.Itoa(answers[0].count)}
	}
	if n := o.Labelled.Len(); n > 0 && n < limits.Least || len(sources) == 0 {
		name := ""
		if len(sources) > 0 {
			name = sources[0].Name
		}
		return Opened{}, &FileError{Kind: ErrCount, File: name, Got: strconv.Itoa(n), Want: strconv.Itoa(limits.Least)}
	}
	return o, nil
}

// add adds pictures of a file.
func (o *Opened) add(name string, d nn32.Data, ids []string, limits Limits) (err error) {
	to := &o.Unlabelled
	if d.Labels != nil {
		to = &o.Labelled
		before := d.Len()
		if d, err = withoutLetters(name, d, limits.Classes); err != nil {
			return err
		}
		o.Letters += before - d.Len()
	}
	had := to.Len()
	if had > 0 && !slices.Equal(to.X.Shape[1:], d.X.Shape[1:]) {
		return &FileError{Kind: ErrSide, File: name, Got: sizeText(d.X.Shape[1], d.X.Shape[2]), Want: sizeText(to.X.Shape[1], to.X.Shape[2])}
	}
	if limits.Most > 0 && had+d.Len() > limits.Most {
		o.Beyond += had + d.Len() - limits.Most
		d = d.Slice(0, limits.Most-had)
		ids = ids[:min(len(ids), d.Len())]
	}
	if d.Labels == nil {
		o.NoLabels = append(o.NoLabels, name)
	}
	if d.Labels == nil && (had == 0 || o.IDs != nil) {
		if o.IDs = append(o.IDs, ids...); len(ids) == 0 {
			o.IDs = nil // some have none
		}
	}
	if had == 0 {
		*to = d
		return nil
	}
	x := &nn32.Tensor{Shape: slices.Clone(d.X.Shape), Data: slices.Concat(to.X.Data, d.X.Data), Pixels: slices.Concat(to.X.Pixels, d.X.Pixels)}
	x.Shape[0] += had
	to.X, to.Labels = x, slices.Concat(to.Labels, d.Labels)
	return nil
}

// Numbers of the last class in the sets of EMNIST (Cohen et al. 2017, arXiv:1702.05373) whose first ten classes are the digits: by
// class, and by merged class or balanced. In its set of letters, and in those of others, 1 may be an A.
const (
	lastByClass = 61
	lastByMerge = 46
)

// picturesOf returns the tensor of square or other pictures, in the scale of Opened, from bytes of which most is ink.
func picturesOf(values []byte, most, height, width int) *nn32.Tensor {
	x := &nn32.Tensor{Shape: nn32.Shape{len(values) / (height * width), height, width, 1}}
	if height != side || width != side {
		x.Pixels = values
		for i, v := range values {
			if most == 255 {
				break
			}
			x.Pixels[i] = byte((int(v)*255 + most/2) / most)
		}
		return x
	}
	x.Data = make([]float32, len(values))
	for i, v := range values {
		x.Data[i] = float32((int(v)*digitsInk + most/2) / most)
	}
	return x
}

// scaleOf is the rule by which the scale of a file is found: it is 0 to 1, 0 to 16, as the tutorial's pictures, or 0 to 255,
// whichever is the first that has the largest value.
func scaleOf(largest float64) int {
	switch {
	case largest <= 1:
		return 1
	case largest <= digitsInk:
		return digitsInk
	}
	return 255
}

// withoutLetters returns the pictures with labels below classes. For ten classes, it leaves out the letters of a set of EMNIST, and any
// other label is an error.
func withoutLetters(name string, d nn32.Data, classes int) (nn32.Data, error) {
	last := slices.Max(d.Labels)
	if last < classes {
		return d, nil
	}
	wrong := &FileError{Kind: ErrLabel, File: name, Got: strconv.Itoa(last), Want: "0 to " + strconv.Itoa(classes-1)}
	if classes != 10 || last != lastByClass && last != lastByMerge {
		return nn32.Data{}, wrong
	}
	var rows []int
	for i, label := range d.Labels {
		if label < classes {
			rows = append(rows, i)
		}
	}
	if rows == nil {
		return nn32.Data{}, wrong
	}
	return d.Take(rows), nil
}
