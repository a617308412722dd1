package protocol

// number is a field of Settings or of a Layer, whatever its type: each fits a float64, the seed because it ends at 1<<53. A generic
// type would say it shorter, but its functions have all fields of the struct in their names: 30 KB.
type number interface {
	get() float64
	put(float64)
}

type (
	whole   int
	long    uint64
	decimal float32
	choice  uint8
	flag    bool
)

func (n *whole) get() float64    { return float64(*n) }
func (n *whole) put(v float64)   { *n = whole(v) }
func (n *long) get() float64     { return float64(*n) }
func (n *long) put(v float64)    { *n = long(v) }
func (n *decimal) get() float64  { return float64(*n) }
func (n *decimal) put(v float64) { *n = decimal(v) }
func (n *choice) get() float64   { return float64(*n) }
func (n *choice) put(v float64)  { *n = choice(v) }
func (n *flag) put(v float64)    { *n = v == 1 }
func (n *flag) get() float64 {
	if *n {
		return 1
	}
	return 0
}
