package settings

import (
	"testing"

	"digitlab/wasm/protocol"
)

// Numbers as people type them, in the field of a whole number and in others. none is one that is refused.
func TestParseNumber(t *testing.T) {
	const none = -1
	rate, whole, wide := protocol.RateSetting.Limits(), protocol.EpochsSetting.Limits(), protocol.Limits{Most: 1e6}
	for _, c := range []struct {
		typed  string
		limits protocol.Limits
		want   float64
	}{
		{"0.001", rate, .001}, {".01", rate, .01}, {"1e-3", rate, .001}, {" 0.001\t", rate, .001},
		{"０．００１", rate, .001}, {"０。００１", rate, .001}, {"１ｅ－３", rate, .001}, {"\u30000.001\u3000", rate, .001}, // of an input method
		{"0,001", rate, .001}, {"0，001", rate, .001}, {",01", rate, .01}, {"2,5", rate, 2.5}, {"1,5e-3", rate, .0015},
		{"٠٫٠٠١", rate, .001}, {"۰٫۰۰۱", rate, .001}, {"०.००१", rate, .001}, {"\u200f٠٫٠١\u200e", rate, .01}, {"٠,٠٠١", rate, .001},
		{"1e−3", rate, .001}, {"1e–3", rate, .001}, // the minus of typography
		// A comma before three digits: 1000 is no learning rate, and 1 is.
		{"1,000", rate, 1}, {"1.000", rate, 1}, {"2,125", rate, 2.125},
		{"1,000", wide, none}, {"1.000", wide, 1}, {"1,000,000", wide, 1e6}, {"1.000.000", wide, 1e6}, {"12 500", wide, 12500}, // both may be meant
		{"1,234.5", wide, 1234.5}, {"1.234,5", wide, 1234.5}, {"1 234,5", wide, 1234.5}, {"1’234.5", wide, 1234.5}, {"0,500", wide, .5},
		{"12", whole, 12}, {"１２", whole, 12}, {"١٢", whole, 12}, {"۱۲", whole, 12}, {"1,000", whole, 1000}, {"1 000", whole, 1000}, {"1\u202f000", whole, 1000},
		{"١٬٠٠٠", whole, 1000}, {"1,000,000", whole, 1e6}, {"1.000.000", whole, 1e6},
		// In a field of whole numbers a point before three digits may be either, and a fraction is none.
		{"1.000", whole, none}, {"1.5", whole, none}, {"1,5", whole, none}, {"1,00", whole, none}, {"0,001", whole, none}, {"1,0000", whole, none}, {"1,000 000", whole, none},
		{"", rate, none}, {".", rate, none}, {",", rate, none}, {"ten", rate, none}, {"0x1p-4", rate, none}, {"NaN", rate, none}, {"Inf", rate, none}, {"1_0", rate, none},
		{"−0.1", rate, none}, {"-0", rate, none}, {"0.1.2", rate, none}, {"0,1,2", rate, none}, {"1,2.3,4", rate, none}, {"1 2", rate, none}, {"۱x", rate, none}, {"0.0０1x", rate, none},
	} {
		got, ok := parseNumber(c.typed, c.limits)
		if !ok {
			got = none
		}
		if float32(got) != float32(c.want) {
			t.Errorf("%q is %v, want %v", c.typed, got, c.want)
		}
	}
}

// A number that was typed otherwise is shown as it is understood, once it is taken.
func TestForeignNumbersAreWrittenOut(t *testing.T) {
	f := FieldsOf(protocol.DefaultSettings()).Set(protocol.RateSetting, "０，０１").Set(protocol.EpochsSetting, "1,000").Set(protocol.L2Setting, "1e-4").
		Set(protocol.BatchSetting, "x，y").Set(protocol.DropoutSetting, "0,25")
	f.Layers = f.Layers.With(0, f.Layers[0].Type(protocol.FiltersParameter, "١٢"))
	f = f.Settled()
	for s, want := range map[protocol.Setting]string{protocol.RateSetting: "0.01", protocol.EpochsSetting: "1000", protocol.L2Setting: "1e-4",
		protocol.BatchSetting: "x，y", protocol.DropoutSetting: "0.25"} {
		if f.Typed[s] != want {
			t.Errorf("%s says %q, want %q", Forms[s].ID, f.Typed[s], want)
		}
	}
	if got := f.Layers[0].Typed[protocol.FiltersParameter]; got != "12" {
		t.Errorf("the filters are %q", got)
	}
}
