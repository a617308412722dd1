//go:build browser

package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	kakaoTalk = "Mozilla/5.0 (Linux; Android 15; SM-S928N Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36;KAKAOTALK 2510820"
	naver     = "Mozilla/5.0 (Linux; Android 15; SM-S928N Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.14.3)"
	iPhone    = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
)

// openAs opens the page in a phone with the user agent of another browser.
func openAs(t *testing.T, s *server, userAgent, language, script string) *browser {
	t.Helper()
	tab := open(t, s, look{width: 360, height: 640, language: language, touch: true})
	call(tab, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: userAgent, AcceptLanguage: language})
	tab.onEachDocument(script)
	tab.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.url()))
	return tab
}

// tap presses a button as a person does, which browsers demand for sharing and copying. If a dialog is open, the button is in it.
func (b *browser) tap(name string) {
	b.t.Helper()
	button := "[...(document.querySelector('dialog') ?? document).querySelectorAll('button')].find((e) => e.innerText === " + quote(name) + ")"
	b.eventually(loads, button)
	at := eval[[]float64](b, "(e => (e.scrollIntoView({block: 'center'}), (r => [r.x + r.width / 2, r.y + r.height / 2])(e.getBoundingClientRect())))("+button+")")
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1})
	}
}

// In the browser of an app the page says so, and where it can it has the app open another browser.
func TestBrowserOfAnApp(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for language, says := range map[string][]string{"en-US": {"An app’s own browser may not save files", "Open in another browser"}, "ko-KR": {"앱 안의 브라우저에서는 파일이 저장되지 않거나", "다른 브라우저로 열기"}} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			tab := openAs(t, s, kakaoTalk, language, "")
			tab.says(loads, says[0])
			tab.screenshot("KakaoTalk")
			left := make(chan string, 1)
			if err := chromedp.Listen(tab.ctx, func(event any) {
				if e, ok := event.(*page.EventFrameRequestedNavigation); ok {
					left <- e.URL
				}
			}); err != nil {
				t.Fatal(err)
			}
			eval[bool](tab, "(history.replaceState(null, '', '#seed=7'), true)")
			tab.tap(says[1])
			if got, want := <-left, "kakaotalk://web/openExternal?url="+strings.NewReplacer(":", "%3A", "/", "%2F").Replace(s.url())+"%23seed%3D7"; got != want {
				t.Errorf("it leads to %s, want %s", got, want)
			}

			tab = openAs(t, s, naver, language, "")
			tab.says(loads, says[0])
			if eval[bool](tab, "Boolean(byRole('button', "+quote(says[1])+"))") {
				t.Error("Naver's app cannot be told to open another browser")
			}
			eval[bool](tab, "(document.querySelector('#in-app .close').click(), true)")
			tab.eventually(loads, "!document.getElementById('in-app')")

			tab = openAs(t, s, iPhone, language, "")
			tab.eventually(loads, complete)
			if eval[bool](tab, "Boolean(document.getElementById('in-app'))") {
				t.Error("Safari is taken for an app's browser")
			}
		})
	}
}

// sharing gives the page a device's menu for sharing that takes some types of files, and remembers what was shared. It also remembers what was
// downloaded.
const sharing = `
navigator.canShare = ({ files }) => files.every((f) => /csv|png|octet/.test(f.type));
navigator.share = async ({ files: [f] }) => { window.shared = [f.name, f.size, navigator.userActivation.isActive] };
HTMLAnchorElement.prototype.click = function () { window.downloaded = this.download };
`

// Every file that the page would have a browser download can be shared or copied in the browser of an app, which would lose it.
func TestBrowserOfAnAppFiles(t *testing.T) {
	t.Parallel()
	tab := openAs(t, newSite(t, builtBundle(t)), kakaoTalk, "en-US", sharing)
	tab.openPanel("settings")
	tab.fill("setting-epochs", "2", true)
	tab.click("button", "Train")
	tab.fastest()
	tab.click("button", "Start training")
	tab.says(loads, "Done: ")
	tab.openAside("options")
	closes := func() {
		t.Helper()
		tab.tap("Close")
		tab.eventually(loads, "!document.querySelector('dialog')")
	}
	const text = "document.querySelector('dialog textarea')?.value"
	for kind, begins := range map[string]string{"CSV": "run,", "JSON": "{", "SVG": "<svg"} {
		tab.click("button", "Save "+kind)
		tab.eventually(loads, text+"?.startsWith("+quote(begins)+")")
		tab.screenshot(kind)
		eval[bool](tab, "(document.oncopy = () => { window.copied = getSelection().toString() }, true)")
		tab.tap("Copy the text")
		tab.eventually(loads, "window.copied === "+text)
		if kind != "CSV" {
			if eval[bool](tab, "Boolean(byRole('button', 'Share…'))") {
				t.Errorf("the menu for sharing does not take %s", kind)
			}
			closes()
			continue
		}
		tab.tap("Share…")
		tab.eventually(loads, "/^digit-lab-curves-[-0-9T]+\\.csv$/.test(window.shared?.[0]) && shared[1] > 100 && shared[2] && !document.querySelector('dialog')")
	}
	tab.click("button", "Save PNG")
	tab.eventually(loads, "document.querySelector('dialog img')?.naturalWidth > 500")
	tab.screenshot("PNG")
	tab.tap("Share…")
	tab.eventually(loads, "/^digit-lab-curves-[-0-9T]+\\.png$/.test(shared[0]) && !document.querySelector('dialog')")

	tab.openPanel("runs")
	tab.eventually(loads, rowCount+" === 1")
	eval[bool](tab, "([...document.querySelectorAll('.stored tbody button')].find((e) => e.ariaLabel?.startsWith('Save as a file')).click(), true)")
	tab.tap("Share…")
	tab.eventually(loads, "shared[0].endsWith('.digitlab') && shared[1] > 1000 && !document.querySelector('dialog')")

	tab.openPanel("handwriting")
	tab.choose("mine-file", "mine.json", []byte(`{"kind":"handwriting","version":1,"samples":[{"digit":3,"strokes":[[[0.2,0.2],[0.8,0.8]]]}]}`))
	tab.click("button", "Export as a file")
	tab.eventually(loads, text+"?.includes('handwriting')")
	closes()
	if downloaded := eval[string](tab, "window.downloaded ?? ''"); downloaded != "" {
		t.Errorf("%s was downloaded, and so lost", downloaded)
	}
	tab.noComplaints()
}

// An iPhone or iPad without WebAssembly is in Lockdown Mode: the page says how to leave it.
func TestBrowserLockdownMode(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	const iPad = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15"
	for name, userAgent := range map[string]string{"iPhone": iPhone, "iPad": iPad} {
		for language, says := range map[string]string{"en-US": "turn off Lockdown Mode for this website", "ko-KR": "이 웹 사이트의 차단 모드를 끈"} {
			t.Run(name+" "+language, func(t *testing.T) {
				t.Parallel()
				tab := openAs(t, s, userAgent, language, "delete window.WebAssembly; Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });")
				tab.says(loads, says)
				tab.screenshot("lockdown")
			})
		}
	}
}
