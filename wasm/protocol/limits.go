package protocol

import "strconv"

// Limits are those of a number that a person types or chooses.
type Limits struct {
	Least, Most float64
	Above       bool // Least itself is too little
	Whole       bool
}

// Allow reports whether a value is within the limits. One that is not a number is not.
func (l Limits) Allow(v float64) bool {
	return v >= l.Least && v <= l.Most && !(l.Above && v == l.Least)
}

// String is the limits as an error has them.
func (l Limits) String() string {
	if l.Above {
		return "above " + l.number(l.Least) + " and at most " + l.number(l.Most)
	}
	return l.number(l.Least) + " to " + l.number(l.Most)
}

// number is v as it is typed. Package fmt would make the trainer a tenth larger.
func (l Limits) number(v float64) string {
	bits := 32
	if l.Whole {
		bits = 64
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}
