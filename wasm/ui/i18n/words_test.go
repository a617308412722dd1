package i18n

import "testing"

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
