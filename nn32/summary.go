package nn32

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Summary returns a table of the layers with output shapes, numbers of parameters and multiply-adds for one sample, and the parameters
// that training changes and does not.
func (s *Sequential) Summary() string {
	rows := [][]string{{"Layer", "Output", "Parameters", "Multiply-adds"}}
	var total LayerInfo
	for _, l := range s.infos {
		rows = append(rows, []string{l.Name, l.Output.String(), strconv.Itoa(l.Params), strconv.Itoa(l.MultiplyAdds)})
		total.Params, total.Trainable, total.MultiplyAdds = total.Params+l.Params, total.Trainable+l.Trainable, total.MultiplyAdds+l.MultiplyAdds
	}
	rows = append(rows, []string{"total", "", strconv.Itoa(total.Params), strconv.Itoa(total.MultiplyAdds)},
		[]string{"trainable", "", strconv.Itoa(total.Trainable)}, []string{"non-trainable", "", strconv.Itoa(total.Params - total.Trainable)})
	var widths [4]int
	for _, row := range rows {
		for i, cell := range row {
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
