//go:build browser

package browsertest

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

// The export under a path of another host: it trains, predicts, and does so again without a network.
func TestBrowserExportUnderAPath(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	b, err := site.FromFolder("../../static", "/digitlab/")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "digitlab")
	if err := b.Export(dir); err != nil {
		t.Fatal(err)
	}
	addr, stop := servertest.Nginx(t, root, filepath.Join(dir, "nginx.conf"))
	tab := open(t, &server{addr: addr + "/digitlab"}, look{width: 800, height: 900, language: "en-US"})
	tab.click("radio", "Fastest")
	tab.click("button", "Start training")
	tab.says(loads, "Done: ")
	tab.draw(3)
	tab.predicts(3)
	if address := eval[string](tab, "document.querySelector('link[rel=manifest]').href"); address != "http://"+addr+"/digitlab/manifest.webmanifest" {
		t.Errorf("the manifest is at %s", address)
	}
	tab.says(loads, "Ready to use offline")
	stop()
	tab.do(chromedp.Navigate("http://" + addr + "/digitlab/index.html#state"))
	tab.says(loads, "Done: ")
	tab.noComplaints()
}
