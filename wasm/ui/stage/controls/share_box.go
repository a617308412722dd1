package controls

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shareBox is the button that copies a link to the settings.
type shareBox struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	outcome  shared
	fragment string // of the copied link
	stop     func()
}

// shared is the result of copying a link.
type shared uint8

const (
	notShared    shared = iota
	linkCopied          // it is in the clipboard
	linkShown           // the browser denies its clipboard: the link is in a field, to be copied by hand
	linkHindered        // the settings are not valid
)

func (b *shareBox) OnMount(ctx app.Context) { b.stop = b.Lab.Rerender(ctx, lab.RunTopic, 0) }

func (b *shareBox) OnDismount() { b.stop() }

func (b *shareBox) Render() app.UI {
	t, outcome := b.Text, b.outcome
	if b.Lab.LinkFragment() != b.fragment {
		outcome = notShared // the settings have changed since
	}
	class, field := "note", "by-hand"
	if outcome == notShared {
		class = "help"
	}
	if outcome != linkShown {
		field += " hidden"
	}
	said := t.Shared(outcome)
	if outcome == notShared && b.Lab.MayPromise() {
		said = t.SharedPromise()
	}
	return app.Div().Class("share").Body(
		dom.Disabled(app.Button().Type("button"), app.IsServer).OnClick(b.copy).Text(t.CopyLink()),
		app.P().Class(class).Attr("role", "status").Text(said),
		dom.Disabled(app.Input().ID("link").Type("text"), app.IsServer).Class(field).ReadOnly(true).Aria("label", t.LinkField()),
	)
}

func (b *shareBox) copy(ctx app.Context, _ app.Event) {
	if b.fragment = b.Lab.LinkFragment(); b.fragment == "" {
		b.outcome = linkHindered
		return
	}
	do := func(f func()) { ctx.Dispatch(func(app.Context) { f() }) }
	dom.Copy(do, b.address(), func(copied bool) {
		if copied {
			b.outcome = linkCopied
		} else {
			b.show(ctx)
		}
	})
}

func (b *shareBox) address() string {
	location := app.Window().Get("location")
	return dom.Text(location.Get("origin")) + dom.Text(location.Get("pathname")) + "#" + b.fragment
}

// show puts the link into its field and selects it. The value is set as a property: no part of an address is ever rendered.
func (b *shareBox) show(ctx app.Context) {
	b.outcome = linkShown
	ctx.Defer(func(app.Context) {
		field := app.Window().GetElementByID("link")
		field.Set("value", b.address())
		field.Call("focus")
		field.Call("select")
	})
}
