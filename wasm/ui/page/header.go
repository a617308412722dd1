package page

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// header is the headline, the choice of language and colours, and a strip of digits.
type header struct {
	app.Compo

	Lab  *lab.Lab
	Text words
	Page *page
}

func (h *header) Render() app.UI {
	t := h.Text
	return app.Header().Class("header").Body(
		app.Div().Class("choices").Body(
			app.Div().Class("languages").Attr("role", "group").Aria("label", t.LanguageGroup()).Body(
				&languageButton{Name: "한국어", Language: i18n.InKorean, Chosen: h.Lab.Language() == i18n.InKorean, Page: h.Page},
				&languageButton{Name: "English", Language: i18n.InEnglish, Chosen: h.Lab.Language() == i18n.InEnglish, Page: h.Page},
			),
			app.Button().Class("theme").Type("button").OnClick(h.changeTheme).Text(t.ThemeButton(h.Page.theme)),
		),
		app.H1().Text(t.Headline()),
		&lead{Lab: h.Lab, Text: t},
		&strip{Lab: h.Lab, Text: t},
	)
}

func (h *header) changeTheme(ctx app.Context, _ app.Event) {
	h.Page.theme = h.Page.theme.next()
	h.Page.theme.apply()
	h.Lab.Invalidate(lab.ColoursTopic)
}

// lead is the text below the headline: the present network and its data set, or the tutorial's before there is one.
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
	params := 0
	for _, l := range layers {
		params += l.Params
	}
	return app.P().Class("lead").Text(c.Text.SubHeadline(i18n.Grouped(digits), settings.Data.Side(), i18n.Each(params, settings.Members)))
}

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
