package kernel

// Table lists, for each position of an output, pairs of rows that are multiplied: the entries Start[i] to Start[i+1] of A and B belong
// to position i.
type Table struct {
	Start, A, B []int32
}

// Positions returns the number of positions.
func (t *Table) Positions() int { return len(t.Start) - 1 }

// Append adds a pair to the last position. It is not inlined, because that would only make programs larger.
//
//go:noinline
func (t *Table) Append(a, b int) {
	t.A, t.B = append(t.A, int32(a)), append(t.B, int32(b))
}

// Close ends a position: the next Append goes to a new one.
//
//go:noinline
func (t *Table) Close() {
	if len(t.Start) == 0 {
		t.Start = append(t.Start, 0)
	}
	t.Start = append(t.Start, int32(len(t.A)))
}

// limits returns the largest entries.
func (t *Table) limits() (a, b int) {
	a, b = -1, -1
	for i := range t.A {
		a, b = max(a, int(t.A[i])), max(b, int(t.B[i]))
	}
	return a, b
}

// Plan is a table that kernels work by. It also has the entries as runs, which cost a loop less than a look-up for each, and the largest
// entries, so that a call can be checked without reading the table again.
type Plan struct {
	Table
	maxA, maxB int
	runs       []run
	runStart   []int32 // the runs runStart[i] to runStart[i+1] belong to position i
	stepA      int32   // from an entry of a run to the next
	stepB      int32
	alike      bool // all positions have the same entries, but for an amount by which A is larger
	fours      bool // all positions have four entries
	rows       []int32
	apart      struct { // whether of this many rows from each entry of A none is another's
		rows int
		is   bool
	}
}

// run is entries of one position that follow each other: (a, b), (a+stepA, b+stepB) and so on.
type run struct{ a, b, length int32 }

// NewPlan takes a finished table. Its entries must not be negative.
func NewPlan(t Table) *Plan {
	for i := range t.A {
		if t.A[i] < 0 || t.B[i] < 0 {
			panic("kernel: a negative entry in a table")
		}
	}
	p := &Plan{Table: t}
	p.maxA, p.maxB = t.limits()
	p.cut()
	p.alike = t.alike()
	p.fours = true
	for i := range p.Positions() {
		p.fours = p.fours && p.Start[i+1]-p.Start[i] == 4
	}
	return p
}

// cut finds the runs. The steps are those between the first two entries of a position: what a layer's plan has in most places.
func (p *Plan) cut() {
	for i := range p.Positions() {
		if e := p.Start[i]; e+1 < p.Start[i+1] {
			p.stepA, p.stepB = p.A[e+1]-p.A[e], p.B[e+1]-p.B[e]
			break
		}
	}
	p.runStart = append(p.runStart, 0)
	for i := range p.Positions() {
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			if e > p.Start[i] && p.A[e] == p.A[e-1]+p.stepA && p.B[e] == p.B[e-1]+p.stepB {
				p.runs[len(p.runs)-1].length++
			} else {
				p.runs = append(p.runs, run{p.A[e], p.B[e], 1})
			}
		}
		p.runStart = append(p.runStart, int32(len(p.runs)))
	}
}

// alike reports whether all positions have as many entries, the same B, and A at the same distances.
func (t *Table) alike() bool {
	for i := range t.Positions() {
		first, count := t.Start[i], t.Start[i+1]-t.Start[i]
		if count == 0 || count != t.Start[1] {
			return false
		}
		for e := range count {
			if t.B[first+e] != t.B[e] || t.A[first+e]-t.A[first] != t.A[e]-t.A[0] {
				return false
			}
		}
	}
	return true
}

// gradientRows returns, for a plan of WeightGradient with c rows at each entry, how far a row is from the entry's A. Where the positions
// are alike it has the rows of all of them, as if they were one, and otherwise those of any one.
func (p *Plan) gradientRows(c int) []int32 {
	positions := 1
	if p.alike {
		positions = p.Positions()
	}
	if len(p.rows) != positions*c {
		p.rows = make([]int32, 0, positions*c)
		for i := range positions {
			for row := range int32(c) {
				from := row
				if p.alike {
					from += p.A[p.Start[i]] - p.A[0]
				}
				p.rows = append(p.rows, from)
			}
		}
	}
	return p.rows
}

// isApart reports whether of the c rows from each entry of A none is another's.
func (p *Plan) isApart(c int) bool {
	if p.apart.rows != c {
		p.apart.rows, p.apart.is = c, true
		taken := make([]bool, p.maxA+c)
		for _, a := range p.A {
			for row := range c {
				p.apart.is = p.apart.is && !taken[int(a)+row]
				taken[int(a)+row] = true
			}
		}
	}
	return p.apart.is
}
