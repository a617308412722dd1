package layers

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/settings"
)

func TestWordsOfLayers(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, layersSayings)
}

func layersSayings(t words, said i18ntest.Said) {
	for k := range protocol.LayerKinds {
		said.Add("LayerHelp", settings.LayerHelp(k, t))
	}
	for r := range protocol.TooManyParameters + 1 {
		said.Add("LayerProblem", t.LayerProblem(protocol.Problem{Reason: r}))
	}
}
