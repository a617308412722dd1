// Package lessontest has the right answers to the lesson's questions, for the tests of them here and in browsers. No program imports it.
package lessontest

// Answer is right: what to type, which choice to take, from 1, or what is to be done at the figure, in this order.
type Answer struct {
	Typed  string
	Choice int
	Set    []Setting // of controls
	Press  []string  // IDs of buttons, the next when the one before has done its work
	Then   []Setting // of controls
	Draw   string    // on the pad: a digit, or a point for a dot
}

// Done reports whether the question is answered by doing.
func (a Answer) Done() bool { return len(a.Set)+len(a.Press)+len(a.Then)+len(a.Draw) > 0 }

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
	"split-q2": {Set: []Setting{{0, 34}, {1, 50}}},
	"split-q3": {Choice: 3},

	"conv-q1": {Set: []Setting{{2, 2}}},
	"conv-q2": {Set: []Setting{{2, 1}, {4, 1}}},
	"conv-q3": {Typed: "260"},
	"conv-q4": {Set: []Setting{{0, 1}, {1, 5}}},

	"relu-q1": {Set: []Setting{{0, 4}}},
	"relu-q2": {Set: []Setting{{1, 2}}},
	"relu-q3": {Choice: 2},

	"pool-q1": {Set: []Setting{{1, 3}}},
	"pool-q2": {Typed: "0"},
	"pool-q3": {Choice: 1},

	"flatten-q1": {Set: []Setting{{0, 40}}},
	"flatten-q2": {Set: []Setting{{0, 80}}},
	"flatten-q3": {Choice: 2},

	"dense-q1": {Set: []Setting{{0, -4}, {1, 6}, {2, -4}}},
	"dense-q2": {Typed: "10"},
	"dense-q3": {Choice: 1},

	"parameters-q1": {Typed: "9,760"},
	"parameters-q2": {Set: []Setting{{0, 4}, {1, 1}, {2, 20}}},
	"parameters-q3": {Set: []Setting{{0, 10}, {1, 2}, {2, 50}}},
	"parameters-q4": {Choice: 3},

	"compile-q1": {Typed: "2.30"},
	"compile-q2": {Set: []Setting{{0, 97}}},
	"compile-q3": {Choice: 2},

	"fit-q1": {Typed: "6"},
	"fit-q2": {Set: []Setting{{0, 50}, {1, 30}}, Press: []string{"fit-train"}},
	"fit-q3": {Set: []Setting{{0, 1005}, {1, 10}}, Press: []string{"fit-train"}},

	"curves-q1": {Set: []Setting{{3, 50}, {4, 30}}, Press: []string{"curves-train"}, Then: []Setting{{0, 7}}},
	"curves-q2": {Set: []Setting{{2, 40}, {3, 5}, {4, 200}}, Press: []string{"curves-train"}},
	"curves-q3": {Choice: 1},

	"evaluate-q1": {Typed: "525"},
	"evaluate-q2": {Set: []Setting{{0, 534}}},
	"evaluate-q3": {Choice: 2},

	"draw-q1": {Press: []string{"draw-train"}, Draw: "3"},
	"draw-q2": {Set: []Setting{{0, 1}}},
	"draw-q3": {Draw: "."},
	"draw-q4": {Choice: 3},

	"methods-q1": {Set: []Setting{{0, 1}}, Press: []string{"try-method"}},
	"methods-q2": {Press: []string{"try-all"}},
	"methods-q3": {Set: []Setting{{0, 5}}, Press: []string{"try-method", "try-method"}},
	"methods-q4": {Choice: 2},
}
