// Package lesson is a page of its own: the tutorial as a text with figures that can be changed and questions that the page checks.
//
// The server renders all of it (article.go). In the browser the text stays the server's, and the program has no words of it: live.go
// puts a component in the place of each figure when it comes near, and answers the questions. A figure is the same component in both.
package lesson

import (
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Address returns the address of the lesson in a language, below the page's.
func Address(in i18n.Language) string { return Folder + in.Code() + "/" }

// Folder is the address below which the lesson is. At the address itself it is in the visitor's language.
const Folder = "lesson/"

// Page returns the lesson: on the server the document in a language, in the browser what makes the server's document alive.
func Page(in i18n.Language) app.Composer {
	if app.IsServer {
		return &document{in: in, base: "/"}
	}
	return newLive()
}

// section is one of the lesson's.
type section int

const (
	whySection section = iota
	dataSection
	shapeSection
	splitSection
	convSection
	reluSection
	poolSection
	flattenSection
	denseSection
	countSection
	compileSection
	fitSection
	curvesSection
	evaluateSection
	drawSection
	methodsSection
	nextSection

	sectionCount
)

// id returns the section's name in addresses and IDs.
func (s section) id() string {
	return [sectionCount]string{"why", "data", "shape", "split", "conv", "relu", "pool", "flatten", "dense", "parameters", "compile", "fit", "curves",
		"evaluate", "draw", "methods", "next"}[s]
}
