package nn32

// Metric is what a network reports about itself besides its loss.
type Metric uint8

// Accuracy is the share of the samples whose largest output is the right class.
const Accuracy Metric = 1

// Evaluation is how a network does on data.
type Evaluation struct {
	Loss     float32 // mean over the samples
	Accuracy float32 // 0..1
}

// argmax returns the row of the largest value of sample s, the first of equals.
func argmax(x []float32, s, n int) int {
	best := 0
	for i := 1; i*n+s < len(x); i++ {
		if x[i*n+s] > x[best*n+s] {
			best = i
		}
	}
	return best
}
