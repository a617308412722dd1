package page

import (
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/panels/data"
	"digitlab/wasm/ui/panels/digits"
	"digitlab/wasm/ui/panels/handwriting"
	"digitlab/wasm/ui/panels/layers"
	"digitlab/wasm/ui/panels/methods"
	"digitlab/wasm/ui/panels/models"
	"digitlab/wasm/ui/panels/results"
	"digitlab/wasm/ui/panels/runs"
	"digitlab/wasm/ui/stage/controls"
	"digitlab/wasm/ui/stage/curves"
	"digitlab/wasm/ui/stage/draw"
	"digitlab/wasm/ui/stage/network"
	"digitlab/wasm/ui/stage/time"
)

// features are the parts of the page, in the order of their places and tabs. Of those that take the same event, the first takes it first. Who deletes the
// folder of one deletes its line here.
var features = []func(*lab.Lab) lab.Feature{
	draw.Feature,
	controls.Feature,
	network.Feature,
	curves.Feature,
	time.Feature,
	layers.Feature,
	results.Feature,
	digits.Feature,
	runs.Feature,
	methods.Feature,
	handwriting.Feature,
	data.Feature,
	models.Feature,
}
