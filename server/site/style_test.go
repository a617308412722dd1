package site

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// rooms are the classes of the cards that a part has the style of, and of what a room shows in the card of another. The other parts are
// what all rooms share, and the page's frame.
var rooms = map[string][]string{
	"stage-draw.css": {"draw", "reading", "explanation"}, "stage-controls.css": {"controls", "setup", "link-note", "apply"},
	"stage-curves.css": {"curves", "curve-options", "finding"},
	"stage-time.css":   {"time"},
	"panels-data.css":  {"data"}, "panels-results.css": {"results"}, "panels-handwriting.css": {"mine", "ten-digits", "one-digit", "it-was", "it-was-name"},
	"panels-layers.css": {"network"}, "panels-runs.css": {"runs"}, "panels-methods.css": {"methods"}, "panels-models.css": {"models"}, "panels-digits.css": {"all-digits"},
}

func stylePart(t *testing.T, name string) string {
	t.Helper()
	return servertest.Read(t, filepath.Join("../../static", styleFolder, name))
}

// A rule of a room's file is for that room alone, so that another may use the same class for something else.
func TestStyleOfARoomStaysInIt(t *testing.T) {
	for _, part := range slices.Sorted(maps.Keys(rooms)) {
		css, err := unnest(stylePart(t, part))
		if err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		cards := strings.Join(rooms[part], "|")
		ours := regexp.MustCompile(`^(?::where\(\.(?:` + cards + `)(?:, \.(?:` + cards + `))*\) |\.(?:` + cards + `)$)`)
		selectors := selectorsOf(css)
		if len(selectors) < 5 {
			t.Errorf("%s: only the selectors %q", part, selectors)
		}
		for _, s := range selectors {
			if !ours.MatchString(s) {
				t.Errorf("%s: %s reaches beyond .%s", part, s, cards)
			}
		}
	}
}

// selectorsOf returns the selectors of a style that is not nested.
func selectorsOf(css string) (all []string) {
	css = regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(css, "")
	css = regexp.MustCompile(`@media[^{]*\{`).ReplaceAllString(css, "")
	for _, m := range regexp.MustCompile(`([^{}]+)\{[^}]*\}`).FindAllStringSubmatch(css, -1) {
		for s := range strings.SplitSeq(strings.TrimSpace(m[1]), ",\n") {
			all = append(all, strings.TrimSpace(s))
		}
	}
	return all
}

// A touch screen keeps :hover after a tap, so that what was tapped would look chosen.
func TestHoverLooksOnlyWhereThereIsHover(t *testing.T) {
	block := regexp.MustCompile(`(?s)@media \(hover: hover\) \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`)
	found := 0
	for _, part := range styleParts {
		css := stylePart(t, part)
		found += strings.Count(css, ":hover")
		if bare := block.ReplaceAllString(css, ""); strings.Contains(bare, ":hover") {
			t.Errorf("%s has :hover outside of @media (hover: hover)", part)
		}
	}
	if found == 0 {
		t.Error("there is no :hover")
	}
}

// The page switches at three widths: phones, tablets, and what has room for two columns in a card.
func TestStyleHasThreeBreakpoints(t *testing.T) {
	widths := map[string]bool{}
	for _, part := range styleParts {
		for _, m := range regexp.MustCompile(`\((?:min|max)-width: (\w+)\)`).FindAllStringSubmatch(stylePart(t, part), -1) {
			widths[m[1]] = true
		}
	}
	want := []string{"1000px", "499px", "500px", "699px", "700px", "999px"}
	if got := slices.Sorted(maps.Keys(widths)); !slices.Equal(got, want) {
		t.Errorf("it switches at %v, want %v", got, want)
	}
}

// Each colour that the light theme has is in the dark one, which is served for both ways to come to it.
func TestDarkColours(t *testing.T) {
	declared := func(css string) (names []string) {
		for _, m := range regexp.MustCompile(`(--[\w-]+|color-scheme): (?:#\w+|[\d ]+|light|dark);`).FindAllStringSubmatch(css, -1) {
			names = append(names, m[1])
		}
		slices.Sort(names)
		return names
	}
	light, dark := declared(stylePart(t, "base.css")), declared(stylePart(t, "dark.css"))
	if len(light) < 20 || !slices.Equal(light, dark) {
		t.Errorf("light has %v, dark %v", light, dark)
	}
	joined := string(testBundle(t).Files["/web/style.css"].Plain.Body)
	for _, start := range []string{":root[data-theme=\"dark\"] {\n  color-scheme: dark;",
		"@media (prefers-color-scheme: dark) {\n:root:not([data-theme=\"light\"]) {\n  color-scheme: dark;"} {
		if strings.Count(joined, start) != 1 {
			t.Errorf("the style has %d times %q", strings.Count(joined, start), start)
		}
	}
}

func TestUnnest(t *testing.T) {
	const nested = `/* comment */

.card { grid-area: card; }

:where(.card) {
  /* inside */
  .a,
  .b > :not(.c, .d) {
    transition: color 1s,
      fill 1s;
  }

  .v1 { --v: 1; }

  @media (min-width: 700px) {
    .a {
      color: red; /* why */
    }
  }
}

p {
  margin: 0;
}
`
	const want = `/* comment */

.card { grid-area: card; }

/* inside */
:where(.card) .a,
:where(.card) .b > :not(.c, .d) {
  transition: color 1s,
    fill 1s;
}

:where(.card) .v1 { --v: 1; }

@media (min-width: 700px) {
  :where(.card) .a {
    color: red; /* why */
  }
}

p {
  margin: 0;
}
`
	if got, err := unnest(nested); got != want || err != nil {
		t.Errorf("%v, %s", err, got)
	}
	for css, want := range map[string]string{
		":where(.card) {\n  color: red;\n}\n":    `expected a selector without an &, got "color: red;"`,
		":where(.card) {\n  &:hover {\n  }\n}\n": `expected a selector without an &, got "&:hover {"`,
		":where(.card) {\n  p {\n  }\n":          "the block :where(.card) is not closed",
	} {
		if got, err := unnest(css); err == nil || err.Error() != want {
			t.Errorf("%q is written out as %q, %v; want %s", css, got, err, want)
		}
	}
}

func TestStylePartsMustBeThere(t *testing.T) {
	for want, change := range map[string]func(folder string) error{
		"style/page.css: no such file":            func(folder string) error { return os.Remove(filepath.Join(folder, "page.css")) },
		"style/new.css has no place in the order": func(folder string) error { return os.WriteFile(filepath.Join(folder, "new.css"), nil, 0o644) },
		"style/link.css is not a regular file":    func(folder string) error { return os.Symlink("page.css", filepath.Join(folder, "link.css")) },
		"style/page.css: the block :where(.x) is not clo": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, "page.css"), []byte(":where(.x) {\n"), 0o644)
		},
	} {
		dir := servertest.StaticFolder(t)
		if err := change(filepath.Join(dir, styleFolder)); err != nil {
			t.Fatal(err)
		}
		if _, err := FromFolder(dir, "/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
