package dom

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// App is an app in whose own browser the page is open. Such a browser loses downloads, and often has no service worker and forgets what the
// page stores.
type App int

const (
	NoApp App = iota
	KakaoTalk
	LINE
	OtherApp
)

// appOf returns the app that a user agent names. Android's WebView has the mark wv (developer.chrome.com/docs/webview/user-agent).
func appOf(userAgent string) App {
	switch {
	case strings.Contains(userAgent, "KAKAOTALK"):
		return KakaoTalk
	case strings.Contains(userAgent, " Line/"):
		return LINE
	}
	for _, mark := range []string{"NAVER(inapp", "DaumApps", "Instagram", "FBAN/", "FBAV/", "FB_IAB/", "MicroMessenger/", "; wv)"} {
		if strings.Contains(userAgent, mark) {
			return OtherApp
		}
	}
	return NoApp
}

// InApp returns the app in whose browser the page is open.
func InApp() App { return appOf(Text(app.Window().Get("navigator").Get("userAgent"))) }

// CanLeave reports whether the page can have the app open another browser.
func (a App) CanLeave() bool { return a == KakaoTalk || a == LINE }

// Leave has the app open the page in the device's own browser, as the app's makers have foreseen: KakaoTalk by an address of its own, LINE by a
// parameter (developers.line.biz/en/docs/messaging-api/using-line-url-scheme).
func (a App) Leave() {
	location := app.Window().Get("location")
	switch a {
	case KakaoTalk:
		location.Set("href", "kakaotalk://web/openExternal?url="+app.Window().Call("encodeURIComponent", location.Get("href")).String())
	case LINE:
		location.Set("search", "?openExternalBrowser=1")
	}
}
