// Drawaccuracy trains networks on the digits, by several recipes and seeds, and prints how well they read the test digits
// and other people's drawings, which take the way through drawing.Pipeline: for networks alone and together, for each digit,
// with each step of the way left out, and how sure they are. Then it prints the same of the reader that comes with the
// page, for which drawings take MNIST's way.
package main

import (
	"flag"
	"log"
	"strings"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
)

func main() {
	digits := flag.String("data", "static/data/digits.csv.gz", "the digits")
	mnist := flag.String("mnist", "", "directory with MNIST's t10k files; none: without them")
	drawings := flag.Int("drawings", 2000, "how many drawings of each set")
	seeds := flag.Int("seeds", 5, "how many networks of each recipe, with seeds from 1")
	names := flag.String("recipes", "tutorial,strokes,deep", "of "+strings.Join(recipeNames(), ","))
	var o options
	flag.IntVar(&o.epochs, "epochs", 0, "epochs; 0: the recipe's")
	flag.IntVar(&o.copies, "copies", 0, "copies of each digit; 0: the recipe's")
	flag.Float64Var(&o.rate, "rate", 0, "learning rate; 0: the recipe's")
	flag.BoolVar(&o.all, "all", false, "train on the validation digits too")
	file := flag.String("pretrained", "static/data/reader.nn", "the network that comes with the page; none: without it")
	parts := flag.Bool("parts", true, "print the tables by digit and by step, for the last recipe")
	flag.Parse()
	sets, d, err := load(*digits, *mnist, *drawings)
	if err != nil {
		log.Fatal(err)
	}
	if err := compare(sets, d, strings.Split(*names, ","), *seeds, o, *parts); err != nil {
		log.Fatal(err)
	}
	if *file != "" {
		if err := byPretrained(sets, *file); err != nil {
			log.Fatal(err)
		}
	}
}

func compare(sets []set, d data, names []string, seeds int, o options, parts bool) error {
	var networks []*nn32.Sequential
	whole := through(sets, drawing.DefaultPipeline())
	head(sets)
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
		answers, err := ask(networks, whole)
		if err != nil {
			return err
		}
		together(name, sets, answers, seconds)
	}
	if !parts {
		return nil
	}
	answers, err := ask(networks, whole)
	if err != nil {
		return err
	}
	byDigit(sets, answers)
	findings(sets)
	if err := byStep(sets, networks); err != nil {
		return err
	}
	return certainty(sets, d, networks, answers)
}
