package handwriting

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func FuzzParseJSON(f *testing.F) {
	for _, text := range []string{
		``, ` `, `null`, ` true `, `false`, `tru`, `nulll`, `{}`, `[]`, `[ ]`, `{ }`, `[,]`, `[1,]`, `[1 2]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{1:2}`,
		`{"a":1,"b":[true,null,{"c":"d"}],"a":2}`, `[[[[]]]]`, `[`, `{`, `"`, `]`, `1 2`, `[]]`,
		`0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5e3`, `1E+2`, `1e-2`, `1e`, `1e+`, `+1`, `1e999`, `-1e999`, `0x1`, `Infinity`, `NaN`, `1_0`, `00`, `-01`,
		`"a\"\\\/\b\f\n\r\t"`, `"\u0041\ud55c한"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\ude00\ud83d"`, `"\u12"`, `"\u+123"`,
		`"\x"`, "\"\t\"", "\"\x00\"", "\"\xff\xfe\"", "\"\x7f\"", `"\`, `"\u`, "\ufeff1", "[1]\x00",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "[")+strings.Count(text, "{") >= 100 {
			return // parseJSON has another limit
		}
		got, ok := parseJSON(text)
		if ok != json.Valid([]byte(text)) {
			t.Fatalf("that %q is JSON is %v", text, ok)
		}
		var want any
		if err := json.Unmarshal([]byte(text), &want); err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %#v, want %#v", text, got, want)
		}
	})
}

func TestDeepJSON(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	if _, ok := parseJSON(deep(100)); !ok {
		t.Error("100 lists in each other are refused")
	}
	if _, ok := parseJSON(deep(1 << 20)); ok {
		t.Error("a million lists in each other are taken")
	}
}
