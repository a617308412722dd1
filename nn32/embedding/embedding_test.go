package embedding

import (
	"encoding/json"
	"errors"
	"hash/crc32"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/datasets"
)

type golden struct {
	Digits, Wide    goldenPCA
	Trustworthiness map[string]float64
}

type goldenPCA struct {
	Variances, Vectors, First []float64
	Total                     float64
}

// readGolden returns what testdata/golden.py has written with NumPy 1.24 and scikit-learn 1.2.1.
func readGolden(t *testing.T) (g golden) {
	t.Helper()
	file, err := os.ReadFile("testdata/golden.json")
	if err == nil {
		err = json.Unmarshal(file, &g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// digits returns the pixels of the tutorial's digits.
func digits(t testing.TB) []float32 {
	t.Helper()
	file, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	data, err := datasets.ReadDigits(file)
	if err != nil {
		t.Fatal(err)
	}
	return data.X.Values()
}

// wide returns 40 points of 90 dimensions, as golden.py makes them.
func wide() (x []float32) {
	for i := range 40 {
		for j := range 90 {
			x = append(x, float32((i*37+j*101+i*j*13)%97)/97)
		}
	}
	return x
}

// The components are NumPy's within 1e-9, also of fewer points than dimensions.
func TestPCAIsNumPys(t *testing.T) {
	g := readGolden(t)
	for _, c := range []struct {
		name string
		x    []float32
		dims int
		want goldenPCA
	}{{"digits", digits(t), 64, g.Digits}, {"wide", wide(), 90, g.Wide}} {
		k := len(c.want.Variances)
		p, err := NewPCA(c.x, c.dims, k, nil)
		if err != nil {
			t.Fatal(err)
		}
		near(t, c.name+": variances", p.Variances, c.want.Variances, 1e-9)
		near(t, c.name+": total", []float64{p.Total}, []float64{c.want.Total}, 1e-9)
		near(t, c.name+": vectors", slices.Concat(p.Vectors...), c.want.Vectors, 1e-9)
		y, err := p.Project(c.x, nil)
		if err != nil {
			t.Fatal(err)
		}
		first := make([]float64, len(c.want.First))
		for i := range first {
			first[i] = float64(y[i])
		}
		near(t, c.name+": coordinates", first, c.want.First, 1e-6)
	}
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i, w := range want {
		if math.Abs(got[i]-w) > tolerance*max(1, math.Abs(w)) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], w)
		}
	}
}

// All eigenvectors are at right angles and solve the equation, also where eigenvalues are equal or 0.
func TestEigen(t *testing.T) {
	identity := func(n int) []float64 {
		a := make([]float64, n*n)
		for i := range n {
			a[i*n+i] = 3
		}
		return a
	}
	blocks := identity(6)
	blocks[1], blocks[6] = 1, 1
	ones := make([]float64, 49)
	for i := range ones {
		ones[i] = 1
	}
	for name, a := range map[string][]float64{"one": {5}, "two": {2, 1, 1, 2}, "nothing": make([]float64, 25), "equal": identity(7),
		"blocks": blocks, "rank 1": ones, "order": {1, 0, 0, 0, 3, 0, 0, 0, 2}, "tiny": {1e-30, 2e-31, 2e-31, 4e-30}} {
		n := int(math.Sqrt(float64(len(a))))
		var largest float64
		for _, v := range a {
			largest = max(largest, math.Abs(v))
		}
		values, vectors, err := eigen(slices.Clone(a), n, &budget{})
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range vectors {
			if i > 0 && values[i] > values[i-1] {
				t.Errorf("%s: the eigenvalues are %v, want them in descending order", name, values)
			}
			for k, w := range vectors {
				want := 0.
				if i == k {
					want = 1
				}
				if dot := dot(v, w); math.Abs(dot-want) > 1e-14 {
					t.Errorf("%s: vectors %d and %d have the product %v, want %v", name, i, k, dot, want)
				}
			}
			for row := range n {
				if got := dot(a[row*n:][:n], v); math.Abs(got-values[i]*v[row]) > 1e-14*largest {
					t.Errorf("%s: element %d of a·v is %v, want %v", name, row, got, values[i]*v[row])
				}
			}
		}
	}
}

func dot(v, w []float64) (sum float64) {
	for i, e := range v {
		sum += e * w[i]
	}
	return sum
}

