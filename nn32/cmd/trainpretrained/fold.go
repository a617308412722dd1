package main

import (
	"math"

	"digitlab/nn32"
)

// fold returns the weights for a network without batch normalisation that gives the same outputs as network, with it:
//
//	gamma·(x·W + b - mean)/√(variance + ε) + beta = x·(W·g) + (b - mean)·g + beta,   g = gamma/√(variance + ε)
func fold(network *nn32.Sequential) (params []*nn32.Param) {
	for _, l := range network.Layers() {
		p := l.Params()
		switch l.(type) {
		case *nn32.Conv2D, *nn32.Dense:
			params = append(params, copied(p[0]), copied(p[1]))
		case *nn32.BatchNormalization:
			kernel, bias := params[len(params)-2].Value.Data, params[len(params)-1].Value.Data
			gamma, beta, mean, variance := p[0].Value.Data, p[1].Value.Data, p[2].Value.Data, p[3].Value.Data
			const epsilon = 1e-3 // nn32's default
			for i := range kernel {
				unit := i % len(bias)
				kernel[i] = float32(kernel[i] * factor(gamma[unit], variance[unit]+epsilon))
			}
			for unit := range bias {
				bias[unit] = float32((bias[unit]-mean[unit])*factor(gamma[unit], variance[unit]+epsilon)) + beta[unit]
			}
		}
	}
	return params
}

// factor returns g of the formula above.
func factor(gamma, variance float32) float32 {
	return gamma / float32(math.Sqrt(float64(variance)))
}

// copied returns a parameter with a copy of the values.
func copied(p *nn32.Param) *nn32.Param {
	value := nn32.NewTensor(p.Value.Shape...)
	copy(value.Data, p.Value.Data)
	return &nn32.Param{Name: p.Name, Value: value}
}
