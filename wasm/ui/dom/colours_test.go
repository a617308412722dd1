package dom

import "testing"

func TestChannels(t *testing.T) {
	for colour, want := range map[string][3]byte{"#0b5cad": {0x0b, 0x5c, 0xad}, "#ffffff": {255, 255, 255}, "rgba(1, 2, 3, 0.5)": {}, "": {}} {
		if got := Channels(colour); got != want {
			t.Errorf("%q: %v, want %v", colour, got, want)
		}
	}
}
