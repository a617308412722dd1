package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	standard = "the standard library"
	goApp    = "github.com/maxence-charriere/go-app/v10/pkg/app"
	math32   = "github.com/chewxy/math32"
	brotlis  = "github.com/andybalholm/brotli"
	tensors  = "github.com/nlpodyssey/safetensors"

	websockets = "github.com/coder/websocket"
)

// Packages of the page.
const (
	i18n = "digitlab/wasm/ui/i18n"
	dom  = "digitlab/wasm/ui/dom"
)

var (
	tools = []string{goApp, i18n, dom, "digitlab/wasm/ui/session", "digitlab/wasm/ui/settings", "digitlab/wasm/ui/stats", "digitlab/wasm/ui/client",
		"digitlab/wasm/ui/sketch", "digitlab/wasm/ui/chart", "digitlab/wasm/ui/scheduler", "digitlab/wasm/ui/opened"}
	// A feature may import the lab and the packages below it, but no other feature.
	features = append(slices.Clone(tools), "digitlab/wasm/ui/lab")
)

// below returns what a package of the page may import: what all of them may, and rooms.
func below(rooms ...string) []string {
	return append([]string{standard, "digitlab/wasm/protocol", "digitlab/wasm/slim/std/fmt"}, rooms...)
}

// mayImport is the list of allowed imports for each package. Tests may import all of our packages, and the libraries that drive
// browsers. simd/archsimd and syscall/js do not count as the standard library and are listed where they are allowed.
var mayImport = map[string][]string{
	"nn32/internal/kernel":        {standard, math32, "simd/archsimd", "syscall/js", "digitlab/nn32/internal/coefficients", "digitlab/nn32/internal/elementary", "digitlab/nn32/internal/kernel/calls"},
	"nn32/internal/kernel/calls":  {standard},
	"nn32/internal/kernel/module": {standard, "digitlab/nn32/internal/coefficients", "digitlab/nn32/internal/kernel/calls"},
	"nn32/internal/coefficients":  {standard},
	"nn32/internal/errfmt":        {standard},
	"nn32/internal/distribution":  {standard, math32, "digitlab/nn32/internal/elementary"},
	"nn32/internal/elementary":    {standard, math32, "digitlab/nn32/internal/coefficients"},
	"nn32/inside":                 {standard, "digitlab/nn32", "digitlab/nn32/internal/errfmt"},
	"nn32/internal/enum":          {standard, "digitlab/nn32/internal/errfmt"},
	"nn32/internal/limits":        {standard},
	"nn32/internal/powers":        {standard},
	"nn32/internal/table":         {standard},
	"nn32/internal/window":        {standard, "digitlab/nn32/internal/errfmt", "digitlab/nn32/internal/kernel", "digitlab/nn32/internal/limits"},
	"nn32": {standard, math32, "digitlab/nn32/internal/distribution", "digitlab/nn32/internal/elementary", "digitlab/nn32/internal/enum", "digitlab/nn32/internal/errfmt", "digitlab/nn32/internal/kernel", "digitlab/nn32/internal/limits",
		"digitlab/nn32/internal/powers", "digitlab/nn32/internal/table", "digitlab/nn32/internal/window"},
	"nn32/augment":               {standard, math32, "digitlab/nn32", "digitlab/nn32/internal/distribution", "digitlab/nn32/internal/elementary", "digitlab/nn32/internal/errfmt"},
	"nn32/metrics":               {standard, "digitlab/nn32", "digitlab/nn32/internal/errfmt"},
	"nn32/schedules":             {standard, "digitlab/nn32/internal/elementary", "digitlab/nn32/internal/errfmt"},
	"nn32/calibrate":             {standard, "digitlab/nn32", "digitlab/nn32/internal/elementary", "digitlab/nn32/internal/errfmt"},
	"nn32/weights":               {standard, tensors, "digitlab/nn32"},
	"nn32/embedding":             {standard, "digitlab/nn32/internal/errfmt"},
	"nn32/formats":               {standard, "digitlab/nn32/internal/errfmt", "digitlab/nn32/formats/internal/hdf5", "digitlab/nn32/formats/internal/json"},
	"nn32/formats/internal/hdf5": {standard, "digitlab/nn32/internal/errfmt"},
	"nn32/formats/internal/json": {standard, "digitlab/nn32/internal/errfmt"},
	"nn32/formats/code":          {standard, "digitlab/nn32/formats", "digitlab/nn32/formats/internal/json", "digitlab/nn32/internal/errfmt"},
	"nn32/formats/convert":       {standard, "digitlab/nn32", "digitlab/nn32/formats", "digitlab/nn32/internal/errfmt"},
	"nn32/formats/formatstest":   {standard, "digitlab/nn32", "digitlab/nn32/formats", "digitlab/nn32/formats/convert"}, // and only tests import it
	"nn32/datasets":              {standard, "digitlab/nn32", "digitlab/nn32/internal/errfmt"},
	"nn32/cmd/accuracy":          {standard, "digitlab/nn32", "digitlab/nn32/datasets"},
	"nn32/cmd/drawaccuracy":      {standard, "digitlab/nn32", "digitlab/nn32/augment", "digitlab/nn32/calibrate", "digitlab/nn32/datasets", "digitlab/nn32/drawing", "digitlab/nn32/drawing/strokes", "digitlab/nn32/pretrained", "digitlab/nn32/schedules"},
	"nn32/drawing":               {standard, "digitlab/nn32", "digitlab/nn32/augment", "digitlab/nn32/drawing/strokes", "digitlab/nn32/internal/errfmt"},
	"nn32/drawing/strokes":       {standard, "digitlab/nn32/internal/elementary"},
	"nn32/pretrained":            {standard, "digitlab/nn32", "digitlab/nn32/calibrate", "digitlab/nn32/drawing"},
	"nn32/cmd/trainpretrained":   {standard, "digitlab/nn32", "digitlab/nn32/calibrate", "digitlab/nn32/datasets", "digitlab/nn32/drawing", "digitlab/nn32/drawing/strokes", "digitlab/nn32/pretrained", "digitlab/nn32/schedules"},
	"wasm/protocol":              {standard},
	"wasm/trainer": {standard, "digitlab/nn32", "digitlab/nn32/inside", "digitlab/nn32/calibrate", "digitlab/nn32/datasets", "digitlab/nn32/drawing", "digitlab/nn32/embedding", "digitlab/nn32/pretrained", "digitlab/wasm/protocol",
		"digitlab/wasm/trainer/data", "digitlab/wasm/trainer/helpers", "digitlab/wasm/trainer/history", "digitlab/wasm/trainer/internal/queue", "digitlab/wasm/trainer/model",
		"digitlab/wasm/trainer/runstore"},
	"wasm/trainer/data":           {standard, "digitlab/nn32", "digitlab/nn32/datasets", "digitlab/wasm/protocol"},
	"wasm/trainer/helpers":        {standard, "digitlab/nn32", "digitlab/wasm/protocol", "digitlab/wasm/trainer/data", "digitlab/wasm/trainer/model"},
	"wasm/trainer/history":        {standard, "digitlab/nn32", "digitlab/wasm/protocol"},
	"wasm/trainer/internal/queue": {standard},
	"wasm/trainer/model":          {standard, "digitlab/nn32", "digitlab/nn32/inside", "digitlab/nn32/augment", "digitlab/nn32/schedules", "digitlab/nn32/drawing", "digitlab/wasm/protocol"},
	"wasm/trainer/runstore":       {standard, "digitlab/wasm/protocol", "digitlab/wasm/trainer/internal/queue"},
	"wasm/worker": {standard, "digitlab/wasm/trainer", "digitlab/wasm/trainer/data", "digitlab/wasm/trainer/helpers", "digitlab/wasm/trainer/runstore",
		"digitlab/wasm/protocol", "syscall/js"},
	"wasm/bench":                 {standard, "digitlab/nn32", "digitlab/nn32/datasets", "syscall/js"},
	"wasm/bench/button":          {standard, goApp},
	"wasm/shrink":                {standard},
	"wasm/slim":                  {standard},
	"wasm/slim/std/fmt":          {standard},
	"wasm/slim/std/filepath":     {standard},
	"wasm/slim/std/json":         {standard},
	"wasm/slim/std/os":           {standard},
	"wasm/slim/std/url":          {standard},
	"wasm/slim/_app":             {standard, "syscall/js", "github.com/google/uuid"},
	"server/mnist":               {standard},
	"wasm/ui/session":            below(),
	"wasm/ui/stats":              below(),
	"wasm/ui/i18n":               below(),
	"wasm/ui/i18n/i18ntest":      below(i18n),
	"wasm/ui/opened":             below("digitlab/wasm/ui/settings"),
	"wasm/ui/settings":           below(i18n),
	"wasm/ui/dom":                below(i18n, goApp),
	"wasm/ui/client":             below(dom, goApp),
	"wasm/ui/sketch":             below(dom, goApp),
	"wasm/ui/chart":              below(i18n, dom, goApp),
	"wasm/ui/scheduler":          below(goApp),
	"wasm/ui/lab":                below(tools...),
	"wasm/ui/lab/labtest":        below("digitlab/wasm/ui/lab"),
	"wasm/ui/stage/draw":         below(features...),
	"wasm/ui/stage/curves":       below(features...),
	"wasm/ui/stage/controls":     below(features...),
	"wasm/ui/stage/network":      below(features...),
	"wasm/ui/stage/time":         below(features...),
	"wasm/ui/panels/data":        below(features...),
	"wasm/ui/panels/digits":      below(features...),
	"wasm/ui/panels/handwriting": below(features...),
	"wasm/ui/panels/layers":      below(features...),
	"wasm/ui/panels/methods":     below(features...),
	"wasm/ui/panels/models":      below(append(slices.Clone(features), "digitlab/nn32/formats", "digitlab/nn32/formats/code")...),
	"wasm/ui/panels/results":     below(features...),
	"wasm/ui/panels/runs":        below(features...),
	"wasm/ui/lesson":             below(features...),
	"wasm/ui/lesson/lessontest":  {},
	"wasm/ui/page": below(append(features, "digitlab/wasm/ui/lesson", "digitlab/wasm/ui/stage/draw", "digitlab/wasm/ui/stage/curves", "digitlab/wasm/ui/stage/controls", "digitlab/wasm/ui/stage/network", "digitlab/wasm/ui/stage/time",
		"digitlab/wasm/ui/panels/data", "digitlab/wasm/ui/panels/digits", "digitlab/wasm/ui/panels/handwriting", "digitlab/wasm/ui/panels/layers", "digitlab/wasm/ui/panels/methods", "digitlab/wasm/ui/panels/models",
		"digitlab/wasm/ui/panels/results", "digitlab/wasm/ui/panels/runs")...),
	"wasm":               {standard, "digitlab/wasm/ui/page"},
	"server/site":        {standard, i18n, "digitlab/wasm/ui/lesson", "digitlab/wasm/ui/page", goApp, brotlis},
	"server/serving":     {standard},
	"server/servertest":  {standard}, // and only tests import it
	"server/browsertest": {standard},
	"server/bench":       {standard},
	"server":             {standard, "digitlab/server/site", "digitlab/server/serving"},
}

