package datasets

// mt19937 is the Mersenne Twister of Matsumoto & Nishimura 1998, seeded by one word as NumPy's legacy RandomState does.
type mt19937 struct {
	state [624]uint32
	next  int
}

// newMT19937 is init_genrand of the authors' code, after Knuth.
func newMT19937(seed uint32) *mt19937 {
	g := &mt19937{next: 624}
	g.state[0] = seed
	for i := 1; i < len(g.state); i++ {
		previous := g.state[i-1]
		g.state[i] = 1812433253*(previous^previous>>30) + uint32(i)
	}
	return g
}

// uint32 returns the next random word.
func (g *mt19937) uint32() uint32 {
	if g.next == len(g.state) {
		g.twist()
	}
	y := g.state[g.next]
	g.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// twist computes the next 624 words of the state.
func (g *mt19937) twist() {
	for i := range g.state {
		y := g.state[i]&0x80000000 | g.state[(i+1)%624]&0x7fffffff
		g.state[i] = g.state[(i+397)%624] ^ y>>1 ^ y&1*0x9908b0df
	}
	g.next = 0
}

// upTo returns a uniform random number from 0 to m. As NumPy does, it masks words to the bits of m until one is small enough.
func (g *mt19937) upTo(m uint32) uint32 {
	if m == 0 {
		return 0 // NumPy draws no word here
	}
	mask := m
	for shift := 1; shift < 32; shift *= 2 {
		mask |= mask >> shift
	}
	for {
		if v := g.uint32() & mask; v <= m {
			return v
		}
	}
}

// Permutation returns the numbers 0 to n-1 in the order of NumPy's RandomState(seed).permutation(n). NumPy's shuffle and scikit-learn's
// shuffle(random_state=seed) give the same order.
func Permutation(n int, seed uint32) []int {
	g, p := newMT19937(seed), make([]int, n)
	for i := range p {
		p[i] = i
	}
	for i := n - 1; i >= 1; i-- {
		j := g.upTo(uint32(i))
		p[i], p[j] = p[j], p[i]
	}
	return p
}
