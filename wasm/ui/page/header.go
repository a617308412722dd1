package page

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lesson"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// header is the bar at the top: the headline, what works offline, and the choice of language and colours.
type header struct {
	app.Compo

	Lab  *lab.Lab
	Text words
	Page *page
}

func (h *header) Render() app.UI {
	t := h.Text
	return app.Header().Class("header").Body(
		dom.Decorative(app.Span()).Class("brand").Text("Digit Lab"),
		app.Nav().Class("places").Aria("label", "Digit Lab").Body(
			app.Span().Aria("current", "page").Text(t.Lab()),
			app.A().Href(lesson.Address(h.Lab.Language())).OnClick(h.leave).Text(t.Lesson()),
		),
		app.Div().Class("titles").Body(
			app.H1().Text(t.Headline()),
			&lead{Lab: h.Lab, Text: t},
		),
		&standing{Lab: h.Lab, Text: t, Page: h.Page},
		app.Div().Class("choices").Body(
			app.Div().Class("languages").Attr("role", "group").Aria("label", t.LanguageGroup()).Body(
				&languageButton{Name: "한국어", Language: i18n.InKorean, Chosen: h.Lab.Language() == i18n.InKorean, Page: h.Page},
				&languageButton{Name: "English", Language: i18n.InEnglish, Chosen: h.Lab.Language() == i18n.InEnglish, Page: h.Page},
			),
			app.Button().Class("theme").Type("button").Aria("label", t.ThemeButton(h.Page.theme)).Title(t.ThemeButton(h.Page.theme)).
				OnClick(h.changeTheme).Text(h.Page.theme.Sign()),
		),
	)
}

// leave keeps go-app from following a link within the program: the lesson is a document of its own.
func (h *header) leave(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.StopImmediatePropagation()
}

func (h *header) changeTheme(ctx app.Context, _ app.Event) {
	h.Page.theme = h.Page.theme.Next()
	h.Page.theme.Apply()
	h.Lab.Invalidate(lab.ColoursTopic)
}

// lead is the text beside the headline: the present network and its data set, or the tutorial's before there is one.
type lead struct {
	app.Compo

	Lab  *lab.Lab
	Text words

	stop func()
}

func (c *lead) OnMount(ctx app.Context) {
	c.stop = c.Lab.Rerender(ctx, lab.RunTopic, 100*time.Millisecond)
}

func (c *lead) OnDismount() { c.stop() }

func (c *lead) Render() app.UI {
	settings, digits := protocol.DefaultSettings(), protocol.Digits.Count()
	if built := c.Lab.Session().Built; built != nil {
		settings, digits = built.Settings, built.Fit+built.Validation+built.Test
	}
	layers, _ := protocol.Describe(settings.Data.Side(), settings.Layers)
	return app.P().Class("lead").Text(c.Text.SubHeadline(i18n.Grouped(digits), settings.Data.Side(), i18n.Each(protocol.TotalParams(layers), settings.Members)))
}

// standing says whether the page works without a network, and offers a new version.
type standing struct {
	app.Compo

	Lab  *lab.Lab
	Text words
	Page *page

	stop func()
}

func (s *standing) OnMount(ctx app.Context) {
	s.stop = s.Lab.Rerender(ctx, lab.NoticeTopic|lab.RunTopic, 100*time.Millisecond)
}

func (s *standing) OnDismount() { s.stop() }

func (s *standing) Render() app.UI {
	return app.Div().Class("standing").Body(
		app.Span().ID("offline").Title(s.said()).Text(s.said()),
		app.If(s.Page.offline.update(), func() app.UI {
			return dom.Disabled(app.Button().Type("button"), s.Lab.Session().Phase() == protocol.Running).OnClick(s.renew).Text(s.Text.NewVersion())
		}),
	)
}

func (s *standing) said() string {
	switch o := s.Page.offline; {
	case o.unreachable:
		return s.Text.OfflineNow(o.ready)
	case o.ready:
		return s.Text.OfflineReady()
	}
	return ""
}

func (s *standing) renew(app.Context, app.Event) { s.Page.activateUpdate() }

// languageButton sets the language of the page.
type languageButton struct {
	app.Compo

	Name     string // in the language itself
	Language i18n.Language
	Chosen   bool
	Page     *page
}

func (b *languageButton) Render() app.UI {
	return dom.Pressed(app.Button().Type("button").Lang(b.Language.Code()), b.Chosen).OnClick(b.choose).Text(b.Name)
}

func (b *languageButton) choose(ctx app.Context, _ app.Event) { b.Page.choose(ctx, b.Language) }
