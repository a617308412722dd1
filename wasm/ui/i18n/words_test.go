package i18n

import (
	"strings"
	"testing"
)

func TestChooseLanguage(t *testing.T) {
	for _, c := range []struct {
		asked, saved string
		preferred    []string
		want         string
	}{
		{"", "", nil, "en"},
		{"", "", []string{"fr-FR", "de"}, "en"},
		{"", "", []string{"fr", "ko-KR", "en-US"}, "ko"},
		{"", "", []string{"en-GB", "ko"}, "en"},
		{"", "ko", []string{"en"}, "ko"},
		{"en", "ko", []string{"ko"}, "en"},
		{"KO", "", []string{"en"}, "ko"},
		{`"><script>`, "", []string{"ko"}, "ko"},
	} {
		if got := ChooseLanguage(c.asked, c.saved, c.preferred).Code(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestToward(t *testing.T) {
	for _, want := range []string{
		"0으로", "1로", "2로", "3으로", "4로", "5로", "6으로", "7로", "8로", "9로",
		"10으로", "16으로", "100으로", "1,000으로", "12로", "0~255로",
		"0.5로", "1.50으로", "−3으로", "−0.125로", "50%로", "+Inf로",
	} {
		number := strings.TrimSuffix(strings.TrimSuffix(want, "로"), "으")
		if got := Toward(number); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
