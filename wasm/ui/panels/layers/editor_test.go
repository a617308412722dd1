package layers

import (
	"slices"
	"testing"

	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A dragged card passes a neighbour when the pointer passes its middle, and never swaps to and fro.
func TestDragTarget(t *testing.T) {
	heights := []float64{150, 40, 100}
	for from := range heights {
		for y := -20.; y < 330; y += 7 {
			order, at := slices.Clone(heights), from
			for step := 0; ; step++ {
				var middles []float64
				top := 0.
				for _, h := range order {
					middles = append(middles, top+h/2)
					top += h
				}
				to := target(y, at, middles)
				if to == at {
					break
				}
				order[at], order[to], at = order[to], order[at], to
				if step > len(heights) {
					t.Fatalf("from %d at %v it never rests", from, y)
				}
			}
		}
	}
	for _, c := range []struct {
		y        float64
		at, want int
	}{{0, 0, 0}, {39, 0, 0}, {61, 0, 1}, {61, 1, 1}, {19, 1, 0}, {61, 2, 2}, {59, 2, 1}, {999, 2, 2}} {
		if got := target(c.y, c.at, []float64{20, 60, 100}); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// Two presses before the next frame: the second finds another stack than its card shows.
func TestCardThatIsNotShownAnyMore(t *testing.T) {
	l, _ := labtest.Trained(t)
	last := &layerCard{Editing: newEditing(l), Text: &english{}, Index: 3, Draft: l.Fields().Layers[3]}
	press := func(handlers ...func(app.Context, app.Event)) {
		for _, handle := range handlers {
			handle(app.Context{}, app.Event{})
		}
	}
	press(last.remove, last.remove, last.up, last.down, last.flatten)
	if got := settings.LayersWord(l.Fields().Layers.Layers()); got != "conv10x3-maxpool2-flatten" {
		t.Error(got)
	}
	first := &layerCard{Editing: newEditing(l), Text: &english{}, Draft: l.Fields().Layers[0]}
	press(first.down, first.down, first.remove)
	if got := settings.LayersWord(l.Fields().Layers.Layers()); got != "maxpool2-conv10x3-flatten" {
		t.Error(got)
	}
}
