package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// linkNote is a line below the controls while the settings are those of a link: what they change, and whether the same network came out.
type linkNote struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (n *linkNote) OnMount(ctx app.Context) { n.stop = n.Lab.Rerender(ctx, lab.RunTopic, 0) }

func (n *linkNote) OnDismount() { n.stop() }

func (n *linkNote) Render() app.UI {
	said := linkText(n.Lab, n.Text)
	class := "link-note"
	if said == "" {
		class += " hidden"
	}
	return app.P().ID("link-note").Class(class).Aria("live", "polite").Text(said)
}

// linkText returns the note, or "" without a link.
func linkText(l *lab.Lab, t Words) string {
	s, linked := l.Linked()
	if !linked {
		return ""
	}
	said := t.LinkedTutorial()
	if !s.Equal(protocol.DefaultSettings()) {
		said = t.Linked(settings.Changes(s, t))
	}
	if r := l.Reproduction(); r != lab.NothingToReproduce {
		said += " " + t.Reproduction(r)
	}
	return said
}
