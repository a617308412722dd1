//go:build readers

package hdf5

import (
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestReadersManyParts(t *testing.T) {
	folder := t.TempDir()
	if out, err := exec.Command("/usr/bin/python3", "testdata/many_h5.py", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for file, names := range map[string]int{"many.h5": 3000, "few.h5": 9} {
		data, err := os.ReadFile(folder + "/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if deep := strings.Contains(string(data), "TREE\x00\x01"); deep != (names > 9) {
			t.Errorf("%s has a tree of several levels: %v", file, deep)
		}
		root, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		for i := range names {
			o, err := root.Open("name" + strconv.Itoa(i))
			if err != nil {
				t.Fatal(err)
			}
			if shape, v, err := o.Floats(2); err != nil || !slices.Equal(shape, []int{2}) || !slices.Equal(v, []float32{float32(i), float32(i) + .5}) {
				t.Fatalf("name%d is %v of shape %v, error %v", i, v, shape, err)
			}
		}
		group, err := root.Open("attributes")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 8 {
			if i >= 5 && names > 9 {
				i *= 28 // to 196
			}
			n := strconv.Itoa(i)
			for name, want := range map[string][]string{"fixed" + n: {"text " + n}, "variable" + n: {"text " + n + ": 숫자"}, "list" + n: {"a" + n, "", strings.Repeat("long", i)}} {
				if got, err := group.Strings(name); err != nil || !slices.Equal(got, want) {
					t.Fatalf("%s: %s is %q, error %v, want %q", file, name, got, err, want)
				}
			}
			if _, err := group.Strings("number" + n); err == nil || !strings.Contains(err.Error(), "it is no text (attribute number"+n+" of attributes)") {
				t.Errorf("%s: a number: error %v", file, err)
			}
		}
		if o, err := root.Open("attributes", "after"); err != nil || o == nil || !o.IsArray() {
			t.Errorf("%s: the array after the attributes: error %v", file, err)
		}
		if o, err := root.Open("scalar"); err != nil {
			t.Error(err)
		} else if shape, v, err := o.Floats(1); err != nil || len(shape) != 0 || !slices.Equal(v, []float32{7}) {
			t.Errorf("%s: the scalar is %v of shape %v, error %v", file, v, shape, err)
		}
	}
}
