// Drawaccuracy measures how well drawings are predicted. It trains networks on the digits, by several recipes and seeds, and prints
// their accuracy on the test digits and on other people's writing, which goes through drawing.Pipeline: for single networks and
// ensembles, by digit, without each stage, and with the expected calibration error. Then it prints the accuracy of the pretrained
// network, for which drawings become MNIST's pictures.
package main

import (
	"flag"
	"log"
	"strings"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

func main() {
	digits := flag.String("data", "static/data/digits.csv.gz", "the digits")
	mnist := flag.String("mnist", "", "directory with MNIST's t10k files; none: without them")
	drawings := flag.Int("drawings", 2000, "number of drawings of each set")
	seeds := flag.Int("seeds", 5, "number of networks of each recipe, with the seeds from 1")
	names := flag.String("recipes", "tutorial,strokes,deep", "recipes, of "+strings.Join(recipeNames(), ","))
	var o options
	flag.IntVar(&o.epochs, "epochs", 0, "epochs; 0: the recipe's")
	flag.IntVar(&o.copies, "copies", 0, "copies of each digit; 0: the recipe's")
	flag.Float64Var(&o.rate, "rate", 0, "learning rate; 0: the recipe's")
	flag.BoolVar(&o.all, "all", false, "train on the validation digits too")
	file := flag.String("pretrained", "static/data/reader.nn", "the network that comes with the page; none: without it")
	parts := flag.Bool("parts", true, "print the tables by digit and by stage, for the last recipe")
	flag.Parse()
	sets, d, err := load(*digits, *mnist, *drawings)
	if err != nil {
		log.Fatal(err)
	}
	if err := compare(sets, d, strings.Split(*names, ","), *seeds, o, *parts); err != nil {
		log.Fatal(err)
	}
	if *file != "" {
		if err := byPretrained(append(sets, drawStrokes("unseen hands", *drawings, strokes.Unseen)), *file); err != nil {
			log.Fatal(err)
		}
	}
}

// compare prints the tables of the recipes.
func compare(sets []set, d data, names []string, seeds int, o options, parts bool) error {
	var networks []*nn32.Sequential
	x := preprocess(sets, drawing.DefaultPipeline())
	header(sets)
	for _, name := range names {
		r, err := recipe(name)
		if err != nil {
			return err
		}
		var seconds float64
		networks, seconds, err = r.train(d, seeds, o)
		if err != nil {
			return err
		}
		predictions, err := predict(networks, x)
		if err != nil {
			return err
		}
		ensembles(name, sets, predictions, seconds)
	}
	if !parts {
		return nil
	}
	predictions, err := predict(networks, x)
	if err != nil {
		return err
	}
	byDigit(sets, predictions)
	findings(sets)
	if err := byStage(sets, networks); err != nil {
		return err
	}
	return calibration(sets, d, networks, predictions)
}
