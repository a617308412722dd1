package ui

import (
	"strconv"

	"digitlab/wasm/protocol"
)

// The ids of the elements that a person is led to, to change what is wrong.

// fieldID is the id of a setting's field.
func fieldID(s setting) string { return "setting-" + forms[s].id }

// layerID is the id of a layer's card; that of the last layer comes after those of the stack.
func layerID(i int) string { return "layer-" + strconv.Itoa(i) }

// dataID is the id of a data set's part of the card of data.
func dataID(d protocol.DataSet) string { return "data-" + forms[dataSetting].choices[d].word }
