package main

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// embedded returns the bundle that is embedded in this program.
func embedded(where string) (*bundle, error) {
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
	return fromArchive(staged, where, info.ModTime())
}

// fromArchive returns the bundle of an archive that pack has written.
func fromArchive(b []byte, where string, modified time.Time) (*bundle, error) {
	static, err := newArchive(b)
	if err != nil {
		return nil, err
	}
	return newBundle(static, where, modified)
}

// fromFolder returns the bundle of a static folder. Links that lead out of the folder are refused.
func fromFolder(dir, where string) (*bundle, error) {
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
	return newBundle(root.FS(), where, newest)
}
