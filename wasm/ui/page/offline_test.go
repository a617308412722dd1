package page

import "testing"

func TestControl(t *testing.T) {
	for _, test := range []struct {
		name    string
		before  offline
		running bool
		after   offline
		reload  bool
	}{
		{"first visit", offline{}, false, offline{controlled: true}, false},
		{"first visit, training", offline{}, true, offline{controlled: true}, false},
		{"as asked", offline{controlled: true, activating: true}, false, offline{controlled: true, superseded: true}, true},
		{"as asked, but training has begun", offline{controlled: true, activating: true}, true, offline{controlled: true, superseded: true}, false},
		{"another tab asked", offline{controlled: true}, false, offline{controlled: true, superseded: true}, false},
	} {
		if after, reload := test.before.control(test.running); after != test.after || reload != test.reload {
			t.Errorf("%s: %+v, %v; want %+v, %v", test.name, after, reload, test.after, test.reload)
		}
	}
	for o, want := range map[offline]bool{{}: false, {ready: true}: false, {waiting: true}: true, {superseded: true}: true} {
		if o.update() != want {
			t.Errorf("%+v has an update: %v", o, !want)
		}
	}
}
