//go:build browser

package browsertest

import (
	"strings"
	"testing"
	"unicode"
)

// damageRun changes a byte in the middle of each stored checkpoint, as a failing disk would.
const damageRun = `(window.damaged = 0, (() => {
  const opening = indexedDB.open('digitlab');
  opening.onsuccess = () => {
    const db = opening.result, store = db.transaction('checkpoints', 'readwrite').objectStore('checkpoints');
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) { db.close(); return; }
      const value = cursor.value, bytes = ArrayBuffer.isView(value) ? value : new Uint8Array(value);
      bytes[bytes.length >> 1] ^= 1;
      cursor.update(value);
      damaged++;
      cursor.continue();
    };
  };
})(), true)`

// A damaged run is reported at the start and when it is opened, compared or saved as a file: with a remedy, and in the language of
// the page only. The page goes on with what it can still do.
func TestBrowserDamagedRun(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for _, v := range []struct{ language, start, says, open, compare, file string }{
		{"ko-KR", "학습 시작", "저장된 실행이 손상되어 열 수 없습니다. 실행 기록에서 다른 실행을 열거나", "열기: ", "비교: ", "파일로 저장: "},
		{"en-US", "Start training", "A stored run is damaged and cannot be opened. Open another run from the list", "Open: ", "Compare: ", "Save as a file: "},
	} {
		t.Run(v.language, func(t *testing.T) {
			t.Parallel()
			tab := open(t, s, look{width: 1280, height: 900, language: v.language})
			tab.ready()
			tab.openPanel("settings")
			tab.fill("setting-epochs", "2", true)
			tab.click("button", v.start)
			tab.openPanel("runs")
			tab.eventually(loads, rowCount+" === 1")
			tab.eventually(loads, "document.getElementById('progress').ariaValueNow === '100'")
			tab.eventually(loads, "/\\d\\.\\d ?%/.test(document.querySelector('.stored').innerText)") // the end is stored too
			eval[bool](tab, damageRun)
			tab.eventually(loads, "damaged === 1")
			tab.reload()
			tab.eventually(loads, "document.getElementById('unopened')?.innerText.includes("+quote(v.says)+")")
			tab.eventually(loads, rowCount+" === 1")
			tab.screenshot("unopened")
			button := func(prefix, tag string) string {
				return "[...document.querySelectorAll('.stored " + tag + "')].find((e) => (e.ariaLabel ?? e.labels?.[0]?.innerText ?? '').startsWith(" + quote(prefix) + "))"
			}
			says := func(where string) {
				t.Helper()
				tab.eventually(loads, "document.querySelector("+quote(where)+")?.innerText.includes("+quote(v.says)+")")
				said := eval[string](tab, "document.querySelector("+quote(where)+").innerText")
				if latin := strings.ContainsFunc(said, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }); v.language == "ko-KR" && latin {
					t.Errorf("%s says %q", where, said)
				}
			}
			says("#unopened")
			eval[bool](tab, "("+button(v.file, "button")+".click(), true)")
			says(".run-file .trouble")
			eval[bool](tab, "("+button(v.compare, "input")+".click(), true)")
			says(".compared .problem")
			eval[bool](tab, "("+button(v.open, "button")+".click(), true)")
			says("#unopened")
			tab.click("button", v.start)
			tab.eventually(loads, rowCount+" === 2")
			tab.eventually(loads, "!document.getElementById('unopened')")
			tab.noComplaints()
		})
	}
}
