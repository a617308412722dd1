package main

import (
	"fmt"
	"math"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
)

// right returns the number of samples of a set that the networks, as one ensemble, predict right, by true digit.
func right(s set, predictions []*nn32.Tensor) (byDigit [10]int) {
	for i, label := range s.labels {
		best, most := 0, float32(-1)
		for class := range 10 {
			var sum float32
			for _, y := range predictions {
				sum += y.Data[i*10+class]
			}
			if sum > most {
				best, most = class, sum
			}
		}
		if best == label {
			byDigit[label]++
		}
	}
	return byDigit
}

// accuracy returns the share of a set that the networks, as one ensemble, predict right.
func accuracy(s set, predictions []*nn32.Tensor) float64 {
	sum := 0
	for _, n := range right(s, predictions) {
		sum += n
	}
	return float64(sum) / float64(len(s.labels))
}

// wilson returns the 95 % confidence interval of a share of n samples, Wilson 1927.
func wilson(share float64, n int) (from, to float64) {
	const z = 1.96
	m := float64(n)
	middle, half := share+z*z/(2*m), z*math.Sqrt(share*(1-share)/m+z*z/(4*m*m))
	return (middle - half) / (1 + z*z/m), (middle + half) / (1 + z*z/m)
}

// header prints the heading of the recipes' table.
func header(sets []set) {
	fmt.Printf("%% right, mean ± standard deviation of the networks, [95 %% interval of the mean for n digits]\n%-24s", "")
	for _, s := range sets {
		fmt.Printf("  %-30s", fmt.Sprintf("%s, n = %d", s.name, len(s.labels)))
	}
	fmt.Println()
}

// ensembles prints a recipe's accuracy for single networks and for ensembles of three and of five. No network is in two ensembles.
func ensembles(name string, sets []set, predictions [][]*nn32.Tensor, seconds float64) {
	for _, size := range []int{1, 3, 5} {
		groups := len(predictions) / size
		if groups == 0 {
			continue
		}
		fmt.Printf("%-24s", fmt.Sprintf("%s, %d × %d", name, groups, size))
		for i, s := range sets {
			var values []float64
			for g := range groups {
				values = append(values, accuracy(s, ofSet(predictions[g*size:][:size], i)))
			}
			mean, deviation := spread(values)
			from, to := wilson(mean, len(s.labels))
			fmt.Printf("  %-30s", fmt.Sprintf("%.2f ± %.2f [%.1f, %.1f]", 100*mean, 100*deviation, 100*from, 100*to))
		}
		fmt.Println()
	}
	fmt.Printf("  %.2f s a network\n", seconds)
}

// ofSet returns the networks' predictions for set i.
func ofSet(predictions [][]*nn32.Tensor, i int) (set []*nn32.Tensor) {
	for _, a := range predictions {
		set = append(set, a[i])
	}
	return set
}

// byDigit prints the accuracy for each digit.
func byDigit(sets []set, predictions [][]*nn32.Tensor) {
	fmt.Printf("\n%% right by digit, all %d networks together\n%-12s", len(predictions), "")
	for digit := range 10 {
		fmt.Printf("%7d", digit)
	}
	fmt.Println()
	for i, s := range sets {
		var all [10]int
		for _, label := range s.labels {
			all[label]++
		}
		fmt.Printf("%-12s", s.name)
		for digit, n := range right(s, ofSet(predictions, i)) {
			fmt.Printf("%7.1f", 100*float64(n)/float64(all[digit]))
		}
		fmt.Println()
	}
}

// byStage prints the accuracy without each stage.
func byStage(sets []set, networks []*nn32.Sequential) error {
	fmt.Printf("\n%% right by pipeline, all %d networks together\n", len(networks))
	type variant struct {
		name string
		drawing.Pipeline
	}
	all := drawing.DefaultPipeline()
	variants := []variant{{"all stages", all}}
	for s := drawing.Deskew; s < drawing.Count; s++ {
		variants = append(variants, variant{"without " + s.String(), all.Without(s)})
	}
	for _, v := range append(variants, variant{"no stage", drawing.Pipeline{}}) {
		predictions, err := predict(networks, preprocess(sets, v.Pipeline))
		if err != nil {
			return err
		}
		fmt.Printf("%-20s", v.name)
		for i, s := range sets {
			if s.drawings == nil {
				continue
			}
			share := accuracy(s, ofSet(predictions, i))
			from, to := wilson(share, len(s.labels))
			fmt.Printf("  %-34s", fmt.Sprintf("%s %.2f [%.1f, %.1f]", s.name, 100*share, 100*from, 100*to))
		}
		fmt.Println()
	}
	return nil
}

// findings prints the number of drawings of one digit in which something else is found, and the same for scribbles.
func findings(sets []set) {
	fmt.Println("\nfound in drawings           several digits   no digit   of")
	added := set{name: "scribbles", drawings: scribbles(300)}
	for _, s := range append(sets[:len(sets):len(sets)], added) {
		if s.drawings == nil {
			continue
		}
		found := map[drawing.Finding]int{}
		for _, b := range s.drawings {
			found[drawing.DefaultPipeline().Analyse(b).Finding]++
		}
		fmt.Printf("%-25s  %15d  %9d  %3d\n", s.name, found[drawing.SeveralDigits], found[drawing.NoDigit], len(s.drawings))
	}
}

// spread returns the mean and the sample standard deviation of values.
func spread(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(deviation / max(1, float64(len(values)-1)))
}
