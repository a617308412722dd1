//go:build browser

package browsertest

import (
	"flag"
	"net/url"
	"testing"
)

var served = flag.String("served", "", "the address of a server that runs, such as http://localhost:8080/, for TestServed")

// TestServed trains and predicts in Chromium on the page of another server, such as that of make run.
func TestServed(t *testing.T) {
	if *served == "" {
		t.Skip("there is no -served")
	}
	at, err := url.Parse(*served)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, &server{t: t, addr: at.Host}, look{width: 1280, height: 720, language: "en-US"})
	b.click("radio", "Fastest")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	if accuracy := b.accuracy(); accuracy < 95 {
		t.Errorf("%v%% on the test digits, want at least 95", accuracy)
	}
	b.draw(3)
	b.predicts(3)
	b.noComplaints()
}
