package network

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The table of a step names each weight in the page's language.
func TestNamesOfWeights(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.DeepPreset))
	e := &protocol.Learned{Weights: []protocol.WeightStep{{Name: "kernel", Row: 5}, {Name: "bias"}, {Name: "gamma"}, {Name: "beta"}}}
	for _, c := range []struct {
		text words
		want []string
	}{
		{Texts.English, []string{"Row 2, column 3", "Bias", "Scale", "Shift"}},
		{Texts.Korean, []string{"2행 3열", "편향", "배율", "이동값"}},
	} {
		html := app.HTMLString((&unitCard{Inside: i, Text: c.text}).weights(e, i.shapes()[0], 0))
		var got []string
		for _, row := range strings.Split(html, `<th scope="row">`)[1:] {
			name, _, _ := strings.Cut(row, "</th>")
			got = append(got, strings.TrimSpace(name))
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s: %q, want %q in %s", c.text.Code(), got, c.want, html)
		}
	}
}
