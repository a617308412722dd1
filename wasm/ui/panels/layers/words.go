package layers

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// words are those of the editor of layers and of the summary.
type words interface {
	settings.Words

	NetworkHeading() string
	NetworkHelp() string
	Layer() string
	OutputShape() string
	Parameters() string
	Total() string

	EditorHeading() string
	EditorHelp() string
	InputLayer() string
	LastLayerHelp() string
	LayerProblem(protocol.Problem) string
	Flow(shape, parameters string) string
	TotalParameters(parameters string) string

	LayerToAdd() string
	AddLayer() string
	UndoLayers() string
	InsertFlatten() string
	MoveUp(layer string) string
	MoveDown(layer string) string
	RemoveLayer(layer string) string
	LayerAdded(layer string, place int) string
	LayerMoved(layer string, place int) string
	LayerRemoved(layer string) string
	StackFull(most int) string

	SummaryHeading() string
	StackBuilt() string
	StackWaits() string
	StackWrong() string
}

var texts = i18n.InBoth[words](&english{}, &korean{})
