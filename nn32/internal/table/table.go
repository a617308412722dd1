// Package table sets text in columns.
package table

import (
	"strings"
	"unicode/utf8"
)

// Text returns rows as lines, each but the last of their columns as wide as its widest cell and three spaces.
func Text(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell)+3)
		}
	}
	var b strings.Builder
	for _, row := range rows {
		last := len(row) - 1
		for i, cell := range row[:last] {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)))
		}
		b.WriteString(row[last] + "\n")
	}
	return b.String()
}
