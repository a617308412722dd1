package digits

import "digitlab/wasm/ui/i18n"

type korean struct{ i18n.Korean }

func (*korean) Tab() string     { return "모든 숫자" }
func (*korean) Heading() string { return "데이터의 모든 숫자" }
func (*korean) Parts() string   { return "숫자를 늘어놓는 방법" }
func (*korean) Part(p part) string {
	if p == mapPart {
		return "지도"
	}
	return "벽"
}
