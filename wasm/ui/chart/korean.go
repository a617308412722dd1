package chart

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) AccuracyAxis() string         { return "정확도 (%)" }
func (*korean) AccuracyAxisInLittle() string { return "정확도 (%)" }
func (*korean) ValidationOf(run string) string {
	return fmt.Sprintf("%s · 검증", run)
}
func (*korean) PictureTitle() string { return "Digit Lab: 손실과 정확도" }
