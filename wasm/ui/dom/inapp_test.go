package dom

import "testing"

func TestAppOf(t *testing.T) {
	const android, iPhone = "Mozilla/5.0 (Linux; Android 15; SM-S928N Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
	for userAgent, want := range map[string]App{
		android + ";KAKAOTALK 2510820":                                           KakaoTalk,
		iPhone + " KAKAOTALK/25.8.2 (INAPP)":                                     KakaoTalk,
		iPhone + " Safari Line/15.14.0":                                          LINE,
		android + " NAVER(inapp; search; 2000; 12.14.3)":                         OtherApp,
		iPhone + " Mobile/15E148 Instagram 397.0.0.27.81 (iPhone15,2; iOS 18_6)": OtherApp,
		iPhone + " Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0.51.75;FBBV/790424563]":  OtherApp,
		android: OtherApp,
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36": NoApp,
		iPhone + " Version/18.6 Mobile/15E148 Safari/604.1":                                                               NoApp,
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0":                                NoApp,
		"": NoApp,
	} {
		if got := appOf(userAgent); got != want {
			t.Errorf("%s: %d, want %d", userAgent, got, want)
		}
	}
}
