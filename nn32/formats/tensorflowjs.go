package formats

// TensorFlowJS is the layers model of TensorFlow.js.
var TensorFlowJS = Format{Name: "TensorFlow.js", Ending: ".zip", Media: "application/zip"}
