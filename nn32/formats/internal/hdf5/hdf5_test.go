package hdf5

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// all returns all that is in a group: the arrays, by their paths, as one text a number.
func all(t testing.TB, o *Object, into map[string]string, attributes ...string) {
	for _, name := range attributes {
		texts, err := o.Strings(name)
		if err != nil {
			t.Fatal(err)
		}
		if texts != nil {
			into[o.path+"@"+name] = strings.Join(texts, ",")
		}
	}
	if o.IsArray() {
		shape, values, err := o.Floats(1 << 20)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, n := range shape {
			text += strconv.Itoa(n) + " "
		}
		text += "|"
		for _, v := range values {
			text += " " + strconv.FormatFloat(float64(v), 'g', -1, 32)
		}
		into[o.path] = text
		return
	}
	links, err := o.Links()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range links {
		child, err := o.Open(l.Name)
		if err != nil {
			t.Fatal(err)
		}
		all(t, child, into, attributes...)
	}
}

// sample is a file with what the format can have: an empty group, a group of one node and of many, shapes of each rank, lists.
func sample() *Node {
	root := &Node{Attributes: []Attribute{{Name: "text", Text: `{"a": 1}`}, {Name: "empty", List: []string{}}}}
	root.Group("nothing")
	many := root.Group("many", Attribute{Name: "list", List: []string{"first", "", "the third one"}})
	for i := range 20 {
		many.Array("n"+strconv.Itoa(i), []int{1}, []float32{float32(i)})
	}
	deep := root.Group("a").Group("b").Group("c")
	deep.Array("cube", []int{1, 2, 3}, []float32{1, -2.5, 3e-38, 4, 5, 6})
	deep.Array("scalar", []int{}, []float32{7})
	deep.Array("none", []int{0}, nil)
	return root
}

func write(t testing.TB, root *Node) []byte {
	b, err := Write(root)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestComesBack(t *testing.T) {
	root, err := Open(write(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	all(t, root, got, "text", "empty", "list")
	want := map[string]string{"@text": `{"a": 1}`, "@empty": "", "/many@list": "first,,the third one", "/a/b/c/cube": "1 2 3 | 1 -2.5 3e-38 4 5 6", "/a/b/c/scalar": "| 7",
		"/a/b/c/none": "0 |"}
	for i := range 20 {
		want["/many/n"+strconv.Itoa(i)] = "1 | " + strconv.Itoa(i)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("it comes back as %v, want %v", got, want)
	}
}

func TestThousandNames(t *testing.T) {
	root := &Node{}
	var want []string
	for i := range 1024 {
		name := "layer_" + strconv.Itoa(i)
		root.Array(name, []int{1}, []float32{float32(i)})
		want = append(want, name)
	}
	file, err := Open(write(t, root))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range want {
		o, err := file.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, v, err := o.Floats(1); err != nil || v[0] != float32(i) {
			t.Fatalf("%s is %v, error %v", name, v, err)
		}
	}
	links, _ := file.Links()
	if slices.Sort(want); len(links) != len(want) || links[500].Name != want[500] {
		t.Errorf("%d names, want %d", len(links), len(want))
	}
}

func TestTooManyNames(t *testing.T) {
	root := &Node{}
	for i := range maxLinks + 1 {
		root.Group(strconv.Itoa(i))
	}
	file, err := Open(write(t, root))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Open("7"); err == nil || !strings.Contains(err.Error(), "the root has 4097 names, at most 4096 are read") {
		t.Errorf("error %v", err)
	}
}

func TestTooMuchForAHeader(t *testing.T) {
	if _, err := Write(&Node{Attributes: []Attribute{{Name: "a", Text: strings.Repeat("x", 1<<16)}}}); err == nil || !strings.Contains(err.Error(), "at most 65528 fit") {
		t.Errorf("error %v", err)
	}
}

func TestOfKeras(t *testing.T) {
	data, err := os.ReadFile("../../testdata/hard.h5")
	if err != nil {
		t.Fatal(err)
	}
	root, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	all(t, root, got, "model_config", "keras_version", "layer_names", "weight_names")
	if got["@keras_version"] != "3.16.0" || !strings.HasPrefix(got["@model_config"], `{"class_name": "Sequential"`) ||
		!strings.HasPrefix(got["/model_weights/conv2d_1/hard/conv2d_1/kernel"], "3 2 1 6 | ") ||
		got["/model_weights/conv2d_1@weight_names"] != "hard/conv2d_1/kernel,hard/conv2d_1/bias" || got["/model_weights/softmax@weight_names"] != "" {
		t.Errorf("%v", got)
	}
}

// TestHostile breaks a file at every byte: it is an error or other numbers, never a panic, and soon over.
func TestHostile(t *testing.T) {
	for _, data := range [][]byte{write(t, sample()), write(t, &Node{Name: "", Children: []*Node{{Name: "a", Shape: []int{2}, Data: []float32{1, 2}}}})} {
		for i := range data {
			if i < 2000 {
				touch(data[:i])
			}
			changed := bytes.Clone(data)
			changed[i] ^= []byte{0x01, 0x10, 0xff}[i%3]
			touch(changed)
		}
	}
}

// touch reads all of a file.
func touch(data []byte) {
	root, err := Open(data)
	if err == nil {
		touchAll(root, 0)
	}
}

func touchAll(o *Object, depth int) error {
	for _, name := range []string{"text", "list", "model_config", "layer_names", "weight_names"} {
		if _, err := o.Strings(name); err != nil {
			return err
		}
	}
	if o.IsArray() {
		_, _, err := o.Floats(1 << 16)
		return err
	}
	links, err := o.Links()
	if err != nil || depth > 8 {
		return err
	}
	for _, l := range links {
		child, err := o.Open(l.Name)
		if err == nil {
			err = touchAll(child, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// TestCircle makes trees, headers and heaps that go in circles.
func TestCircle(t *testing.T) {
	data := write(t, sample())
	for name, change := range map[string]func(b []byte){
		"a tree under itself": func(b []byte) {
			at := bytes.LastIndex(b, []byte("TREE"))
			b[at+5] = 1
			le.PutUint64(b[at+32:], uint64(at))
		},
		"a header that goes on with itself": func(b []byte) {
			root := le.Uint64(b[64:])
			le.PutUint16(b[root+16:], msgContinuation)
			le.PutUint64(b[root+24:], root+16)
			le.PutUint64(b[root+32:], 24)
		},
	} {
		b := bytes.Clone(data)
		change(b)
		root, err := Open(b)
		if err == nil {
			err = touchAll(root, 0)
		}
		if err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(write(f, sample()))
	for _, name := range []string{"tutorial.h5", "hard.h5"} {
		data, err := os.ReadFile("../../testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(_ *testing.T, data []byte) { touch(data) })
}
