package datasets

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestReadDigits(t *testing.T) {
	d := readDigits(t)
	if d.Len() != 1797 || d.X.Shape.String() != "1797×8×8×1" {
		t.Fatalf("%d labels, X %v", d.Len(), d.X.Shape)
	}
	// The first image is a 0, its second row 0 0 13 15 10 15 5 0.
	if row := d.X.Data[8:16]; d.Labels[0] != 0 || row[2] != 13 || row[3] != 15 || row[5] != 15 {
		t.Errorf("the first image is a %d, its second row %v", d.Labels[0], row)
	}
}

func TestOtherFiles(t *testing.T) {
	file, err := os.ReadFile("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	altered := bytes.Clone(file)
	altered[30000] ^= 1
	for name, b := range map[string][]byte{
		"empty": nil, "truncated": file[:20000], "longer": append(bytes.Clone(file), 0), "altered": altered,
		"foreign": bytes.Repeat([]byte("<html>"), 20000),
	} {
		if _, err := ReadDigits(bytes.NewReader(b)); !errors.Is(err, ErrDigits) {
			t.Errorf("%s: got %v, want an error about the file", name, err)
		}
	}
}

func TestWrongLines(t *testing.T) {
	line := strings.Repeat("1,", 64) + "5\n"
	for want, csv := range map[string]string{
		"has 1 lines, want 1797":          line,
		"has more than 1797 lines":        strings.Repeat(line, 1798),
		"line 1 has 3 values, want 65":    "1,2,3\n",
		`line 1 has "17" as value 1`:      "17,2,3\n",
		`line 1 has "x" where a number`:   "x,2\n",
		`line 1 has "016" where a number`: "016,2\n",
		`line 1 has "" where a number`:    ",2\n",
		`line 1 has "10" as value 65`:     strings.Repeat("1,", 64) + "10\n",
		`line 2 has "NaN" where a number`: line + "NaN,1\n",
	} {
		if _, err := parseDigits([]byte(csv)); !errors.Is(err, ErrDigits) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
}
