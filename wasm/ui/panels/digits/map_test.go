package digits

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// The map fills its square: the farthest digit is at 1, and both axes have one scale.
func TestMapIsFramed(t *testing.T) {
	points, f := framed([]float32{-10, 0, 30, 10, 10, 20})
	want := []point{{-1, -.5}, {1, 0}, {0, .5}}
	for i, p := range points {
		if p.to(want[i]) > 1e-9 {
			t.Errorf("digit %d is at %v, want %v", i, p, want[i])
		}
	}
	if p := f.at(50, 10); p.to(point{2, 0}) > 1e-9 {
		t.Errorf("a drawing beyond the digits is at %v, want 2, 0", p)
	}
	if points, _ := framed([]float32{7, 7, 7, 7}); points[0] != (point{}) || points[1] != (point{}) {
		t.Errorf("digits at one place are at %v, want the middle", points)
	}
	if points, _ := framed(nil); len(points) != 0 {
		t.Errorf("no digits are at %v", points)
	}
}

// Zooming keeps the point under the pointer, and the lens stays on the map.
func TestMapIsZoomed(t *testing.T) {
	p := plot{lens{zoom: 1}, 800, 600, 16}
	if x, y := p.put(point{}); x != 400 || y != 300 {
		t.Errorf("the middle is at %v, %v, want 400, 300", x, y)
	}
	before := p.under(500, 350)
	p.lens = p.zoomed(4, 500, 350)
	if after := p.under(500, 350); p.zoom != 4 || before.to(after) > 1e-9 {
		t.Errorf("at zoom %v, %v is where %v was", p.zoom, after, before)
	}
	p.lens = p.moved(100, -100)
	if p.centre != (point{.75, -.75}) {
		t.Errorf("the lens is at %v, want at the corner", p.centre)
	}
	if p.lens = p.zoomed(1e9, 0, 0); p.zoom != maxZoom {
		t.Errorf("zoom %v, want %v", p.zoom, maxZoom)
	}
	if p.lens = p.zoomed(1e-9, 700, 100); p.lens != (lens{zoom: 1}) {
		t.Errorf("the lens is %v, want the whole map", p.lens)
	}
}

// A pointer finds the nearest digit, and an arrow key the nearest in its direction.
func TestMapFindsDigits(t *testing.T) {
	points := []point{{0, 0}, {.1, 0}, {.5, .45}, {-.2, .1}, {.02, -.9}}
	p := plot{lens{zoom: 1}, 600, 600, 12}
	x, y := p.put(points[2])
	if at := p.at(points, x+3, y-3); at != 2 {
		t.Errorf("digit %d is under the pointer, want 2", at)
	}
	if at := p.at(points, 590, 10); at != -1 {
		t.Errorf("digit %d is under the pointer, want none", at)
	}
	for _, c := range []struct {
		from   int
		dx, dy float64
		want   int
	}{{0, 1, 0, 1}, {0, -1, 0, 3}, {0, 0, -1, 4}, {1, 1, 0, 1}, {1, 0, 1, 2}, {2, 1, 0, 2}, {4, 0, 1, 0}} {
		if got := towards(points, c.from, c.dx, c.dy); got != c.want {
			t.Errorf("from %d by %v, %v the next digit is %d, want %d", c.from, c.dx, c.dy, got, c.want)
		}
	}
}

// What the table says are shares of the map's width, which is 2.
func TestMapInNumbers(t *testing.T) {
	points := []point{{-1, 0}, {-.8, 0}, {.8, 0}, {1, 0}, {.9, .4}}
	g := spreadOf(points, []byte{3, 3, 5, 5, 9})
	close := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	close("the spread of the threes", g.within[3], .05)
	close("the mean spread", g.mean, .2/5)
	close("the distance of 3 and 5", g.between[3], .9)
	close("the distance of 5 and 9", g.between[5], .2)
	if g.nearest[3] != 5 || g.nearest[5] != 9 || g.nearest[9] != 5 || g.nearest[0] != -1 {
		t.Errorf("the nearest labels are %v", g.nearest)
	}
	if pairs := g.pairs(); len(pairs) != 3 || pairs[0] != [2]int{5, 9} || pairs[1] != [2]int{3, 5} {
		t.Errorf("the nearest pairs are %v, want 5 and 9, then 3 and 5", pairs)
	}
	one := spreadOf(points, []byte{1, 1, 1, 1, 1})
	if pairs := one.pairs(); pairs != nil || one.apart != 0 || one.nearest[1] != -1 {
		t.Errorf("one label has the pairs %v", pairs)
	}
}

// mapBench is a map with five digits, and what it has asked the trainer for.
type mapBench struct {
	*mapping
	lab    *lab.Lab
	posted []protocol.WatchMap
}

