package ui

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfLayers(t *testing.T) {
	i18ntest.Check(t, layersTexts.English, layersTexts.Korean, layersSayings)
}

func layersSayings(t layersWords, said i18ntest.Said) {
	for k := range protocol.LayerKinds {
		said.Add("LayerHelp", layerHelp(k, t))
		if layerForms[k].number.English != "" {
			said.Add("layerNumber", layerNumber(k, t))
		}
	}
	for r := range protocol.TooManyParameters + 1 {
		said.Add("LayerProblem", t.LayerProblem(protocol.Problem{Reason: r}))
	}
}
