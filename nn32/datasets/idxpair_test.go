package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"testing"

	"digitlab/nn32"
)

// gunzipAtMost returns an error for more than most bytes, as the browser's worker does.
func gunzipAtMost(file []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(b) > most {
		err = errors.New("it is too much")
	}
	return b, err
}

var twoByTwo = IDXLimits{Side: 2, Least: 2, Most: 4}

func TestDecodeIDX(t *testing.T) {
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{3, 2, 2, 1}, Pixels: []byte{1, 2, 3, 4, 5, 6, 0, 128, 255, 9, 8, 7}},
		Labels: []int{7, 0, 9}}
	for name, files := range map[string][2][]byte{
		"plain": {threeImages, threeLabels}, "gzip": {zipped(threeImages), zipped(threeLabels)}, "both": {zipped(threeImages), threeLabels},
		"in the other order": {threeLabels, zipped(threeImages)},
	} {
		if got, err := DecodeIDX(twoByTwo, files, gunzipAtMost); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestDecodeWrongIDX(t *testing.T) {
	altered := zipped(threeImages)
	altered[len(altered)-5]++ // its checksum
	signed := bytes.Clone(threeLabels)
	signed[2] = 9
	for name, test := range map[string]struct {
		files [2][]byte
		want  error
	}{
		"nothing":          {[2][]byte{nil, nil}, ErrIDX},
		"no labels":        {[2][]byte{threeImages, nil}, ErrIDX},
		"twice":            {[2][]byte{threeImages, threeImages}, ErrIDX},
		"labels twice":     {[2][]byte{threeLabels, threeLabels}, ErrIDX},
		"a picture":        {[2][]byte{[]byte("\x89PNG\r\n"), threeLabels}, ErrIDX},
		"signed":           {[2][]byte{threeImages, signed}, ErrIDX},
		"half a header":    {[2][]byte{threeImages[:10], threeLabels}, ErrIDXDamaged},
		"short":            {[2][]byte{threeImages[:27], threeLabels}, ErrIDXDamaged},
		"long":             {[2][]byte{append(bytes.Clone(threeImages), 0), threeLabels}, ErrIDXDamaged},
		"few labels":       {[2][]byte{threeImages, threeLabels[:10]}, ErrIDXDamaged},
		"altered":          {[2][]byte{altered, threeLabels}, ErrIDXDamaged},
		"no gzip":          {[2][]byte{{0x1f, 0x8b, 0}, threeLabels}, ErrIDXDamaged},
		"a bomb":           {[2][]byte{zipped(make([]byte, 1<<20)), threeLabels}, ErrIDXDamaged},
		"other pictures":   {[2][]byte{idxFile(make([]byte, 27), 3, 3, 3), threeLabels}, ErrIDXSide},
		"one":              {[2][]byte{idxFile(make([]byte, 4), 1, 2, 2), idxFile([]byte{1}, 1)}, ErrIDXCount},
		"five":             {[2][]byte{idxFile(make([]byte, 20), 5, 2, 2), idxFile(make([]byte, 5), 5)}, ErrIDXCount},
		"a large number":   {[2][]byte{idxFile(nil, 1<<31, 2, 2), idxFile(nil, 1<<31)}, ErrIDXCount},
		"of two sets":      {[2][]byte{threeImages, idxFile([]byte{1, 2}, 2)}, ErrIDXPair},
		"not of ten":       {[2][]byte{threeImages, idxFile([]byte{1, 10, 2}, 3)}, ErrIDXLabel},
		"letters, perhaps": {[2][]byte{threeImages, idxFile([]byte{1, 255, 2}, 3)}, ErrIDXLabel},
	} {
		if d, err := DecodeIDX(twoByTwo, test.files, gunzipAtMost); d.X != nil || !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

func FuzzDecodeIDX(f *testing.F) {
	f.Add(threeImages, threeLabels)
	f.Add(zipped(threeLabels), zipped(threeImages))
	f.Add(binary.BigEndian.AppendUint32(nil, picturesMagic), binary.BigEndian.AppendUint32(nil, labelsMagic))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		d, err := DecodeIDX(twoByTwo, [2][]byte{a, b}, gunzipAtMost)
		if err != nil {
			if err.Error() == "" || d.X != nil {
				t.Errorf("%q, with %v", err, d.X)
			}
			return
		}
		if n := d.Len(); n < twoByTwo.Least || n > twoByTwo.Most || len(d.X.Pixels) != 4*n || len(d.Labels) != n {
			t.Errorf("%d pictures with %d pixels and %d labels", n, len(d.X.Pixels), len(d.Labels))
		}
		for _, label := range d.Labels {
			if label < 0 || label > 9 {
				t.Errorf("a label is %d", label)
			}
		}
	})
}