func newMapBench() *mapBench {
	b := &mapBench{lab: lab.New()}
	b.lab.Attach(lab.Host{Post: func(c protocol.Command) {
		if w, ok := c.(*protocol.WatchMap); ok {
			b.posted = append(b.posted, *w)
		}
	}})
	b.mapping = newDigits(b.lab).mapping
	b.lab.Apply(&protocol.Ready{})
	b.lab.Apply(&protocol.Built{Run: b.lab.Session().Run, Settings: protocol.DefaultSettings(), Test: 2, Fit: 2, Validation: 1})
	b.lab.Apply(&protocol.DigitPictures{Data: protocol.Digits, Count: 5, Labels: []byte{3, 3, 5, 5, 9}, Pictures: make([]byte, 5*64)})
	b.lab.Apply(&protocol.DigitPredictions{Run: b.lab.Session().Run, Moment: protocol.Moment{Epoch: 3}, Predicted: []byte{3, 8, 5, 5, 9}, Confidence: []float32{.5, .5, .5, .5, .5},
		Margin: make([]float32, 5), Probability: make([]float32, 5)})
	b.show(true)
	return b
}

var fivePositions = []float32{0, 0, 1, 0, 4, 0, 5, 0, 4.5, 2}

func (b *mapBench) send(e protocol.DigitMap) {
	e.Run = b.lab.Session().Run
	b.lab.Apply(&e)
}

// The map asks for what the person chooses, and for nothing while it is not shown.
func TestMapAsks(t *testing.T) {
	b := newMapBench()
	b.choose(protocol.TSNE)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: fivePositions, Iteration: 20, Iterations: 500})
	if !b.working() {
		t.Error("t-SNE does not go on")
	}
	b.run()
	if b.working() {
		t.Error("t-SNE goes on after it was stopped")
	}
	b.run()
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: fivePositions, Iteration: 500, Iterations: 500})
	b.run()
	b.show(false)
	b.show(false)
	want := []protocol.WatchMap{
		{On: true, Perplexity: 30, Iterating: true},
		{On: true, Method: protocol.TSNE, Perplexity: 30, Iterating: true},
		{On: true, Method: protocol.TSNE, Perplexity: 30},
		{On: true, Method: protocol.TSNE, Perplexity: 30, Iterating: true},
		{On: true, Method: protocol.TSNE, Perplexity: 30, Iterating: true, Anew: 1},
		{Method: protocol.TSNE, Perplexity: 30, Iterating: true, Anew: 1},
	}
	if len(b.posted) != len(want) {
		t.Fatalf("it has asked for %v, want %v", b.posted, want)
	}
	for i, w := range want {
		if b.posted[i] != w {
			t.Errorf("question %d is %v, want %v", i, b.posted[i], w)
		}
	}
}

// Digits move to another moment's places, those of t-SNE's next iteration are there at once, and who wants no motion sees the end only.
func TestMapMoves(t *testing.T) {
	b := newMapBench()
	b.send(protocol.DigitMap{Positions: fivePositions, Variances: []float32{.5, .25}, Units: 50})
	if b.from != nil || len(b.points) != 5 {
		t.Error("the first map moves")
	}
	other := []float32{4, 0, 1, 0, 4, 0, 5, 0, 4.5, 2}
	b.send(protocol.DigitMap{Moment: protocol.Moment{Epoch: 1}, Positions: other, Variances: []float32{.5, .25}, Units: 50})
	if len(b.from) != 5 {
		t.Error("another moment does not move")
	}
	b.choose(protocol.TSNE)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: fivePositions, Iteration: 10, Iterations: 500})
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: other, Iteration: 20, Iterations: 500})
	if b.from != nil {
		t.Error("t-SNE's iterations are drawn late")
	}
	b.calm = true
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: fivePositions, Iteration: 30, Iterations: 500})
	if still, _ := framed(other); b.points[0] != still[0] {
		t.Error("the map moves though no motion is wanted")
	}
	b.run()
	if now, _ := framed(fivePositions); b.points[0] != now[0] {
		t.Error("the map that was stopped is not shown")
	}
	b.send(protocol.DigitMap{Method: protocol.PCA, Positions: other})
	if b.last.Method != protocol.TSNE {
		t.Error("a late map of the other kind is shown")
	}
}

