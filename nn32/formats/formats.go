package formats

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"digitlab/nn32/internal/errfmt"
)

// File is a file by its name, which may have folders.
type File struct {
	Name string
	Data []byte
}

// Format is a kind of file.
type Format struct {
	Name   string // as the page shows it, in every language
	Ending string // of a file's name
	Media  string // media type

	write   func(members []*Model) ([]byte, error)
	several bool // a file can hold an ensemble; otherwise write gets one member

	is   func(in *input) bool // never by the name
	read func(in *input) ([]*Model, error)
}

// Formats are all formats, in the order in which the page shows them. Read asks them in this order whether a file is theirs.
var Formats = []*Format{
	&ONNX,
	&Keras,
	&KerasH5,
	&TensorFlowJS,
	&PyTorch,
	&Safetensors,
	&NumPy,
	&C,
}

// Write returns a file with the members of an ensemble, or with one network. A format that cannot hold several gets a file for each member, in a
// zip. name is the file's, without its ending.
func (f *Format) Write(name string, members ...*Model) (File, error) {
	if len(members) == 0 {
		return File{}, errors.New("there is no network to write")
	}
	for i, m := range members {
		if err := m.Validate(); err != nil {
			return File{}, errfmt.Errorf("network %d: %w", i+1, err)
		}
	}
	if len(members) == 1 || f.several {
		data, err := f.write(members)
		return File{Name: name + f.Ending, Data: data}, err
	}
	var files []File
	for i, m := range members {
		data, err := f.write([]*Model{m})
		if err != nil {
			return File{}, errfmt.Errorf("network %d: %w", i+1, err)
		}
		files = append(files, File{Name: name + "-" + strconv.Itoa(i+1) + f.Ending, Data: data})
	}
	return File{Name: name + ".zip", Data: writeZip(files)}, nil
}

// UnknownLayerError is wrapped by Read's errors about a file with a kind of layer that no layer here can stand for.
type UnknownLayerError struct {
	Kind string // as the file names it: Keras's class or ONNX's operator

	text string
}

func (e *UnknownLayerError) Error() string { return e.text }

// maxFile is the number of bytes that the files of one reading may have together.
const maxFile = 32 << 20

// input is what a reader gets.
type input struct {
	name     string
	data     []byte
	entries  []File // of a zip, in its order; otherwise nil
	template *Model // for a file that has weights only; nil: none
	beside   []File // the files that came with it
}

// entry returns the entry of a zip with a name, in whatever folder, or nil.
func (in *input) entry(name string) []byte { return find(in.entries, name) }

// find returns the file with a name, in whatever folder, or nil.
func find(files []File, name string) []byte {
	for _, f := range files {
		if f.Name == name || strings.HasSuffix(f.Name, "/"+name) {
			return f.Data
		}
	}
	return nil
}

// Read returns the networks of files that belong together: one file, the files of a TensorFlow.js model, the members of an ensemble, or a zip
// of them. What a file is it finds out by its bytes. The networks are valid.
func Read(files []File) ([]*Model, error) { return ReadInto(files, nil) }

// ReadInto is Read for files that may also have weights only, as PyTorch's: they are those of a network with the template's layers, whose
// own weights are not looked at.
func ReadInto(files []File, template *Model) ([]*Model, error) {
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	if size > maxFile {
		return nil, errfmt.Errorf("the files have %d MB, at most %d MB are read", size>>20, maxFile>>20)
	}
	room := maxUnpacked
	models, err := readAll(files, template, 0, &room)
	if err != nil {
		return nil, err
	}
	return models, nil
}

// readAll reads files that are inside of depth zips.
func readAll(files []File, template *Model, depth int, room *int) (models []*Model, err error) {
	var beside, rest []File
	for _, f := range files {
		if isJSON(f.Data) {
			beside = files // what has no format of its own is the weights that the JSON names
		}
	}
	for _, f := range files {
		in := &input{name: f.Name, data: f.Data, beside: beside, template: template}
		if strings.HasPrefix(string(f.Data[:min(len(f.Data), 4)]), localSignature) {
			if in.entries, err = readZip(f.Data, room); err != nil {
				return nil, at(f, err)
			}
		}
		format := in.format()
		var got []*Model
		switch {
		case format != nil:
			if got, err = format.read(in); err == nil {
				err = validate(got)
			}
			if err != nil {
				err = errfmt.Errorf("%s: %w", format.Name, err)
			}
		case len(in.entries) > 0 && depth < 2:
			got, err = readAll(in.entries, template, depth+1, room)
		default:
			rest = append(rest, f)
		}
		if err != nil {
			return nil, at(f, err)
		}
		models = append(models, got...)
	}
	// What else lies in a zip, such as a text to read first, is left out.
	if len(rest) > 0 && beside == nil && (depth == 0 || len(models) == 0) {
		return nil, at(rest[0], unknown(rest[0].Data))
	}
	if len(models) == 0 {
		return nil, errors.New("there is no network in it")
	}
	return models, nil
}

func (in *input) format() *Format {
	for _, f := range Formats {
		if f.is != nil && f.is(in) {
			return f
		}
	}
	return nil
}

func validate(models []*Model) error {
	for _, m := range models {
		if err := m.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// unknown returns an error that says what a file is that no format knows.
func unknown(data []byte) error {
	if len(data) == 0 {
		return errors.New("the file is empty")
	}
	var names []string
	for _, f := range Formats {
		if f.read != nil {
			names = append(names, f.Name)
		}
	}
	return errfmt.Errorf("this is no file of %s; it begins with %s", strings.Join(names, ", "), strconv.QuoteToASCII(string(data[:min(len(data), 8)])))
}

// at puts a file's name before an error.
func at(f File, err error) error {
	if f.Name == "" {
		return err
	}
	return errfmt.Errorf("%s: %w", cut(f.Name), err)
}

// isJSON reports whether a file begins as an object of JSON. Zeros, such as those of safetensors' first eight bytes, do not belong there.
func isJSON(data []byte) bool {
	start := string(data[:min(len(data), 64)])
	return strings.HasPrefix(strings.TrimLeft(start, "\ufeff \t\r\n"), "{") && !strings.Contains(start, "\x00")
}

// cut shortens a text of a file for a message.
func cut(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// quote returns a text of a file for a message.
func quote(s string) string { return strconv.Quote(cut(s)) }
