package nn32

import (
	"strconv"

	"digitlab/nn32/internal/table"
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
	return table.Text(rows)
}
