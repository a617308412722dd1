package time

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfTheTimeMachine(t *testing.T) { i18ntest.Check(t, texts.English, texts.Korean, nil) }

// The texts that users and the tests in browsers rely on.
func TestContractOfTheTimeMachine(t *testing.T) {
	k, e := &korean{}, &english{}
	i18ntest.Same(t, [][4]string{
		{k.Slider(), "에포크 되돌려 보기", e.Slider(), "Time machine"},
		{k.ValueEpoch(12, 100, 93), "에포크 12/100, 정확도 93%", e.ValueEpoch(12, 100, 93), "epoch 12 of 100, accuracy 93%"},
	})
}
