package site

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// styleFolder has the page's style in parts, styleName is what they are joined to. A packed folder has only what was joined.
const (
	styleFolder = "style"
	styleName   = "style.css"
)

// styleParts are the parts in the order in which they are joined: what all rooms share, then the page's frame, then each room of
// wasm/ui.
var styleParts = []string{"base.css", "dark.css", "controls.css", "sketch.css", "chart.css", "page.css",
	"stage-draw.css", "stage-controls.css", "stage-curves.css", "stage-network.css", "stage-time.css", "panels-data.css", "panels-results.css", "panels-digits.css", "panels-handwriting.css",
	"panels-layers.css", "panels-runs.css", "panels-methods.css", "panels-models.css", "lesson.css"}

// joinStyle returns the page's style as browsers get it.
func joinStyle(static fs.FS) (content, error) {
	entries, err := fs.ReadDir(static, styleFolder)
	if err != nil {
		return content{}, err
	}
	for _, entry := range entries {
		switch name := styleFolder + "/" + entry.Name(); {
		case !entry.Type().IsRegular():
			return content{}, notRegular(name)
		case !strings.HasPrefix(entry.Name(), ".") && !slices.Contains(styleParts, entry.Name()):
			return content{}, fmt.Errorf("%s has no place in the order of styleParts", name)
		}
	}
	var all strings.Builder
	for _, part := range styleParts {
		css, err := fs.ReadFile(static, styleFolder+"/"+part)
		if err != nil {
			return content{}, err
		}
		written, err := unnest(string(css))
		if err != nil {
			return content{}, fmt.Errorf("%s/%s: %w", styleFolder, part, err)
		}
		if part == "dark.css" {
			written = bothDark(written)
		}
		all.WriteString(written)
	}
	return newContent([]byte(all.String())), nil
}

// bothDark writes the dark colours, which are declared for :root, for who has chosen dark, and for a system that is dark where
// nothing is chosen.
func bothDark(css string) string {
	comment, colours, _ := strings.Cut(css, ":root {")
	return comment + `:root[data-theme="dark"] {` + colours +
		"\n@media (prefers-color-scheme: dark) {\n:root:not([data-theme=\"light\"]) {" + colours + "}\n"
}

// unnest writes out the nesting of a part, as CSS Nesting means it: in a block :where(.results) { … } the rule .tally becomes
// :where(.results) .tally. Browsers before 2023 know no nesting and would show the rooms without a style, and the page runs in those
// of 2021. :where() adds nothing to the weight of a selector, so that against what all rooms share a rule weighs as it is written.
//
// It goes by lines: a selector has a line of its own, and so has a comment.
func unnest(css string) (string, error) {
	var out strings.Builder
	room, inRule := "", false
	for line := range strings.Lines(css) {
		trimmed := strings.TrimSpace(line)
		switch {
		case room == "":
			if strings.HasPrefix(line, ":where(") {
				room = strings.TrimSuffix(trimmed, " {")
				continue
			}
		case line == "}\n":
			room = ""
			continue
		case trimmed == "" || strings.HasPrefix(trimmed, "/*") || strings.HasPrefix(trimmed, "@"):
		case trimmed == "}":
			inRule = false
		case !inRule:
			if strings.Contains(trimmed, "&") || !strings.ContainsAny(trimmed[len(trimmed)-1:], "{},") {
				return "", fmt.Errorf("expected a selector without an &, got %q", trimmed)
			}
			inRule = strings.HasSuffix(trimmed, "{")
			line = strings.Replace(line, trimmed, room+" "+trimmed, 1)
		}
		if room != "" {
			line = strings.TrimPrefix(line, "  ")
		}
		out.WriteString(line)
	}
	if room != "" {
		return "", fmt.Errorf("the block %s is not closed", room)
	}
	return out.String(), nil
}
