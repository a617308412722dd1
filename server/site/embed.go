package site

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// Embedded returns the bundle that is embedded in this program.
func Embedded(where string) (*Bundle, error) {
	if len(staged) == 0 {
		return nil, errors.New("this program was built without the page; build it with: make build, or name the folder: -dir static")
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(program)
	if err != nil {
		return nil, err
	}
	return FromArchive(staged, where, info.ModTime())
}

// FromArchive returns the bundle of an archive that Pack has written.
func FromArchive(b []byte, where string, modified time.Time) (*Bundle, error) {
	static, err := newArchive(b)
	if err != nil {
		return nil, err
	}
	return NewBundle(static, where, modified)
}

// FromFolder returns the bundle of a static folder. Links that lead out of the folder are refused.
func FromFolder(dir, where string) (*Bundle, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	newest := time.Time{}
	err = fs.WalkDir(root.FS(), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return NewBundle(root.FS(), where, newest)
}
