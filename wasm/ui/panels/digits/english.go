package digits

import "digitlab/wasm/ui/i18n"

type english struct{ i18n.English }

func (*english) Tab() string     { return "All digits" }
func (*english) Heading() string { return "All digits of the data" }
func (*english) Parts() string   { return "How the digits are laid out" }
func (*english) Part(p part) string {
	if p == mapPart {
		return "Map"
	}
	return "Wall"
}