// notInPage are packages of the standard library that would make the page's program larger by a tenth, each. Those of wasm/slim/std are
// for it.
var notInPage = []string{"encoding/json", "fmt", "net/url", "os", "path/filepath", "runtime/debug"}

func TestWhoMayImportWhom(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && path == filepath.Join("..", "build") {
			return filepath.SkipDir
		}
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		room, err := filepath.Rel("..", filepath.Dir(path))
		if err != nil {
			return err
		}
		room = filepath.ToSlash(room)
		seen[room] = true
		allowed, ok := mayImport[room]
		if !ok {
			t.Errorf("%s is in no room of the house", path)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if (room == "wasm" || strings.HasPrefix(room, "wasm/ui/") || room == "wasm/protocol") && !strings.HasSuffix(path, "_test.go") &&
				room != "wasm/ui/i18n/i18ntest" && slices.Contains(notInPage, name) {
				t.Errorf("%s imports %s, which makes the page's program larger", path, name)
			}
			if !slices.Contains(allowed, name) && !(inStandardLibrary(name) && slices.Contains(allowed, standard)) &&
				!(strings.HasSuffix(path, "_test.go") && forTests(name)) {
				t.Errorf("%s imports %s, which %s may not", path, name, room)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range mayImport {
		if !seen[room] {
			t.Errorf("there is no room %s", room)
		}
	}
}

func inStandardLibrary(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".") && first != "digitlab" && name != "syscall/js" && name != "simd/archsimd"
}

func forTests(name string) bool {
	return strings.HasPrefix(name, "digitlab/") || strings.HasPrefix(name, "github.com/chromedp/") || name == websockets
}
