package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"time"
)

// staged is the static folder with its compressed forms, as make build left it; in a fresh clone it is empty.
//
//go:embed all:staged
var staged embed.FS

// embedded returns the bundle that this program carries.
func embedded(where string) (*bundle, error) {
	static, err := fs.Sub(staged, "staged")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(static, serviceWorkerFile); err != nil {
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
	return newBundle(static, where, info.ModTime())
}

// fromFolder returns the bundle of a static folder, out of which no link leads.
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
