package layers

import (
	"fmt"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type englishLayers struct{ settings.EnglishSettings }

func (*englishLayers) NetworkHeading() string { return "Inside the network" }
func (*englishLayers) NetworkHelp() string {
	return "A digit goes through these layers from top to bottom. The parameters are the numbers that training changes."
}
func (*englishLayers) Layer() string       { return "Layer" }
func (*englishLayers) OutputShape() string { return "Output" }
func (*englishLayers) Parameters() string  { return "Parameters" }
func (*englishLayers) Total() string       { return "Total" }

func (*englishLayers) EditorHeading() string { return "Build it" }
func (*englishLayers) EditorHelp() string {
	return "Drag a layer by its handle, or move it with the arrows. Shapes and parameters are worked out as you go."
}
func (*englishLayers) InputLayer() string { return "Input" }
func (*englishLayers) LastLayerHelp() string {
	return "One share for each digit. Every network ends with it."
}
func (*englishLayers) LayerProblem(p protocol.Problem) string {
	switch p.Reason {
	case protocol.TooManyLayers:
		return fmt.Sprintf("There are %d layers, and %d is the most. Remove some", p.Have, p.Limit)
	case protocol.UnitsOutside:
		return fmt.Sprintf("Enter a whole number from 1 to %d", p.Limit)
	case protocol.SizeOutside:
		return fmt.Sprintf("Choose a window from 1 to %d", p.Limit)
	case protocol.StrideOutside:
		return fmt.Sprintf("Choose a stride up to %d", p.Limit)
	case protocol.RateOutside:
		return fmt.Sprintf("Enter a number from 0 to %v", protocol.MaxRate)
	case protocol.LargerThanInput:
		return fmt.Sprintf("The window, %d×%d, is larger than what comes in, %d×%d. Choose a smaller window, padding same, or take out a pooling above",
			p.Limit, p.Limit, p.Have, p.Have)
	case protocol.NeedsImage:
		return "A row of numbers comes in, and a window needs a picture. Move this layer above Flatten"
	case protocol.NeedsFlatten:
		return "A picture comes in, and this layer needs a row of numbers. Put a Flatten before it"
	case protocol.TooManyParameters:
		return fmt.Sprintf("With this layer there are %s parameters, and %s is the most. Choose fewer filters or neurons, or pool before it",
			i18n.Grouped(p.Have), i18n.Grouped(p.Limit))
	}
	return "This version does not know the layer. Remove it"
}
func (*englishLayers) Flow(shape, parameters string) string {
	return fmt.Sprintf("%s · %s params", shape, parameters)
}
func (*englishLayers) TotalParameters(parameters string) string {
	return fmt.Sprintf("%s parameters in all", parameters)
}

func (*englishLayers) WindowSize() string   { return "Window" }
func (*englishLayers) Stride() string       { return "Stride" }
func (*englishLayers) WindowStride() string { return "auto" }
func (*englishLayers) Padding() string      { return "Padding" }
func (*englishLayers) Activation() string   { return "Activation" }

func (*englishLayers) LayerToAdd() string    { return "Layer to add" }
func (*englishLayers) AddLayer() string      { return "Add layer" }
func (*englishLayers) UndoLayers() string    { return "Undo layer change" }
func (*englishLayers) InsertFlatten() string { return "Insert Flatten" }
func (*englishLayers) MoveUp(layer string) string {
	return fmt.Sprintf("Move %s up", layer)
}
func (*englishLayers) MoveDown(layer string) string {
	return fmt.Sprintf("Move %s down", layer)
}
func (*englishLayers) RemoveLayer(layer string) string {
	return fmt.Sprintf("Remove %s", layer)
}
func (*englishLayers) LayerAdded(layer string, place int) string {
	return fmt.Sprintf("%s added as layer %d", layer, place)
}
func (*englishLayers) LayerMoved(layer string, place int) string {
	return fmt.Sprintf("%s is layer %d now", layer, place)
}
func (*englishLayers) LayerRemoved(layer string) string { return fmt.Sprintf("%s removed", layer) }
func (*englishLayers) StackFull(most int) string {
	return fmt.Sprintf("%d layers are the most; remove one to add another", most)
}

func (*englishLayers) SummaryHeading() string { return "Built network" }
func (*englishLayers) StackBuilt() string     { return "This is the network that is built." }
func (*englishLayers) StackWaits() string {
	return "Applies on reset: until then the built network stays as it was."
}
func (*englishLayers) StackWrong() string {
	return "The layers do not fit together yet. Until they do, the built network stays."
}
