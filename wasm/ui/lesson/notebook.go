package lesson

import (
	"slices"
	"strings"

	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// What can be done with all cells together.
const (
	copyNotebook = "notebook"
	saveNotebook = "save"
	copyProgram  = "program"
)

// notebook writes the buttons for all cells together.
func (w *writer) notebook() {
	t := &w.a.Cells
	w.put(`<div class="all-cells"><h3>%1</h3><p>%2</p><div class="all-buttons">`, escape(t.Notebook), escape(t.NotebookHelp))
	for _, b := range []struct{ all, name, more string }{
		{copyNotebook, t.CopyKeras, ""}, {saveNotebook, t.SaveNotebook, ""},
		{copyProgram, t.CopyGo, ` data-head="` + escape(goHead) + `" data-foot="` + escape(goFoot) + `"`},
	} {
		w.put(`<button type="button" data-all="%1" data-done="%2"%3 disabled>%4</button>`, b.all, escape(w.a.Copied), b.more, escape(b.name))
	}
	w.put(`</div></div>`)
}

// takeAll copies or saves all cells together.
func (l *live) takeAll(b app.Value) {
	data := b.Get("dataset")
	switch dom.Text(data.Get("all")) {
	case copyNotebook:
		l.copy(b, strings.Join(slices.DeleteFunc(codeIn(python), func(c string) bool { return c == "" }), "\n\n")+"\n")
	case saveNotebook:
		dom.SaveText("digit-lab-lesson.ipynb", "application/x-ipynb+json", notebook())
	case copyProgram:
		l.copy(b, goProgram(dom.Text(data.Get("head")), dom.Text(data.Get("foot")), codeIn(golang)))
	}
}

// codeIn returns the cells of a language as they are in the document: one for each section, which may be empty.
func codeIn(in language) []string {
	all := make([]string, sectionCount)
	for at := range all {
		if code := app.Window().GetElementByID(section(at).id() + "-" + in.name()); code.Truthy() {
			all[at] = dom.Text(code.Get("textContent"))
		}
	}
	return all
}

// notebook returns the cells of Keras as a Jupyter notebook, nbformat 4.4, each below the heading of its section.
func notebook() string {
	var all []any
	for at, code := range codeIn(python) {
		title := strings.Join(strings.Fields(dom.Text(dom.Find("#"+section(at).id()+"-heading").Get("textContent"))), " ")
		all = append(all, map[string]any{"cell_type": "markdown", "metadata": map[string]any{}, "source": "## " + title},
			map[string]any{"cell_type": "code", "execution_count": nil, "metadata": map[string]any{}, "outputs": []any{}, "source": code})
	}
	return dom.Text(app.Window().Get("JSON").Call("stringify", map[string]any{
		"cells": all,
		"metadata": map[string]any{
			"kernelspec":    map[string]any{"display_name": "Python 3", "language": "python", "name": "python3"},
			"language_info": map[string]any{"name": "python"},
		},
		"nbformat": 4, "nbformat_minor": 4,
	}, nil, 1))
}
