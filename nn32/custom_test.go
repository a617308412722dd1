package nn32

// zero is a metric of another package.
type zero struct{}

func (*zero) Measure(*Tensor, Data) (float32, error) { return 0, nil }
