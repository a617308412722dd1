package datasets

import (
	"bufio"
	"io"
)

// Limits of the memory that a file can take, whatever it contains. Nothing is allocated for bytes that have not arrived, except by
// what a header promises within these limits.
const (
	MaxValues = 1 << 28 // bytes of pictures in a file of IDX: 342,000 pictures of 28×28
	MaxText   = 1 << 27 // bytes of a table, decompressed: MNIST's 60,000 take 110 million
)

// Source is a file to read: its name, for errors, and its content.
type Source struct {
	Name string
	// content returns the first most bytes of the content, decompressed; fewer only if it ends before.
	content func(most int) ([]byte, error)
}

// FromReader returns a file that is read from r, plain or compressed with gzip. Not more of it is read than is needed.
func FromReader(name string, r io.Reader) Source {
	var b []byte
	var rest io.Reader
	return Source{name, func(most int) ([]byte, error) {
		if rest == nil {
			buffered := bufio.NewReader(r)
			rest = buffered
			if start, _ := buffered.Peek(2); isGzip(start) { // a reader's error comes again
				unzipped, err := gunzip(buffered)
				if err != nil {
					return nil, err
				}
				rest = unzipped
			}
		}
		if most > len(b) {
			more, err := io.ReadAll(io.LimitReader(rest, int64(most-len(b))))
			if b == nil {
				b = more
			} else {
				b = append(b, more...)
			}
			return b, err
		}
		return b[:most], nil
	}}
}

// FromBytes returns a file of these bytes, plain or compressed with gzip. gunzip, such as the browser's, returns the first most bytes
// of what is compressed, and fewer only if it ends before.
func FromBytes(name string, file []byte, gunzip func(file []byte, most int) ([]byte, error)) Source {
	return Source{name, func(most int) ([]byte, error) {
		if isGzip(file) {
			return gunzip(file, most)
		}
		return file[:min(most, len(file))], nil
	}}
}

func isGzip(file []byte) bool { return len(file) >= 2 && file[0] == 0x1f && file[1] == 0x8b }

// read returns the first most bytes of the content.
func (s Source) read(most int) ([]byte, error) {
	b, err := s.content(most)
	if err != nil {
		return nil, &FileError{Kind: ErrDamaged, File: s.Name, Cause: err}
	}
	return b, nil
}

// format is what a file is, by its first bytes.
type format uint8

const (
	table format = iota
	pictures
	labels
)

// headBytes is the number of bytes by which a format is recognised; a header of IDX for pictures.
const headBytes = 16

// recognise returns the format of a file.
func (s Source) recognise() (f format, head []byte, err error) {
	if head, err = s.read(headBytes); err != nil {
		return 0, nil, err
	}
	for _, known := range []struct {
		begin string
		kind  error
	}{
		{"\x89PNG", ErrPhoto}, {"\xff\xd8\xff", ErrPhoto}, {"GIF8", ErrPhoto}, {"RIFF", ErrPhoto}, {"BM", ErrPhoto}, {"II*\x00", ErrPhoto},
		{"MM\x00*", ErrPhoto}, {"<svg", ErrPhoto}, {"PK", ErrArchive}, {"7z\xbc\xaf", ErrArchive}, {"Rar!", ErrArchive},
	} {
		if len(head) >= len(known.begin) && string(head[:len(known.begin)]) == known.begin {
			return 0, nil, &FileError{Kind: known.kind, File: s.Name}
		}
	}
	switch {
	case len(head) == 0:
		return 0, nil, &FileError{Kind: ErrEmpty, File: s.Name}
	case len(head) >= 8 && string(head[4:8]) == "ftyp": // HEIC, AVIF
		return 0, nil, &FileError{Kind: ErrPhoto, File: s.Name}
	case magic(head) == picturesMagic:
		return pictures, head, nil
	case magic(head) == labelsMagic:
		return labels, head, nil
	case len(head) >= 2 && head[0] == 0 && head[1] == 0:
		return 0, nil, s.wrongMagic(head)
	}
	return table, head, nil
}
