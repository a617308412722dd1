package settings

import (
	"strconv"

	"digitlab/wasm/protocol"
)

// The ids of the elements that a person is led to, to change what is wrong.

// FieldID is the id of a setting's field.
func FieldID(s Setting) string { return "setting-" + Forms[s].id }

// LayerID is the id of a layer's card; that of the last layer comes after those of the stack.
func LayerID(i int) string { return "layer-" + strconv.Itoa(i) }

// DataID is the id of a data set's part of the card of data.
func DataID(d protocol.DataSet) string { return "data-" + Forms[DataSetting].Choices[d].Word }
