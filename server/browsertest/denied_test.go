//go:build browser

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// denials are scripts that deny the storages of a window or worker in the ways of browsers: where site data is blocked, to read the property
// throws; where storage is switched off, there is none.
var denials = map[string]string{
	"throws": `
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(self, name, { configurable: true, get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
}
for (const name of ['serviceWorker', 'locks']) {
  Object.defineProperty(Object.getPrototypeOf(navigator), name, { configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } });
}
`,
	"null": `
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(self, name, { configurable: true, value: null });
}
`,
	"no localStorage": "Object.defineProperty(self, 'localStorage', { configurable: true, value: null });\n",
	"calls throw": `
const deny = () => { throw new DOMException('denied', 'SecurityError'); };
for (const [of, name] of [[self.Storage, 'getItem'], [self.Storage, 'setItem'], [IDBFactory, 'open'], [CacheStorage, 'open'], [LockManager, 'request']]) {
  if (of) of.prototype[name] = deny;
}
`,
}

// onEachDocument runs a script before those of the page, from the next visit on.
func (b *browser) onEachDocument(script string) {
	b.t.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "(() => {" + script + "})()"})
}

// Where the browser denies its storages, everything works in memory, and the page says once what it does not keep.
func TestBrowserStorageDenied(t *testing.T) {
	t.Parallel()
	const runs, theRest = "This browser forgets runs, handwriting, language, theme and pace", "This browser forgets handwriting, language"
	for name, says := range map[string]string{"throws": runs, "null": runs, "calls throw": runs, "no localStorage": theRest} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script := denials[name]
			tab := open(t, newSite(t, inWorker(t, builtBundle(t), "(() => {"+script+"})();\n")), look{width: 1280, height: 720, language: "en-US"})
			tab.onEachDocument(script)
			tab.do(chromedp.Reload())
			tab.click("button", "한국어")
			tab.says(loads, "학습 시작")
			tab.says(loads, "쿠키와 사이트 데이터를 허용하거나")
			tab.click("button", "English")
			tab.fastest()
			tab.click("button", "Start training")
			tab.says(loads, "Done: ")
			tab.draw(3)
			tab.predicts(3)
			tab.says(loads, says)
			if eval[bool](tab, "document.body.innerText.includes('This model is not saved')") {
				t.Error("the same is said twice")
			}
			tab.screenshot("trained")
			eval[bool](tab, "(document.querySelector('#unkept .close').click(), true)")
			tab.eventually(loads, "!document.getElementById('unkept')")
			if name != "throws" { // where go-app complains of the service worker
				tab.noComplaints()
			}
		})
	}
}

// The same in Firefox, which denies more of its storages in workers than in windows.
func TestOthersStorageDenied(t *testing.T) {
	for name, setting := range map[string]string{
		"site data blocked":    `user_pref("network.cookie.cookieBehavior", 2);`,
		"storage switched off": `user_pref("dom.storage.enabled", false);`,
	} {
		t.Run(name, func(t *testing.T) {
			b := openFirefoxWith(t, newSite(t, builtBundle(t)), setting)
			b.click("radio", "Fastest")
			b.click("button", "Start training")
			b.says(loads, "Done: ")
			b.draw(3)
			b.predicts(3)
			b.says(loads, "This browser forgets")
			b.screenshot("trained")
		})
	}
}
