//go:build !goexperiment.simd || !(amd64 || arm64 || wasm) || (js && wasm)

package kernel

// The two products without vectors, which also work where the module cannot be had. Tiles of eight sums stay in registers. The order of the additions is that of generic.go.

func productScalar(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	for p := range plan.Positions() {
		a, b := plan.A[plan.Start[p]:plan.Start[p+1]], plan.B[plan.Start[p]:plan.Start[p+1]]
		for i := 0; i < m; i += 2 {
			next := min(i+1, m-1) // an odd last row is computed twice
			var bias0, bias1 float32
			if bias != nil {
				bias0, bias1 = bias[i], bias[next]
			}
			row0, row1 := y[(p*m+i)*n:][:n], y[(p*m+next)*n:][:n]
			for s := 0; s < n; s += 4 {
				productTile((*[4]float32)(row0[s:]), (*[4]float32)(row1[s:]), w[i*step:], w[next*step:], x[s:], bias0, bias1, a, b, n)
			}
			if relu {
				reluGeneric(row0, row0)
				reluGeneric(row1, row1)
			}
		}
	}
}

// productTile computes four samples of two rows.
func productTile(y0, y1 *[4]float32, w0, w1, x []float32, bias0, bias1 float32, a, b []int32, n int) {
	s0, s1, s2, s3 := bias0, bias0, bias0, bias0
	t0, t1, t2, t3 := bias1, bias1, bias1, bias1
	b = b[:len(a)]
	for e, at := range a {
		v := (*[4]float32)(x[int(b[e])*n:])
		u := w0[at]
		s0 += float32(u * v[0])
		s1 += float32(u * v[1])
		s2 += float32(u * v[2])
		s3 += float32(u * v[3])
		u = w1[at]
		t0 += float32(u * v[0])
		t1 += float32(u * v[1])
		t2 += float32(u * v[2])
		t3 += float32(u * v[3])
	}
	*y0, *y1 = [4]float32{s0, s1, s2, s3}, [4]float32{t0, t1, t2, t3}
}

func weightGradientScalar(dw, x, dy []float32, plan *Plan, c, f, n int) {
	for p := range plan.Positions() {
		a, b := plan.A[plan.Start[p]:plan.Start[p+1]], plan.B[plan.Start[p]:plan.Start[p+1]]
		for i := range c {
			row := dw[(p*c+i)*f:][:f]
			for j := 0; j < f; j += 2 {
				next := min(j+1, f-1)
				row[j], row[next] = gradientTile(x[i*n:], dy[j*n:], dy[next*n:], a, b, n)
			}
		}
	}
}

// gradientTile sums a row of x times two of dy.
func gradientTile(x, dy0, dy1 []float32, a, b []int32, n int) (float32, float32) {
	var s0, s1, s2, s3, t0, t1, t2, t3 float32
	b = b[:len(a)]
	for e, at := range a {
		v, d0, d1 := x[int(at)*n:][:n], dy0[int(b[e])*n:][:n], dy1[int(b[e])*n:][:n]
		for ; len(v) >= 4 && len(d0) >= 4 && len(d1) >= 4; v, d0, d1 = v[4:], d0[4:], d1[4:] {
			s0 += float32(v[0] * d0[0])
			s1 += float32(v[1] * d0[1])
			s2 += float32(v[2] * d0[2])
			s3 += float32(v[3] * d0[3])
			t0 += float32(v[0] * d1[0])
			t1 += float32(v[1] * d1[1])
			t2 += float32(v[2] * d1[2])
			t3 += float32(v[3] * d1[3])
		}
	}
	return addLanes([4]float32{s0, s1, s2, s3}), addLanes([4]float32{t0, t1, t2, t3})
}
