// Package lessontest has the right answers to the lesson's questions, for the tests of them here and in browsers. No program imports it.
package lessontest

// Answer is right: what to type, which choice to take, from 1, or to what the controls of the figure are to be set.
type Answer struct {
	Typed  string
	Choice int
	Set    []Setting
}

// Setting is a control of a figure, from 0, and its value.
type Setting struct{ Control, Value int }

// Answers are the answers by the questions' IDs.
var Answers = map[string]Answer{
	"why-q1": {Typed: "64"},
	"why-q2": {Set: []Setting{{0, 5}, {1, 2}}},
	"why-q3": {Typed: "4,160"},

	"data-q1": {Typed: "115,008"},
	"data-q2": {Set: []Setting{{0, 8}}},
	"data-q3": {Choice: 2},

	"shape-q1": {Typed: "4"},
	"shape-q2": {Set: []Setting{{0, 9}}},
	"shape-q3": {Choice: 1},

	"split-q1": {Typed: "360"},
	"split-q2": {Set: []Setting{{0, 10}, {1, 40}}},
	"split-q3": {Choice: 3},

	"conv-q1": {Set: []Setting{{2, 2}}},
	"conv-q2": {Set: []Setting{{2, 1}, {4, 1}}},
	"conv-q3": {Typed: "260"},
	"conv-q4": {Set: []Setting{{0, 1}, {1, 5}}},

	"relu-q1": {Typed: "0"},
	"relu-q2": {Set: []Setting{{0, 4}}},
	"relu-q3": {Choice: 2},

	"pool-q1": {Typed: "3"},
	"pool-q2": {Set: []Setting{{1, 3}}},
	"pool-q3": {Typed: "0"},
	"pool-q4": {Choice: 1},

	"flatten-q1": {Typed: "90"},
	"flatten-q2": {Set: []Setting{{0, 40}}},
	"flatten-q3": {Choice: 2},

	"dense-q1": {Set: []Setting{{0, -4}, {1, 6}, {2, -4}}},
	"dense-q2": {Typed: "10"},
	"dense-q3": {Choice: 1},

	"parameters-q1": {Typed: "9,760"},
	"parameters-q2": {Set: []Setting{{0, 4}, {1, 1}, {2, 20}}},
	"parameters-q3": {Choice: 3},

	"compile-q1": {Typed: "2.30"},
	"compile-q2": {Set: []Setting{{0, 97}}},
	"compile-q3": {Choice: 2},

	"fit-q1": {Typed: "21"},
	"fit-q2": {Set: []Setting{{0, 1005}}},
	"fit-q3": {Typed: "2,100"},

	"curves-q1": {Set: []Setting{{0, 7}}},
	"curves-q2": {Choice: 3},
	"curves-q3": {Choice: 1},

	"evaluate-q1": {Typed: "525"},
	"evaluate-q2": {Set: []Setting{{0, 534}}},
	"evaluate-q3": {Choice: 2},

	"draw-q1": {Choice: 1},
	"draw-q2": {Choice: 3},
	"draw-q3": {Choice: 2},

	"methods-q1": {Set: []Setting{{0, 1}}},
	"methods-q2": {Choice: 2},
	"methods-q3": {Choice: 1},
}
