package json

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

var texts = []string{
	`{"a":[1,-0,2.5e-3,1E+2,0.1],"b":{"c":null,"d":true,"e":false},"":""}`, ` [ ] `, `{}`, `"\u00e9\ud83d\ude00\ud83dx\n\/\"\\"`, `0`, `-1.5`, `"한국어"`,
	``, `{`, `[`, `[1,]`, `[,1]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{a:1}`, `01`, `-`, `1.`, `.5`, `+1`, `1e`, `1e999`, `NaN`, `Infinity`, `nul`, `tru`, `[1 2]`,
	`"`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"\n\"", `1 1`, `[]]`, `// no`, "\"\\ud83d\\u0041\"", `"\ud83d\u`, `"\u+123"`,
	strings.Repeat("[", 60) + strings.Repeat("]", 60),
}

func TestAsEncodingJSON(t *testing.T) {
	for _, text := range texts {
		sameAsEncodingJSON(t, text)
	}
}

func sameAsEncodingJSON(t *testing.T, text string) {
	var want any
	wantErr := json.Unmarshal([]byte(text), &want)
	got, err := Parse([]byte(text))
	if (err == nil) != (wantErr == nil) || err == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("%q is %v (error %v), want %v (error %v)", text, got, err, want, wantErr)
	}
}

func TestStricter(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"a":2}`:                       `second time: "a"`,
		strings.Repeat("[", 100):              "deeper than 64",
		strings.Repeat(`{"a":`, 1<<20):        "deeper than 64",
		"[" + strings.Repeat("0,", 1<<17):     "more than 131072 values",
		"\"\xff\"":                            "not UTF-8",
		"1" + strings.Repeat("0", 1000):       "1001 characters",
		"[1, 2; 3]":                           "expected , or ] at byte 5, found ';'",
		`{"class_name": "Sequential", "conf`:  `expected " at byte 34, found its end`,
		"\ufeff[] x":                          "expected its end at byte 6, found 'x'",
		"[\"\\ud83d\\ude00\", \"\\ud83d\\u12": "four hexadecimal digits",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v, want one with %q", text, err, want)
		}
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "conv2d", "a\"b\\c\n\x00\x7f", "숫자 😀", "\u2028"} {
		var got string
		if b := AppendString(nil, s); json.Unmarshal(b, &got) != nil || got != s {
			t.Errorf("%q is written as %s, which is %q", s, b, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := Parse([]byte(text)); err == nil && !strings.HasPrefix(text, "\ufeff") {
			sameAsEncodingJSON(t, text)
		}
	})
}
