package digits

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfAllDigits(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, digitsSayings)
}

// digitsSayings adds the sentences for each argument that a method distinguishes.
func digitsSayings(t words, said i18ntest.Said) {
	for p := range parts {
		said.Add("Part", t.Part(p))
	}
	for g := range groupings {
		said.Add("Grouping", t.Grouping(g))
	}
	for s := range sortings {
		said.Add("Sorting", t.Sorting(s))
	}
	for c := range tints {
		said.Add("Tint", t.Tint(c))
	}
	for s := range splits {
		said.Add("SplitChoice", t.SplitChoice(int(s)))
	}
	for _, m := range []protocol.Moment{{Step: 3}, {Epoch: 4}} {
		said.Add("At", t.At(m, false))
	}
	said.Add("At", t.At(protocol.Moment{}, true))
	said.Add("SplitChoice", t.SplitChoice(-1))
	said.Add("Forgotten", t.Forgotten(1, 50), t.Forgotten(1, 100), t.Forgotten(4, 100))
	said.Add("DigitRead", t.DigitRead("1", 3, 3, "99.0", false), t.DigitRead("1", 3, 8, "99.0", false), t.DigitRead("1", 3, 8, "99.0", true))
	said.Add("Prediction", t.Prediction(3, "90.0", "80.0", 3, "90.0", "0.1000"), t.Prediction(8, "90.0", "80.0", 3, "1.0", "4.6000"))
	said.Add("Course", t.Course(3, 1, 1, "1.0", "1.0"), t.Course(3, 5, 2, "1.0", "90.0"))
	said.Add("CourseKept", t.CourseKept(1, true, false), t.CourseKept(1, false, true), t.CourseKept(4, false, false))
	said.Add("SuspectsHelp", t.SuspectsHelp(true))
	for m := range protocol.MapMethods {
		said.Add("MapMeaning", t.MapMeaning(m))
		said.Add("MapDrawing", t.MapDrawing(m, []int{3, 5}))
	}
	said.Add("MapMoment", t.MapMoment(protocol.Moment{}, false), t.MapMoment(protocol.Moment{}, true), t.MapMoment(protocol.Moment{Step: 3}, false), t.MapMoment(protocol.Moment{Epoch: 4}, false))
	said.Add("MapOfNeighbours", t.MapOfNeighbours(50, 20, 500, true), t.MapOfNeighbours(50, 20, 500, false), t.MapOfNeighbours(50, 500, 500, true))
	said.Add("MapLegend", t.MapLegend(false), t.MapLegend(true))
	said.Add("MapSummary", t.MapSummary("10.0", "50.0", [][2]int{{3, 5}, {4, 9}}))
}
