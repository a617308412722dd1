package kernel

import (
	"math"

	"digitlab/nn32/internal/coefficients"
	"digitlab/nn32/internal/elementary"
)

// The functions of this file are the specification of each kernel, in plain Go. They also run where there are no vectors.

func productGeneric(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	for p := range plan.Positions() {
		for i := range m {
			row := y[(p*m+i)*n:][:n]
			for s := range row {
				row[s] = 0
				if bias != nil {
					row[s] = bias[i]
				}
			}
			for e := plan.Start[p]; e < plan.Start[p+1]; e++ {
				weight := w[int(plan.A[e])+i*step]
				for s, v := range x[int(plan.B[e])*n:][:n] {
					row[s] += float32(weight * v)
				}
			}
			if relu {
				reluGeneric(row, row)
			}
		}
	}
}

func weightGradientGeneric(dw, x, dy []float32, plan *Plan, c, f, n int) {
	for p := range plan.Positions() {
		for i := range c {
			for j := range f {
				var sum [4]float32
				for e := plan.Start[p]; e < plan.Start[p+1]; e++ {
					xRow, dyRow := x[(int(plan.A[e])+i)*n:][:n], dy[(int(plan.B[e])+j)*n:][:n]
					for s := range xRow {
						sum[s%4] += float32(xRow[s] * dyRow[s])
					}
				}
				dw[(p*c+i)*f+j] = addLanes(sum)
			}
		}
	}
}

func biasGradientGeneric(db, dy []float32, positions, n int) {
	for j := range db {
		var sum [4]float32
		for p := range positions {
			for s, v := range dy[(p*len(db)+j)*n:][:n] {
				sum[s%4] += v
			}
		}
		db[j] = addLanes(sum)
	}
}

func reluBiasGradientGeneric(db, dy, y []float32, positions, n int) {
	reluGradientGeneric(dy, dy, y)
	biasGradientGeneric(db, dy, positions, n)
}

// addLanes adds four partial sums, in the order of every kernel.
func addLanes(s [4]float32) float32 { return (s[0] + s[1]) + (s[2] + s[3]) }

func reluGeneric(y, x []float32) {
	for i, v := range x {
		if v > 0 {
			y[i] = v
		} else {
			y[i] = 0
		}
	}
}

func reluGradientGeneric(dx, dy, y []float32) {
	for i, v := range y {
		if v > 0 {
			dx[i] = dy[i]
		} else {
			dx[i] = 0
		}
	}
}

func maxPoolGeneric(y, x []float32, plan *Plan, c, n int) {
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		for i := range c {
			for s := range n {
				largest := x[(int(rows[0])+i)*n+s]
				for _, r := range rows[1:] {
					if v := x[(int(r)+i)*n+s]; v > largest {
						largest = v
					}
				}
				y[(p*c+i)*n+s] = largest
			}
		}
	}
}

func maxPoolGradientGeneric(dx, dy, y, x []float32, plan *Plan, c, n int) {
	clear(dx)
	for p := range plan.Positions() {
		for i := range c {
			for s := range n {
				at := (p*c+i)*n + s
				left := dy[at] // until its place is found
				for _, r := range plan.A[plan.Start[p]:plan.Start[p+1]] {
					var d float32
					if from := (int(r)+i)*n + s; x[from] == y[at] {
						d, left = left, 0
						dx[from] += d
					} else {
						dx[from] += d
					}
				}
			}
		}
	}
}

func averagePoolGeneric(y, x []float32, plan *Plan, c, n int) {
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		share := 1 / float32(len(rows))
		for i := range c {
			for s := range n {
				var sum float32
				for _, r := range rows {
					sum += x[(int(r)+i)*n+s]
				}
				y[(p*c+i)*n+s] = float32(sum * share)
			}
		}
	}
}

func averagePoolGradientGeneric(dx, dy []float32, plan *Plan, c, n int) {
	clear(dx)
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		share := 1 / float32(len(rows))
		for i := range c {
			for s := range n {
				d := float32(dy[(p*c+i)*n+s] * share)
				for _, r := range rows {
					dx[(int(r)+i)*n+s] += d
				}
			}
		}
	}
}

func softmaxGeneric(y, x []float32, n int) {
	for s := range n {
		_, total := exponentialsGeneric(y, x, s, n)
		for at := s; at < len(x); at += n {
			y[at] = y[at] / total
		}
	}
}

// exponentialsGeneric sets y = exp(x - largest) for sample s. It returns its largest x and the sum of y.
func exponentialsGeneric(y, x []float32, s, n int) (largest, total float32) {
	largest = x[s]
	for at := s + n; at < len(x); at += n {
		if x[at] > largest {
			largest = x[at]
		}
	}
	for at := s; at < len(x); at += n {
		y[at] = exp(x[at] - largest)
		total += y[at]
	}
	return largest, total
}

func softmaxGradientGeneric(dx, dy, y []float32, n int) {
	for s := range n {
		var sum float32
		for at := s; at < len(y); at += n {
			sum += float32(dy[at] * y[at])
		}
		for at := s; at < len(y); at += n {
			dx[at] = float32(y[at] * (dy[at] - sum))
		}
	}
}

func crossentropyGeneric(dx, loss, x, t, share []float32, n int) {
	for s := range n {
		largest, total := exponentialsGeneric(dx, x, s, n)
		logTotal := elementary.Log(total)
		var targets float32
		loss[s] = 0
		for at := s; at < len(x); at += n {
			if t[at] != 0 {
				targets += t[at]
				loss[s] += float32(t[at] * (logTotal + (largest - x[at])))
			}
		}
		scale := float32(targets * share[s])
		for at := s; at < len(x); at += n {
			dx[at] = float32(dx[at]/total*scale) - float32(t[at]*share[s])
		}
	}
}

func countRightGeneric(x []float32, classes []int, n int) (right int) {
	for s, class := range classes {
		best := 0
		for i := range len(x) / n {
			if x[i*n+s] > x[best*n+s] {
				best = i
			}
		}
		if best == class {
			right++
		}
	}
	return right
}

// exp is e^x for x ≤ 0: x = k·ln 2 + r, a polynomial for e^r, and k into the exponent.
// Its relative error is below 2⁻²²; below coefficients.ExpLeast, where float32 ends, it stays at e^coefficients.ExpLeast.
func exp(x float32) float32 {
	if x < coefficients.ExpLeast {
		x = coefficients.ExpLeast
	}
	t := float32(x*coefficients.Log2E) + coefficients.RoundMagic
	k := t - coefficients.RoundMagic
	r := x - float32(k*coefficients.ExpLn2High)
	r -= float32(k * coefficients.ExpLn2Low)
	p := expm1Small(r)
	p++
	return float32(p * math.Float32frombits(math.Float32bits(t)<<23+127<<23))
}

// expm1 returns e^x - 1 for x ≤ 0, without loss of digits near zero.
func expm1(x float32) float32 {
	if x > -expSmall {
		return expm1Small(x)
	}
	return exp(x) - 1
}

// expm1Small is e^r - 1 for |r| ≤ ½ ln 2.
func expm1Small(r float32) float32 {
	p := float32(coefficients.Exp[0])
	for _, c := range coefficients.Exp[1:] {
		p = float32(p*r) + c
	}
	return float32(p*float32(r*r)) + r
}

const expSmall = .34 // < ½ ln 2
