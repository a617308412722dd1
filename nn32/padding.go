package nn32

import (
	"errors"

	"digitlab/nn32/internal/enum"
	"digitlab/nn32/internal/window"
)

// Padding determines how a window treats the borders of its input.
type Padding uint8

const (
	// Valid keeps the window inside of the input, so that the output is smaller.
	Valid Padding = iota
	// Same makes the output as large as the input divided by the stride, rounded up. Positions outside of the input are skipped. If the
	// padding is odd, the larger part comes after the input, as in Keras. PyTorch's padding="same" agrees for stride 1 and refuses others.
	Same
)

var paddingNames = enum.Names{"valid", "same"}

func (p Padding) String() string                   { return paddingNames.Of(uint8(p)) }
func (p Padding) MarshalText() ([]byte, error)     { return paddingNames.Marshal(uint8(p)) }
func (p *Padding) UnmarshalText(text []byte) error { return paddingNames.Unmarshal(text, (*uint8)(p)) }

// newWindow returns a window of a size that moves by strides over samples of shape in. Strides of zero mean ifZero.
func newWindow(kind string, in Shape, size, strides, ifZero [2]int, padding Padding) (*window.Window, error) {
	if padding > Same {
		return nil, errors.New("padding must be Valid or Same")
	}
	if strides == [2]int{} {
		strides = ifZero
	}
	return window.New(kind, in, size, strides, padding == Same)
}
