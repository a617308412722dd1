package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// header is the headline, the choice of language and colours, and a strip of digits.
type header struct {
	app.Compo

	Lab  *lab
	Text texts
	Page *page
}

func (h *header) Render() app.UI {
	t := h.Text
	return app.Header().Class("header").Body(
		app.Div().Class("choices").Body(
			app.Div().Class("languages").Attr("role", "group").Aria("label", t.LanguageGroup()).Body(
				&languageButton{Name: "한국어", Language: korean{}, Chosen: t == korean{}, Page: h.Page},
				&languageButton{Name: "English", Language: english{}, Chosen: t == english{}, Page: h.Page},
			),
			app.Button().Class("theme").Type("button").OnClick(h.changeTheme).Text(t.ThemeButton(h.Lab.theme)),
		),
		app.H1().Text(t.Headline()),
		app.P().Class("lead").Text(t.SubHeadline()),
		&strip{Lab: h.Lab, Text: t},
	)
}

func (h *header) changeTheme(ctx app.Context, _ app.Event) {
	h.Lab.theme = h.Lab.theme.next()
	h.Lab.theme.apply()
	h.Lab.touch(coloursPart)
}

// languageButton turns the page to its language.
type languageButton struct {
	app.Compo

	Name     string // in the language itself
	Language texts
	Chosen   bool
	Page     *page
}

func (b *languageButton) Render() app.UI {
	return pressed(app.Button().Type("button").Lang(b.Language.Code()), b.Chosen).OnClick(b.choose).Text(b.Name)
}

func (b *languageButton) choose(ctx app.Context, _ app.Event) { b.Page.choose(ctx, b.Language) }