// The sentences say what is shown.
func TestMapSays(t *testing.T) {
	b := newMapBench()
	e := texts.In(i18n.InEnglish)
	says := func(want string) {
		t.Helper()
		if got := b.state(e); !strings.Contains(got, want) {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	says("being laid out")
	b.send(protocol.DigitMap{Moment: protocol.Moment{Epoch: 3}, Positions: fivePositions, Variances: []float32{.5, .25}, Units: 50})
	says("Epoch 3: the 50 outputs of the last hidden layer, seen from the side where they vary most: 50.0% of what varies lies across, 25.0% down.")
	b.send(protocol.DigitMap{Positions: fivePositions, Variances: []float32{.5, .25}, Units: 300, Waits: true})
	says("Untrained: the 300 outputs")
	says("Of these outputs the 256 that vary most are taken.")
	ensemble := *b.lab.Session().Built
	ensemble.Settings.Members = 3
	b.lab.Apply(&ensemble)
	b.send(protocol.DigitMap{Positions: fivePositions, Variances: []float32{.5, .25}, Units: 300, Waits: true})
	says("of the first of the ensemble’s 3 networks")
	b.lab.Apply(&protocol.Status{Run: b.lab.Session().Run, Phase: protocol.Running})
	says("the map stands still until the run is paused or done.")
	b.lab.Apply(&protocol.Status{Run: b.lab.Session().Run, Phase: protocol.Paused})
	if b.drawing(e) != "" {
		t.Error("it knows a drawing")
	}
	b.lab.Apply(&protocol.MapPlace{Run: b.lab.Session().Run, Known: true, X: 1, Y: 1, Nearest: []int{4, 0, 99}})
	if got := b.drawing(e); !strings.Contains(got, "labels 9, 3.") || !strings.HasSuffix(got, "Its place is exact.") {
		t.Errorf("of the drawing it says %q", got)
	}
	b.send(protocol.DigitMap{})
	says("too large to be numbers")
	b.choose(protocol.TSNE)
	says("being laid out")
	b.send(protocol.DigitMap{Method: protocol.TSNE, Preparing: true})
	says("looks for the neighbours")
	b.run()
	says("stopped before its first iteration")
	b.run()
	says("looks for the neighbours")
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: fivePositions, Iteration: 20, Iterations: 500, Units: 50})
	says("iteration 20 of 500")
	b.run()
	says("stopped after 20 of 500")
	b.lab.Apply(&protocol.Status{Run: b.lab.Session().Run, Phase: protocol.Running})
	says("Training has the first turn")
}

// The table has a row for each digit, and the picture each digit, wrong ones with a corner and the drawing in a ring.
func TestMapFiles(t *testing.T) {
	b := newMapBench()
	b.send(protocol.DigitMap{Positions: fivePositions, Variances: []float32{.5, .25}, Units: 50})
	want := "number,part,label,predicted,confidence,x,y\n1,test,3,3,0.5,0,0\n2,test,3,8,0.5,1,0\n3,training,5,5,0.5,4,0\n4,training,5,5,0.5,5,0\n5,validation,9,9,0.5,4.5,2\n"
	if got := b.csv(); got != want {
		t.Errorf("the table is\n%s, want\n%s", got, want)
	}
	b.lab.Apply(&protocol.MapPlace{Run: b.lab.Session().Run, Known: true, X: 1, Y: 1})
	c := dom.Colours{Validation: "#c00", Strong: "#111"}
	c.Digits[9] = [3]byte{1, 2, 255}
	svg := b.svg(texts.In(i18n.InEnglish), c)
	for what, count := range map[string]int{`text-anchor="middle"`: 5, `fill="#c00"`: 1, "<circle": 1, `fill="#0102ff"`: 2, "</svg>": 1} {
		if got := strings.Count(svg, what); got != count {
			t.Errorf("the picture has %d of %s, want %d", got, what, count)
		}
	}
}

// However much is said above the picture's digits, no digit lies under it.
func TestMapPictureHasRoomForItsWords(t *testing.T) {
	b := newMapBench()
	ensemble := *b.lab.Session().Built
	ensemble.Settings.Members = 3
	b.lab.Apply(&ensemble)
	b.send(protocol.DigitMap{Positions: []float32{0, 0, 1, 0, 0, 4, 1, 4, 0, 2}, Variances: []float32{.5, .25}, Units: 300, Waits: true})
	b.lab.Apply(&protocol.Status{Run: b.lab.Session().Run, Phase: protocol.Running})
	svg := b.svg(texts.Korean, dom.Colours{})
	lowest, highest := 0., math.Inf(1)
	for _, line := range strings.Split(svg, "\n") {
		var y float64
		_, after, _ := strings.Cut(line, ` y="`)
		fmt.Sscanf(after, "%f", &y)
		switch {
		case strings.Contains(line, `text-anchor="middle"`):
			highest = min(highest, y-11)
		case strings.Contains(line, `font-size="13"`):
			lowest = max(lowest, y)
		}
	}
	if lowest == 0 || lowest > highest {
		t.Errorf("the words go down to %v, the digits begin at %v", lowest, highest)
	}
}

