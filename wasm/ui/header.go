package ui

import (
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// header is the headline, the choice of language and colours, and a strip of digits.
type header struct {
	app.Compo

	Lab  *lab
	Text pageWords
	Page *page
}

func (h *header) Render() app.UI {
	t := h.Text
	return app.Header().Class("header").Body(
		app.Div().Class("choices").Body(
			app.Div().Class("languages").Attr("role", "group").Aria("label", t.LanguageGroup()).Body(
				&languageButton{Name: "한국어", Language: inKorean, Chosen: h.Lab.Language() == inKorean, Page: h.Page},
				&languageButton{Name: "English", Language: inEnglish, Chosen: h.Lab.Language() == inEnglish, Page: h.Page},
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
	h.Lab.invalidate(coloursTopic)
}

// lead says below the headline what the present network is and learns from; before there is one, the tutorial's.
type lead struct {
	app.Compo

	Lab  *lab
	Text pageWords

	stop func()
}

func (c *lead) OnMount(ctx app.Context) { c.stop = c.Lab.rerender(ctx, runTopic, 100*time.Millisecond) }

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
	return app.P().Class("lead").Text(c.Text.SubHeadline(grouped(digits), settings.Data.Side(), each(params, settings.Members)))
}

// languageButton turns the page to its language.
type languageButton struct {
	app.Compo

	Name     string // in the language itself
	Language language
	Chosen   bool
	Page     *page
}

func (b *languageButton) Render() app.UI {
	return pressed(app.Button().Type("button").Lang(b.Language.code()), b.Chosen).OnClick(b.choose).Text(b.Name)
}

func (b *languageButton) choose(ctx app.Context, _ app.Event) { b.Page.choose(ctx, b.Language) }
