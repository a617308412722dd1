package chart

import (
	"fmt"

	"digitlab/wasm/ui/i18n"
)

type koreanChart struct{ i18n.Korean }

func (*koreanChart) AccuracyAxis() string { return "정확도 (%)" }
func (*koreanChart) ValidationOf(run string) string {
	return fmt.Sprintf("%s · 검증", run)
}
func (*koreanChart) PictureTitle() string { return "Digit Lab: 손실과 정확도" }
