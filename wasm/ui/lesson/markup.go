package lesson

import "strings"

// escape writes a text as HTML.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}

// inline writes a paragraph's markup as HTML: `code` and *terms*.
func inline(text string) string {
	html := between(escape(unbroken(text)), "`", "<code>", "</code>")
	return between(html, "*", "<strong>", "</strong>")
}

// between puts an element around what stands between each two marks.
func between(html, mark, open, end string) string {
	var b strings.Builder
	for i, part := range strings.Split(html, mark) {
		switch {
		case i == 0:
		case i%2 == 1:
			b.WriteString(open)
		default:
			b.WriteString(end)
		}
		b.WriteString(part)
	}
	return b.String()
}

// filled replaces the names of facts in a text by their values. Other braces stay: the cells have some.
func filled(text string, known map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if value, ok := known[name]; closed && ok {
			b.WriteString(value)
			text = after
		} else {
			b.WriteString("{")
			text = rest
		}
	}
}
