package layers

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type english struct{ settings.English }

func (*english) NetworkHeading() string { return "Layers" }
func (*english) NetworkHelp() string {
	return "A digit goes through these layers from top to bottom. The parameters are the numbers that training changes."
}
func (*english) Layer() string       { return "Layer" }
func (*english) OutputShape() string { return "Output" }
func (*english) Parameters() string  { return "Parameters" }
func (*english) Total() string       { return "Total" }

func (*english) EditorHeading() string { return "Build it" }
func (*english) EditorHelp() string {
	return "Drag a layer by its handle, or move it with the arrows. Shapes and parameters are worked out as you go."
}
func (*english) InputLayer() string { return "Input" }
func (*english) LastLayerHelp() string {
	return "One probability for each digit. Every network ends with this layer."
}
func (e *english) LayerProblem(p protocol.Problem) string {
	switch p.Reason {
	case protocol.TooManyLayers:
		return fmt.Sprintf("There are %d layers; the most is %d. Remove some", p.Have, p.Limit)
	case protocol.ParameterOutside:
		return settings.ParameterProblem(p.Parameter, e)
	case protocol.LargerThanInput:
		return fmt.Sprintf("The window, %d×%d, is larger than what comes in, %d×%d. Choose a smaller window, padding same, or take out a pooling above",
			p.Limit, p.Limit, p.Have, p.Have)
	case protocol.NeedsImage:
		return "A row of numbers comes in, and a window needs a picture. Move this layer above Flatten"
	case protocol.NeedsFlatten:
		return "A picture comes in, and this layer needs a row of numbers. Put a Flatten before it"
	case protocol.TooManyParameters:
		return fmt.Sprintf("With this layer there are %s parameters; the most is %s. Choose fewer filters or neurons, or pool before it",
			i18n.Grouped(p.Have), i18n.Grouped(p.Limit))
	}
	return "This version does not know the layer. Remove it"
}
func (*english) Flow(shape, parameters string) string {
	return fmt.Sprintf("%s · %s params", shape, parameters)
}
func (*english) TotalParameters(parameters string) string {
	return fmt.Sprintf("%s parameters in all", parameters)
}

func (*english) LayerToAdd() string    { return "Layer to add" }
func (*english) AddLayer() string      { return "Add layer" }
func (*english) UndoLayers() string    { return "Undo layer change" }
func (*english) InsertFlatten() string { return "Insert Flatten" }
func (*english) MoveUp(layer string) string {
	return fmt.Sprintf("Move %s up", layer)
}
func (*english) MoveDown(layer string) string {
	return fmt.Sprintf("Move %s down", layer)
}
func (*english) RemoveLayer(layer string) string {
	return fmt.Sprintf("Remove %s", layer)
}
func (*english) LayerAdded(layer string, place int) string {
	return fmt.Sprintf("%s added as layer %d", layer, place)
}
func (*english) LayerMoved(layer string, place int) string {
	return fmt.Sprintf("%s is layer %d now", layer, place)
}
func (*english) LayerRemoved(layer string) string { return fmt.Sprintf("%s removed", layer) }
func (*english) StackFull(most int) string {
	return fmt.Sprintf("%d layers are the most; remove one to add another", most)
}

func (*english) SummaryHeading() string { return "Network in use" }
func (*english) StackBuilt() string     { return "These are the layers of the network in use." }
func (*english) StackWaits() string {
	return "Applies on reset. Until then the network in use stays as it is."
}
func (*english) StackWrong() string {
	return "The layers do not fit together yet. Until they do, the network in use stays."
}
