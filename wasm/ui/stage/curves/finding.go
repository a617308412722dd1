package curves

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// finding is what the curves tell, as a sentence below them.
type finding struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (f *finding) OnMount(ctx app.Context) {
	f.stop = f.Lab.Rerender(ctx, lab.CurvesTopic, 500*time.Millisecond)
}

func (f *finding) OnDismount() { f.stop() }

func (f *finding) Render() app.UI {
	said := f.Text.BeforeTraining()
	if f.Lab.Session().Imported() {
		said = f.Text.TrainedElsewhere()
	}
	if epochs := f.Lab.Session().Epochs; len(epochs) > 0 || f.Lab.Session().GoesOn() {
		said = diagnosisText(epochs, f.Text)
		if found, _ := diagnose(epochs); found == improving && f.Lab.Session().Phase() == protocol.Done {
			said = f.Text.ImprovedToTheEnd()
		}
	}
	return app.P().Class("finding").Text(said)
}