// A table can be saved at any time: while t-SNE looks for neighbours, when it begins anew, and of a run that has diverged. It has the
// places that are shown.
func TestMapFilesAtAnyTime(t *testing.T) {
	b := newMapBench()
	b.send(protocol.DigitMap{Positions: fivePositions, Variances: []float32{.5, .25}, Units: 50})
	saves := func(when, last string) {
		t.Helper()
		rows := strings.Split(strings.TrimSpace(b.csv()), "\n")
		if got := rows[len(rows)-1]; got != last {
			t.Errorf("%s the last row is %q, want %q", when, got, last)
		}
	}
	const pca = "5,validation,9,9,0.5,4.5,2"
	b.choose(protocol.TSNE)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Preparing: true})
	saves("while t-SNE prepares", pca)
	b.calm = true
	other := []float32{4, 0, 1, 0, 4, 0, 5, 0, 7, 8}
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: other, Iteration: 10, Iterations: 500})
	saves("where no motion is wanted", pca)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Positions: other, Iteration: 500, Iterations: 500})
	saves("when t-SNE is done", "5,validation,9,9,0.5,7,8")
	b.run()
	saves("when t-SNE begins anew", "5,validation,9,9,0.5,7,8")
	b.send(protocol.DigitMap{Method: protocol.TSNE})
	saves("of a diverged run", "number,part,label,predicted,confidence,x,y")
	if b.shown(b.digits.facts()) {
		t.Error("a diverged run still has the map of before")
	}
}

// The map of another run is not shown as if it were of this one, and a stop does not last beyond the run.
func TestMapOfAnotherRun(t *testing.T) {
	b := newMapBench()
	b.choose(protocol.TSNE)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Moment: protocol.Moment{Epoch: 3}, Positions: fivePositions, Iteration: 20, Iterations: 500, Units: 50})
	b.lab.Apply(&protocol.MapPlace{Run: b.lab.Session().Run, Known: true})
	b.run()
	built := *b.lab.Session().Built
	b.lab.Reset()
	built.Run = b.lab.Session().Run
	b.lab.Apply(&built)
	if got, want := b.state(texts.English), texts.English.MapComes(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if !b.working() || !b.posted[len(b.posted)-1].Iterating {
		t.Error("t-SNE of the other run does not begin")
	}
	if b.place != nil {
		t.Error("the drawing still has its place on the other run's map")
	}
}

// Where nothing is to move, t-SNE's digits are shown once it is stopped: they may be fewer than before.
func TestMapOfFewerDigits(t *testing.T) {
	b := newMapBench()
	b.calm, b.at = true, 4
	b.choose(protocol.TSNE)
	b.send(protocol.DigitMap{Method: protocol.TSNE, Moment: protocol.Moment{Epoch: 3}, Positions: fivePositions[:6], Iteration: 20, Iterations: 500, Units: 50})
	b.run()
	if len(b.points) != 3 || b.at != 2 {
		t.Errorf("the keyboard is at digit %d of %d, want the last of 3", b.at, len(b.points))
	}
}

// No line of the picture's words is wider than it.
func TestMapWrapsItsWords(t *testing.T) {
	for text, want := range map[string]string{"": "", "one two three": "one two|three", "하나 둘 셋 넷": "하나 둘|셋 넷", "a-word-that-is-long so": "a-word-that-is-long|so"} {
		if got := strings.Join(lines(text, 9), "|"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// What an untrained network reads is not marked.
func TestMapMarksNoGuesses(t *testing.T) {
	b := newMapBench()
	f := b.digits.facts()
	if !b.wrong(f, 1) || b.wrong(f, 0) {
		t.Error("the second digit is read wrongly, and the first is not")
	}
	f.predictions.Moment = protocol.Moment{}
	if b.wrong(f, 1) {
		t.Error("a guess is marked")
	}
}

// Digits over each other show the one with more ink, and what lies beyond the edge is left out.
func TestMapInk(t *testing.T) {
	var s screen
	s.resize(3, 2)
	s.ink(spot{-1, 0, 2}, []byte{9, 100, 9, 200}, [3]byte{1, 2, 3})
	s.ink(spot{0, 0, 2}, []byte{50, 50, 250, 0}, [3]byte{4, 5, 6})
	s.corner(spot{0, 1, 4}, [3]byte{7, 8, 9})
	want := []byte{1, 2, 3, 100, 4, 5, 6, 50, 0, 0, 0, 0, 4, 5, 6, 250, 7, 8, 9, 255, 7, 8, 9, 255}
	if string(s.pixels) != string(want) {
		t.Errorf("the pixels are %v, want %v", s.pixels, want)
	}
}
