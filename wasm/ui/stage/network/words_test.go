package network

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfTheNetwork(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, networkSayings)
}

// networkSayings adds the sentences for each argument that a method distinguishes.
func networkSayings(t words, said i18ntest.Said) {
	said.Add("Raised", t.Raised("0.125", "1.250"), t.Raised("0.125", "−0.001"))
}

// The texts that users and the tests in browsers rely on.
func TestContractOfTheNetwork(t *testing.T) {
	k, e := &korean{}, &english{}
	i18ntest.Same(t, [][4]string{
		{k.Heading(), "신경망 들여다보기", e.Heading(), "Inside the network"},
		{k.Digit(7), "데이터의 숫자 7", e.Digit(7), "Digit 7 of the data"},
		{k.Drawing(), "내 그림", e.Drawing(), "My drawing"},
	})
}
