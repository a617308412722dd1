package chart

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfTheChart(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, nil)
}
