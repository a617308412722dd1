package curves

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfCurves(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, nil)
}

// The texts that users and the tests in browsers rely on.
func TestContractOfCurves(t *testing.T) {
	k, e := &Korean{}, &English{}
	i18ntest.Same(t, [][4]string{
		{k.CurvesEmpty(), "학습을 시작하면 여기에 손실과 정확도가 그려집니다", e.CurvesEmpty(), "Loss and accuracy will appear here"},
	})
}
