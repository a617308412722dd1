package site

import (
	"iter"
	"strconv"
	"strings"
)

// weights parses a header such as Accept-Language or Accept-Encoding (RFC 9110, 12.4.2): each value in lower case, and its weight
// from 0 to 1. Values with an invalid weight are left out.
func weights(header string) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(header, ",") {
			name, parameter, _ := strings.Cut(part, ";")
			weight := 1.
			if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameter)), "q="); ok {
				var err error
				if weight, err = strconv.ParseFloat(q, 64); err != nil || !(weight >= 0 && weight <= 1) {
					continue
				}
			}
			if name = strings.ToLower(strings.TrimSpace(name)); name != "" && !yield(name, weight) {
				return
			}
		}
	}
}

// weightOf returns the weight of a value in a header. "*" stands for all values that the header does not name; without it,
// otherwise is returned.
func weightOf(value, header string, otherwise float64) float64 {
	for name, weight := range weights(header) {
		switch name {
		case value:
			return weight
		case "*":
			otherwise = weight
		}
	}
	return otherwise
}
