package datasets

import (
	"errors"
	"strconv"
)

// Kinds of errors about files. Each FileError wraps one, so that a program can word it in any language.
var (
	ErrFormat   = errors.New("this is neither a table of numbers (CSV) nor MNIST's format (IDX, unsigned bytes)")
	ErrPhoto    = errors.New("this is a photo or drawing, not a data set")
	ErrArchive  = errors.New("this is an archive; unpack it and open the files in it")
	ErrEmpty    = errors.New("the file has no pictures")
	ErrDamaged  = errors.New("the file is cut or damaged; fetch it again")
	ErrTooLarge = errors.New("the file has more bytes or pictures than are read; open a part of it")
	ErrSide     = errors.New("the pictures have another size")
	ErrCount    = errors.New("there are too few pictures")
	ErrPair     = errors.New("pictures and labels do not belong together; take both files of one set")
	ErrLabel    = errors.New("the label is not one of the ten digits")

	// Of tables:
	ErrColumns = errors.New("this number of columns is not that of a square picture, alone or with a label and a number")
	ErrRow     = errors.New("the line has another number of columns than the first")
	ErrMissing = errors.New("a value is missing")
	ErrValue   = errors.New("this is not a number")
	ErrRange   = errors.New("the value is not from 0 to 255")
)

// FileError is what is wrong with a file, and where.
type FileError struct {
	Kind         error  // one of the above
	File         string // its name
	Line, Column int    // from 1; 0 if the error is not about one
	Got, Want    string // numbers, sizes or the text of a field: what is there and what should be; empty if the kind tells
	Cause        error  // of reading or decompressing, or nil
}

func (e *FileError) Error() string {
	text := "datasets: " + e.File
	if e.Line > 0 {
		text += ", line " + strconv.Itoa(e.Line)
	}
	if e.Column > 0 {
		text += ", column " + strconv.Itoa(e.Column)
	}
	text += ": " + e.Kind.Error()
	if e.Got != "" {
		text += ": got " + e.Got
	}
	if e.Want != "" {
		text += ", want " + e.Want
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

func (e *FileError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}
