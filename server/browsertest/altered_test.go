//go:build browser

package browsertest

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

// withFile returns a bundle in which a static file is replaced. The page has the new file's checksum. Only that file is compressed
// again.
func withFile(t *testing.T, b *site.Bundle, name, body string) *site.Bundle {
	t.Helper()
	files := fstest.MapFS{"service-worker.js": {Data: []byte(servertest.Read(t, "../../static/service-worker.js"))}}
	for address, f := range b.Files {
		static, ok := strings.CutPrefix(address, b.Base+"web/")
		if !ok || static == name {
			continue
		}
		files[static] = &fstest.MapFile{Data: f.Plain.Body}
		for _, form := range f.Smaller {
			files[static+map[string]string{"br": ".br", "gzip": ".gz"}[form.Coding]] = &fstest.MapFile{Data: form.Body}
		}
	}
	files[name] = &fstest.MapFile{Data: []byte(body)}
	other, err := site.NewBundle(files, b.Base, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// inWorker returns a bundle whose worker runs the given script first.
func inWorker(t *testing.T, b *site.Bundle, script string) *site.Bundle {
	t.Helper()
	return withFile(t, b, "worker.js", script+string(b.Files["/web/worker.js"].Plain.Body))
}

// altered answers with a file that runs but has other bytes. Browsers may cache it for a year, as they may cache the right one.
func altered(w http.ResponseWriter, r *http.Request, f *site.File) {
	body := string(f.Plain.Body)
	switch {
	case strings.HasSuffix(r.URL.Path, ".js"):
		body += "\n(self.caches.open('altered-file-ran'));\n"
	case strings.HasSuffix(r.URL.Path, ".css"):
		body += "\nbody { --altered: 1 }\n"
	case strings.HasSuffix(r.URL.Path, ".wasm"):
		body += "\x00\x01\x00" // a section without a name, which every program may have
	default:
		body += " "
	}
	w.Header().Set("Content-Type", f.ContentType)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write([]byte(body))
}

const (
	alteredFile, alteredFileKorean       = "A file that came from the server is not the one that belongs to this page", "서버에서 온 파일이 이 페이지의 것과 달라서 쓰지 않았어요"
	alteredProgram, alteredProgramKorean = "The training engine that came from the server is not the one that belongs to this page", "서버에서 온 학습 엔진이 이 페이지의 것과 달라서 실행하지 않았습니다"
)

// A program, script or style with the right version but a wrong checksum is not run. The page reports it and offers to try again.
// That works after the right file is there, although the browser has cached the wrong one.
func TestBrowserAlteredFiles(t *testing.T) {
	t.Parallel()
	built := builtBundle(t)
	c := newChanging(built)
	s := newSite(t, c)
	tab := open(t, s, look{width: 800, height: 900, language: "en-US"})
	korean := open(t, s, look{width: 360, height: 740, language: "ko-KR"})
	for _, test := range []struct{ address, says, korean, button, koreanButton string }{
		{"/web/app.wasm", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/app.js", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/wasm_exec.js", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/compiler.js", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/checked.js", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/vendor/uPlot.iife.min.js", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/vendor/uPlot.min.css", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/style.css", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/app.css", alteredFile, alteredFileKorean, "Try again", "다시 시도"},
		{"/web/worker.js", alteredProgram, alteredProgramKorean, "Restart", "다시 시작"},
		{"/web/trainer.wasm", alteredProgram, alteredProgramKorean, "Restart", "다시 시작"},
	} {
		t.Log(test.address)
		for _, v := range []struct {
			tab          *browser
			says, button string
			start        string
		}{{tab, test.says, test.button, "Start training"}, {korean, test.korean, test.koreanButton, "학습 시작"}} {
			v.tab.forget()
			c.losing(altered, test.address)
			v.tab.do(chromedp.Navigate(s.url()))
			v.tab.says(loads, v.says)
			if v.tab == korean && strings.HasSuffix(test.address, ".wasm") {
				v.tab.screenshot(strings.ReplaceAll(test.address, "/", "-"))
			}
			if test.address != "/web/worker.js" && eval[bool](v.tab, "typeof altered !== 'undefined' || getComputedStyle(document.body).getPropertyValue('--altered') !== ''") {
				t.Errorf("%s was used", test.address)
			}
			c.lose.Store(nil)
			v.tab.click("button", v.button)
			v.tab.eventually(loads, "byRole('button', "+quote(v.start)+") && !byRole('button', "+quote(v.start)+").disabled && !document.body.innerText.includes("+quote(v.says)+")")
			eval[bool](v.tab, "(caches.has('altered-file-ran').then((ran) => { window.ran = String(ran) }), true)")
			v.tab.eventually(loads, "window.ran")
			if ran := eval[string](v.tab, "ran"); ran != "false" {
				t.Errorf("%s was run", test.address)
			}
		}
	}
}

// Without page.js the page starts by go-app's script alone, and still runs no altered program.
func TestBrowserAlteredProgramWithoutPageScript(t *testing.T) {
	t.Parallel()
	built := builtBundle(t)
	s := newSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/web/page.js":
			missing(w, r, nil)
		case "/web/app.wasm":
			altered(w, r, built.Files[r.URL.Path])
		default:
			built.ServeHTTP(w, r)
		}
	}))
	tab := open(t, s, look{width: 800, height: 900, language: "en-US"})
	tab.eventually(loads, "document.getElementById('app-wasm-loader-label')?.innerText.includes('Failed to fetch')")
	if eval[bool](tab, "Boolean(byRole('button', 'Start training') && !byRole('button', 'Start training').disabled)") {
		t.Error("the page runs")
	}
}

// An altered file of the pretrained network is refused too, with a remedy.
func TestBrowserAlteredPretrained(t *testing.T) {
	t.Parallel()
	c := newChanging(builtBundle(t))
	tab := open(t, newSite(t, c), look{width: 800, height: 900, language: "en-US"})
	c.losing(altered, "/web/data/reader.nn")
	tab.forget()
	tab.do(chromedp.Navigate(tab.site.url()))
	tab.ready()
	tab.eventually(loads, complete)
	eval[bool](tab, "(document.getElementById('compare').click(), true)")
	tab.draw(3)
	tab.says(loads, "reader.nn could not be fetched")
}
