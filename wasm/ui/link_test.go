package ui

import (
	"testing"

	"digitlab/wasm/protocol"
)

func settingsWith(change func(*protocol.Settings)) protocol.Settings {
	s := protocol.DefaultSettings()
	change(&s)
	return s
}

func TestLinkWinsOverTheStoredRun(t *testing.T) {
	link := settingsWith(func(s *protocol.Settings) { s.Epochs = 5 })
	stored := settingsWith(func(s *protocol.Settings) { s.Epochs = 9 })
	for _, c := range []struct {
		name     string
		ours     bool // the page was reloaded
		restored protocol.Settings
		builds   bool
		epochs   string // in the field
	}{
		{"a link to other settings", false, stored, true, "5"},
		{"a link to the settings of the stored run", false, link, false, "5"},
		{"a reload, with what waits for a reset", true, stored, false, "5"},
		{"a reload", true, link, false, "5"},
	} {
		l := newLab()
		var built []protocol.Settings
		l.post = func(c protocol.Command) {
			if b, ok := c.(*protocol.Build); ok {
				built = append(built, b.Settings)
			}
		}
		l.open("epochs=5", c.ours)
		l.apply(&protocol.Ready{})
		l.apply(&protocol.Built{Run: 1, Settings: c.restored, Restored: true})
		if (len(built) > 0) != c.builds || c.builds && !built[0].Equal(link) {
			t.Errorf("%s: built %+v", c.name, built)
		}
		if l.fields.typed[epochsSetting] != c.epochs {
			t.Errorf("%s: the field says %s", c.name, l.fields.typed[epochsSetting])
		}
	}
}

func TestAddressFollowsTheSettings(t *testing.T) {
	l, expect := trained(t)
	var address string
	l.link.replace = func(fragment string) { address = fragment }
	l.commit()
	if address != "" {
		t.Errorf("the tutorial's settings put %q into the address", address)
	}
	l.typed(epochsSetting, "20")
	if l.commit(); address != "epochs=20" {
		t.Errorf("the address has %q", address)
	}
	expect(&protocol.Build{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 20 })})
	l.typed(epochsSetting, "x")
	if l.commit(); address != "epochs=20" {
		t.Errorf("settings out of order put %q into the address", address)
	}
	l.typed(epochsSetting, "100")
	if l.commit(); address != "seed=777" {
		t.Errorf("back at the tutorial's settings the address has %q", address)
	}
}

func TestFollowsALinkWhileOpen(t *testing.T) {
	l, expect := trained(t)
	address := "epochs=0"
	l.link.replace = func(fragment string) { address = fragment }
	if l.follow(address); !l.link.refused || address != "epochs=0" {
		t.Errorf("refused %v, the address has %q", l.link.refused, address)
	}
	expect()
	seven := settingsWith(func(s *protocol.Settings) { s.Epochs = 7 })
	if l.follow("epochs=7"); l.link.refused {
		t.Error("a good link does not take the refusal back")
	}
	expect(&protocol.Build{Run: 2, Settings: seven})
	l.apply(&protocol.Built{Run: 2, Settings: seven})
	l.follow("epochs=7")
	expect() // our own
	become(l, protocol.Running)
	l.follow("epochs=8")
	expect()
	if !l.waitsForReset(epochsSetting) {
		t.Error("the field does not say that it waits for the reset")
	}
	become(l, protocol.Done)
	l.follow("epochs=9&seed=1")
	expect(&protocol.Build{Run: 3, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs, s.Seed = 9, 1 })})
}

// A link that comes while the trainer is being loaded is not lost to the stored run, and no later run answers to it.
func TestFollowsALinkWhileLoading(t *testing.T) {
	l := newLab()
	var last protocol.Command
	l.post = func(c protocol.Command) { last = c }
	l.apply(&protocol.Ready{})
	l.follow("epochs=7")
	l.apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings(), Restored: true})
	if b, ok := last.(*protocol.Build); !ok || b.Settings.Epochs != 7 {
		t.Errorf("the last that was sent is %+v", last)
	}
	l.apply(&protocol.Built{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 7 })})
	l.apply(&protocol.Built{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 9 }), Restored: true})
	if l.session.Run != 2 || l.fields.typed[epochsSetting] != "9" {
		t.Errorf("run %d, the field says %s", l.session.Run, l.fields.typed[epochsSetting])
	}
}
