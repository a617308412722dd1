package datasets

import (
	"crypto/sha256"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32"
)

func TestGenerator(t *testing.T) {
	g := newMT19937(777)
	for _, want := range []uint32{655685735, 2776480559, 1298611771} {
		if got := g.uint32(); got != want {
			t.Errorf("got %d, NumPy gives %d", got, want)
		}
	}
}

// The sums are those that testdata/permutations.py prints.
func TestPermutationsAsNumPy(t *testing.T) {
	for _, test := range []struct {
		n    int
		seed uint32
		want string
	}{
		{1797, 777, "908f5bf8e82d969e0ec08d5026ff893e3d87f872e744c20d0b28098e2d274083"},
		{1, 5, "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"},
		{2, 0, "b0e4f9bb7b55e4b181760ae93c958c14b451a7556206dfa952d81f0f2165a9da"},
		{3, 1, "97bf97a80b050e237409a9e4ab3b990f4a595ddbfaee8f5d6ff0570ecf5d1ff9"},
		{64, 42, "b00f61e2c4e3c3a869150c700c069ac5d19705fa450d43fe16ba151fb85cac03"},
		{65, 4294967295, "0ee2a69f784e861497744dc78f8251e74d81656e55de9f7f344bf3fa9bf67bfd"},
		{70000, 12345, "893a4af7f056c5bd32e5f47d80f139914fd913af965dc89a2f8896a9afa4dd34"},
	} {
		text := strings.Trim(strings.ReplaceAll(fmt.Sprint(Permutation(test.n, test.seed)), " ", ","), "[]")
		if got := fmt.Sprintf("%x", sha256.Sum256([]byte(text))); got != test.want {
			t.Errorf("Permutation(%d) of seed %d has the sum %s, want %s", test.n, test.seed, got, test.want)
		}
	}
	if got, want := Permutation(1797, 777)[:8], []int{587, 58, 581, 697, 660, 875, 523, 301}; !reflect.DeepEqual(got, want) {
		t.Errorf("seed 777 begins %v, want %v", got, want)
	}
}

func readDigits(t testing.TB) nn32.Data {
	t.Helper()
	f, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := ReadDigits(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The tutorial's split has the same number of samples of each class as with scikit-learn and Keras.
func TestTutorialSplit(t *testing.T) {
	digits := readDigits(t)
	train, test, err := TrainTestSplit(digits.Len(), .3, 777)
	if err != nil {
		t.Fatal(err)
	}
	cut := ValidationSplit(len(train), .2)
	if len(train) != 1257 || len(test) != 540 || cut != 1005 {
		t.Fatalf("%d to train on, cut at %d, %d to test on; want 1257, 1005, 540", len(train), cut, len(test))
	}
	for name, part := range map[string]struct {
		indices []int
		want    [10]int
	}{
		"fit":        {train[:cut], [10]int{94, 98, 107, 104, 107, 93, 98, 96, 102, 106}},
		"validation": {train[cut:], [10]int{27, 29, 21, 29, 23, 30, 27, 30, 15, 21}},
		"test":       {test, [10]int{57, 55, 49, 50, 51, 59, 56, 53, 57, 53}},
	} {
		var got [10]int
		for _, label := range digits.Take(part.indices).Labels {
			got[label]++
		}
		if got != part.want {
			t.Errorf("%s has %v of each digit, want %v", name, got, part.want)
		}
	}
}

func TestSplitsThatCannotBe(t *testing.T) {
	for _, test := range []struct {
		n     int
		share float64
	}{{0, .3}, {1, .3}, {10, 0}, {10, 1}, {10, -1}, {2, .9}} {
		if _, _, err := TrainTestSplit(test.n, test.share, 1); err == nil {
			t.Errorf("the share %v of %d gives no error", test.share, test.n)
		}
	}
}
