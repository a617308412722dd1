package opened

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

// The panels and the ids of the elements in them that a person is led to, to change what is wrong.

const (
	SettingsPanel = "settings"
	LayersPanel   = "layers"
	DataPanel     = "data"
	ModelsPanel   = "models"
	DigitsPanel   = "all-digits"
)

// LayerID is the id of a layer's card; that of the last layer comes after those of the stack.
func LayerID(i int) string { return "layer-" + strconv.Itoa(i) }

// DataID is the id of a data set's part of the card of data. All opened files have one.
func DataID(d protocol.DataSet) string {
	if d.FromFiles() {
		d = protocol.Opened
	}
	return "data-" + settings.Forms[protocol.DataSetting].Choices[d].Word
}