// Of more than MaxDims dimensions those are taken that vary most.
func TestMostVaried(t *testing.T) {
	const dims = MaxDims + 5
	x := make([]float32, 6*dims)
	for i := range 6 {
		for j := range dims {
			x[i*dims+j] = float32((i*7+j*3)%11) + 1000
		}
		for _, still := range []int{0, 20, 100, 255, 260} {
			x[i*dims+still] = 4 * float32(still)
		}
	}
	taken := MostVaried(x, dims)
	if len(taken) != MaxDims || !slices.IsSorted(taken) || taken[0] != 1 || slices.Contains(taken, 20) || slices.Contains(taken, 255) {
		t.Errorf("of dimensions 0, 20, 100, 255 and 260, which do not vary, some are among the %d taken: %v", len(taken), taken)
	}
}

func TestExpAndLog(t *testing.T) {
	for x := -690.; x < 40; x += .317 {
		if got, want := exp(x), math.Exp(x); math.Abs(got-want) > 1e-9*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	for x := 1e-3; x < 1e6; x *= 1.37 {
		if got, want := log(x), math.Log(x); math.Abs(got-want) > 1e-8*max(1, math.Abs(want)) {
			t.Fatalf("log(%v) = %v, want %v", x, got, want)
		}
	}
	if exp(-1e9) != 0 || exp(0) != 1 {
		t.Errorf("exp(-1e9) = %v and exp(0) = %v, want 0 and 1", exp(-1e9), exp(0))
	}
}

// run returns t-SNE after some iterations.
func run(t testing.TB, x []float32, dims int, o TSNEOptions, iterations int) *TSNE {
	t.Helper()
	s, err := NewTSNE(x, dims, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range iterations {
		if err := s.Step(nil); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// trustworthiness is that of Venna & Kaski 2001, as scikit-learn computes it: 1 if the k nearest on the map are the nearest of the points.
func trustworthiness(x []float32, dims int, y []float32, k int) float64 {
	n := len(y) / 2
	ranks, order := make([]int, n), make([]int, n)
	penalty := 0
	for i := range n {
		sorted := func(of []float32, dims int) []int {
			d := make([]float64, n)
			for j := range d {
				for c := range dims {
					v := float64(of[j*dims+c]) - float64(of[i*dims+c])
					d[j] += v * v
				}
				order[j] = j
			}
			d[i] = -1
			slices.SortStableFunc(order, func(a, b int) int {
				switch {
				case d[a] < d[b]:
					return -1
				case d[a] > d[b]:
					return 1
				}
				return 0
			})
			return order
		}
		for rank, j := range sorted(x, dims) {
			ranks[j] = rank
		}
		for _, j := range sorted(y, 2)[1 : k+1] {
			penalty += max(0, ranks[j]-k)
		}
	}
	return 1 - 2/float64(n*k*(2*n-3*k-1))*float64(penalty)
}

// The neighbours on the map are as much those of the pixels as on scikit-learn's.
func TestTSNEIsAsTrustworthyAsScikitLearns(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 10 seconds")
	}
	g := readGolden(t)
	want := max(g.Trustworthiness["500"], g.Trustworthiness["1000"], g.Trustworthiness["exact, 500"])
	x := digits(t)
	s := run(t, x, 64, TSNEOptions{}, 500)
	got := trustworthiness(x, 64, s.Positions(), 5)
	t.Logf("trustworthiness %.5f, scikit-learn's %v", got, g.Trustworthiness)
	if got < want-.01 {
		t.Errorf("the trustworthiness is %.4f, want at least %.4f", got, want-.01)
	}
	again := run(t, x, 64, TSNEOptions{Start: s.Positions()}, 50)
	if got := trustworthiness(x, 64, again.Positions(), 5); got < want-.01 {
		t.Errorf("50 iterations on, the trustworthiness is %.4f, want at least %.4f", got, want-.01)
	}
}

// Above MaxExact points, trees give a map that is as good. The digits, and each once more with its pixels moved, are 2,100 points.
func TestTSNEWithTrees(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 10 seconds")
	}
	x := digits(t)
	for i := range 303 * 64 {
		x = append(x, x[i]+float32(i%5)/4)
	}
	s := run(t, x, 64, TSNEOptions{}, 400)
	if got := trustworthiness(x, 64, s.Positions(), 5); got < .98 {
		t.Errorf("the trustworthiness is %.4f, want at least .98", got)
	}
}

// The tree's repulsion is that of all pairs within a percent, and equal with theta 0.
func TestTreeEqualsPairs(t *testing.T) {
	s := run(t, digits(t)[:600*64], 64, TSNEOptions{}, 100)
	want, err := s.repel(&budget{})
	if err != nil {
		t.Fatal(err)
	}
	wantX := slices.Clone(s.rx)
	for theta, tolerance := range map[float32]float64{1e-6: 1e-4, .5: .02} {
		s.theta = theta
		got, err := s.tree.repel(s, &budget{})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got-want) > tolerance*want {
			t.Errorf("with theta %v the sum is %v, want %v", theta, got, want)
		}
		var wrong, all float64
		for i, w := range wantX {
			wrong, all = wrong+math.Abs(float64(s.rx[i]-w)), all+math.Abs(float64(w))
		}
		if wrong > tolerance*all {
			t.Errorf("with theta %v the repulsions differ by %v of their size, want at most %v", theta, wrong/all, tolerance)
		}
	}
}

// Both ways of finding neighbours agree on the nearest.
func TestNearest(t *testing.T) {
	x := digits(t)[:200*64]
	byDistance := func(a, b neighbour) int {
		if a.value != b.value {
			return int(math.Copysign(1, float64(a.value-b.value)))
		}
		return int(a.at - b.at)
	}
	for i := range 200 {
		all, some := distances(nil, x, 64, i), nearest(nil, x, 64, i, 31)
		slices.SortFunc(all, byDistance)
		slices.SortFunc(some, byDistance)
		for k, n := range some {
			if n.value != all[k].value {
				t.Fatalf("point %d: neighbour %d is at %v, want %v", i, k, n.value, all[k].value)
			}
		}
	}
}

// Each point's affinities have the perplexity, and those of all pairs add up to a half, as each pair is in the list once.
func TestAffinities(t *testing.T) {
	x := digits(t)[:300*64]
	for _, perplexity := range []float64{3, 5, 30, 90} {
		beta := 1.
		for i := range 300 {
			row := distances(nil, x, 64, i)
			beta = condition(row, perplexity, beta)
			var entropy float64
			for _, n := range row {
				if n.value > 0 {
					entropy -= float64(n.value) * math.Log(float64(n.value))
				}
			}
			if math.Abs(math.Exp(entropy)-perplexity) > 1e-3*perplexity {
				t.Fatalf("the perplexity of point %d is %v, want %v", i, math.Exp(entropy), perplexity)
			}
		}
		all, err := affinities(x, 64, perplexity, &budget{})
		if err != nil {
			t.Fatal(err)
		}
		var sum float64
		for _, p := range all.p {
			sum += float64(p)
		}
		if math.Abs(sum-.5) > 1e-3 {
			t.Errorf("the affinities add up to %v, want .5", sum)
		}
	}
}

// The same points, options and seed give the same bits. The sums were recorded on amd64 with vectors; WebAssembly and the scalar build
// run this test too.
func TestSameBitsEverywhere(t *testing.T) {
	x := digits(t)[:250*64]
	p, err := NewPCA(x, 64, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	y, err := p.Project(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "PCA", y, 0x058f764b)
	same(t, "t-SNE", run(t, x, 64, TSNEOptions{Seed: 7}, 300).Positions(), 0x406dfc89)
	s := run(t, x, 64, TSNEOptions{Seed: 7}, 0)
	for range 20 {
		if _, err := s.tree.repel(s, &budget{}); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "trees", append(slices.Clone(s.rx), s.ry...), 0x7daa9166)
}

func same(t *testing.T, what string, values []float32, want uint32) {
	t.Helper()
	b := make([]byte, 0, 4*len(values))
	for _, v := range values {
		u := math.Float32bits(v)
		b = append(b, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
	}
	if got := crc32.ChecksumIEEE(b); got != want {
		t.Errorf("%s: the bits have the sum %#08x, want %#08x", what, got, want)
	}
}

// Work that is interrupted gives the same bits when it goes on.
func TestPause(t *testing.T) {
	x := digits(t)[:300*64]
	want := run(t, x, 64, TSNEOptions{}, 20).Positions()
	stop := errors.New("stop")
	if _, err := NewTSNE(x, 64, TSNEOptions{}, func() error { return stop }); err != stop {
		t.Errorf("the error is %v, want that of pause", err)
	}
	s := run(t, x, 64, TSNEOptions{}, 0)
	pauses := 0
	for s.Done() < 20 {
		err := s.Step(func() error {
			if pauses++; pauses%7 == 1 {
				return stop
			}
			return nil
		})
		if err != nil && err != stop {
			t.Fatal(err)
		}
	}
	if pauses == 0 || !slices.Equal(s.Positions(), want) {
		t.Errorf("after %d pauses the positions are others", pauses)
	}
}

// What tells nothing is laid out all the same, with finite numbers.
func TestDegeneratePoints(t *testing.T) {
	equal, column := make([]float32, 30*4), make([]float32, 30)
	for i := range equal {
		equal[i] = 7
	}
	for i := range column {
		column[i] = float32(i % 3)
	}
	huge := slices.Clone(wide())
	for i := range huge {
		huge[i] *= 1e15
	}
	for _, c := range []struct {
		name string
		x    []float32
		dims int
	}{{"equal", equal, 4}, {"one dimension, three places", column, 1}, {"one point", []float32{1, 2}, 2}, {"two points", []float32{1, 2, 3, 4}, 2},
		{"two equal points", []float32{1, 1}, 1}, {"fewer points than the perplexity", wide()[:9*90], 90}, {"huge", huge, 90}} {
		p, err := NewPCA(c.x, c.dims, 2, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		y, err := p.Project(c.x, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		s := run(t, c.x, c.dims, TSNEOptions{Perplexity: 30}, 300)
		if got := len(s.Positions()); got != 2*len(c.x)/c.dims {
			t.Errorf("%s: %d coordinates", c.name, got)
		}
		for _, v := range append(y, s.Positions()...) {
			if v-v != 0 {
				t.Errorf("%s: a coordinate is %v", c.name, v)
				break
			}
		}
	}
	s := run(t, equal, 4, TSNEOptions{}, 300)
	if at := s.Positions(); at[0] == at[2] && at[1] == at[3] {
		t.Error("equal points lie on one another, want them parted by the seed")
	}
}

func TestRefused(t *testing.T) {
	bad := wide()
	bad[2*90+5] = float32(math.NaN())
	infinite := float32(math.Inf(1))
	for _, c := range []struct {
		name, want string
		do         func() error
	}{
		{"NaN", "dimension 5 of point 2 is NaN", func() error { _, err := NewPCA(bad, 90, 2, nil); return err }},
		{"NaN in t-SNE", "dimension 5 of point 2 is NaN", func() error { _, err := NewTSNE(bad, 90, TSNEOptions{}, nil); return err }},
		{"no points", "0 numbers", func() error { _, err := NewPCA(nil, 90, 2, nil); return err }},
		{"too many dimensions", "points have 300 dimensions, more than 256", func() error { _, err := NewPCA(make([]float32, 600), 300, 2, nil); return err }},
		{"a part of a point", "not points of 7 dimensions", func() error { _, err := NewTSNE(wide(), 7, TSNEOptions{}, nil); return err }},
		{"a short start", "two finite coordinates", func() error { _, err := NewTSNE(wide(), 90, TSNEOptions{Start: []float32{1, 2}}, nil); return err }},
		{"an infinite start", "two finite coordinates", func() error {
			_, err := NewTSNE([]float32{1, 2}, 1, TSNEOptions{Start: []float32{1, 2, 3, infinite}}, nil)
			return err
		}},
		{"a point of other dimensions", "another number", func() error { _, _, err := Place(wide(), 90, make([]float32, 80), []float32{1}); return err }},
	} {
		if err := c.do(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want one with %q", c.name, err, c.want)
		}
	}
}

// A further point lies among its nearest: on one that equals it, else between them.
func TestPlace(t *testing.T) {
	x := []float32{0, 0, 1, 0, 0, 1, 9, 9, 9, 8, 8, 9, 20, 20}
	positions := []float32{1, 1, 2, 1, 1, 2, -5, -5, -6, -5, -5, -6, 50, 50}
	at, near, err := Place(x, 2, positions, []float32{9, 8})
	if err != nil || near[0] != 4 || len(near) != 5 || math.Abs(float64(at[0])+6) > 1e-6 || math.Abs(float64(at[1])+5) > 1e-6 {
		t.Errorf("it is at %v near %v with error %v, want at (-6, -5), nearest to 4", at, near, err)
	}
	if at, _, _ = Place(x, 2, positions, []float32{.4, .4}); at[0] < 1 || at[0] > 2 || at[1] < 1 || at[1] > 2 {
		t.Errorf("it is at %v, want between the first three", at)
	}
}

// The tutorial's digits, 50 features as of its last hidden layer: an iteration, and what is before the first.
func BenchmarkTSNE(b *testing.B) {
	x := digits(b)
	b.Run("Start", func(b *testing.B) {
		for b.Loop() {
			run(b, x, 64, TSNEOptions{}, 0)
		}
	})
	b.Run("Step", func(b *testing.B) {
		s := run(b, x, 64, TSNEOptions{}, 100)
		b.Logf("%d pairs", len(s.pairs.p))
		for b.Loop() {
			if err := s.Step(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Tree", func(b *testing.B) {
		s := run(b, x, 64, TSNEOptions{}, 300)
		for b.Loop() {
			if _, err := s.tree.repel(s, &budget{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
