package lab_test

import (
	"slices"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
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
		l := lab.New()
		var built []protocol.Settings
		l.Attach(lab.Host{Post: func(c protocol.Command) {
			if b, ok := c.(*protocol.Build); ok {
				built = append(built, b.Settings)
			}
		}})
		l.Open("epochs=5", c.ours)
		l.Apply(&protocol.Ready{})
		l.Apply(&protocol.Built{Run: 1, Settings: c.restored, Restored: true})
		if (len(built) > 0) != c.builds || c.builds && !built[0].Equal(link) {
			t.Errorf("%s: built %+v", c.name, built)
		}
		if l.Fields().Typed[protocol.EpochsSetting] != c.epochs {
			t.Errorf("%s: the field says %s", c.name, l.Fields().Typed[protocol.EpochsSetting])
		}
	}
}

func TestAddressFollowsTheSettings(t *testing.T) {
	l, expect := labtest.Trained(t)
	var address string
	l.Attach(lab.Host{ReplaceFragment: func(fragment string) { address = fragment }})
	l.Commit()
	if address != "" {
		t.Errorf("the tutorial's settings put %q into the address", address)
	}
	l.Typed(protocol.EpochsSetting, "20")
	if l.Commit(); address != "epochs=20" {
		t.Errorf("the address has %q", address)
	}
	expect(&protocol.Build{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 20 })})
	l.Typed(protocol.EpochsSetting, "x")
	if l.Commit(); address != "epochs=20" {
		t.Errorf("settings out of order put %q into the address", address)
	}
	l.Typed(protocol.EpochsSetting, "100")
	if l.Commit(); address != "seed=777" {
		t.Errorf("back at the tutorial's settings the address has %q", address)
	}
}

func TestFollowsALinkWhileOpen(t *testing.T) {
	l, expect := labtest.Trained(t)
	address := "epochs=0"
	l.Attach(lab.Host{ReplaceFragment: func(fragment string) { address = fragment }})
	if l.Follow(address, false); !l.LinkRefused() || address != "epochs=0" {
		t.Errorf("refused %v, the address has %q", l.LinkRefused(), address)
	}
	expect()
	seven := settingsWith(func(s *protocol.Settings) { s.Epochs = 7 })
	if l.Follow("epochs=7", false); l.LinkRefused() {
		t.Error("a good link does not take the refusal back")
	}
	expect(&protocol.Build{Run: 2, Settings: seven})
	l.Apply(&protocol.Built{Run: 2, Settings: seven})
	l.Follow("epochs=7", false)
	expect() // our own
	labtest.Become(l, protocol.Running)
	l.Follow("epochs=8", false)
	expect()
	if !l.WaitsForReset(protocol.EpochsSetting) {
		t.Error("the field does not say that it waits for the reset")
	}
	labtest.Become(l, protocol.Done)
	l.Follow("epochs=9&seed=1", false)
	expect(&protocol.Build{Run: 3, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs, s.Seed = 9, 1 })})
}

// A link that arrives while the trainer is being loaded is followed instead of the stored run; later runs do not follow it again.
func TestFollowsALinkWhileLoading(t *testing.T) {
	l := lab.New()
	var last protocol.Command
	l.Attach(lab.Host{Post: func(c protocol.Command) { last = c }})
	l.Apply(&protocol.Ready{})
	l.Follow("epochs=7", false)
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings(), Restored: true})
	if b, ok := last.(*protocol.Build); !ok || b.Settings.Epochs != 7 {
		t.Errorf("the last that was sent is %+v", last)
	}
	l.Apply(&protocol.Built{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 7 })})
	l.Apply(&protocol.Built{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 9 }), Restored: true})
	if l.Session().Run != 2 || l.Fields().Typed[protocol.EpochsSetting] != "9" {
		t.Errorf("run %d, the field says %s", l.Session().Run, l.Fields().Typed[protocol.EpochsSetting])
	}
}

// A panel has a place in the address beside the settings. Going back closes it and changes no settings.
func TestPanelsInTheAddress(t *testing.T) {
	l, expect := labtest.Trained(t)
	var written []string
	l.Attach(lab.Host{ReplaceFragment: func(f string) { written = append(written, "="+f) }, PushFragment: func(f string) { written = append(written, "+"+f) }})
	wrote := func(what string, want ...string) {
		t.Helper()
		if !slices.Equal(written, want) {
			t.Errorf("%s: wrote %q, want %q", what, written, want)
		}
		written = nil
	}
	l.OpenPanel("runs")
	wrote("opened", "+panel=runs")
	l.OpenPanel("data")
	wrote("another", "=panel=data") // one step back closes it
	l.Typed(protocol.EpochsSetting, "7")
	l.Commit()
	expect(&protocol.Build{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Epochs = 7 })})
	wrote("a setting", "=epochs=7&panel=data")
	l.Follow("", false) // the entry that the page was opened with
	wrote("back", "=epochs=7")
	if l.Panel() != "" || l.Fields().Typed[protocol.EpochsSetting] != "7" {
		t.Errorf("back: panel %q, epochs %s", l.Panel(), l.Fields().Typed[protocol.EpochsSetting])
	}
	l.Follow("epochs=100&panel=data", true) // an entry of ours, from before the setting changed
	wrote("forward", "=epochs=7&panel=data")
	expect()
	if l.Panel() != "data" {
		t.Errorf("forward: panel %q", l.Panel())
	}
	l.ClosePanel()
	wrote("closed", "=epochs=7")
	l.Reveal("layers", "layer-1")
	wrote("revealed", "+epochs=7&panel=layers")
	if focus, asked := l.TakeAsked(); focus != "layer-1" || !asked {
		t.Errorf("revealed: focus %q, %v", focus, asked)
	}
	if focus, asked := l.TakeAsked(); focus != "" || asked {
		t.Errorf("it is asked for twice: focus %q, %v", focus, asked)
	}
}

// A link that says nothing of panels, also one that is refused, leaves the open one.
func TestLinkBesideAPanel(t *testing.T) {
	l, _ := labtest.Trained(t)
	l.OpenPanel("runs")
	for _, link := range []string{"epochs=7", "epochs=NaN"} {
		if l.Follow(link, false); l.Panel() != "runs" {
			t.Errorf("%s: panel %q", link, l.Panel())
		}
	}
}

// A link may open a panel, with settings or without.
func TestPanelOfALink(t *testing.T) {
	for fragment, epochs := range map[string]string{"panel=runs": "100", "epochs=7&panel=runs": "7", "panel=runs&epochs=7": "7"} {
		l := lab.New()
		l.Open(fragment, false)
		if _, asked := l.TakeAsked(); l.Panel() != "runs" || !asked || l.Fields().Typed[protocol.EpochsSetting] != epochs || l.LinkRefused() {
			t.Errorf("%s: panel %q, asked for %v, epochs %s, refused %v", fragment, l.Panel(), asked, l.Fields().Typed[protocol.EpochsSetting], l.LinkRefused())
		}
	}
}

// A copied link of a run that is done has the hash of its weights. Who opens it reads whether the same came out.
func TestReproduction(t *testing.T) {
	five := settingsWith(func(s *protocol.Settings) { s.Epochs = 5 })
	l, expect := labtest.Trained(t)
	l.Typed(protocol.EpochsSetting, "5")
	l.Commit()
	expect(&protocol.Build{Run: 2, Settings: five})
	l.Apply(&protocol.Built{Run: 2, Settings: five})
	if got := l.LinkFragment(); got != "epochs=5" {
		t.Errorf("before the run is done the link is %q", got)
	}
	l.Apply(&protocol.Tested{Run: 2, Weights: 0xabc})
	const link = "epochs=5&weights=0000000000000abc"
	if got := l.LinkFragment(); got != link {
		t.Errorf("the link is %q", got)
	}
	l.Typed(protocol.EpochsSetting, "6")
	if got := l.LinkFragment(); got != "epochs=6" {
		t.Errorf("the link to other settings is %q", got)
	}

	other := lab.New()
	var address string
	other.Attach(lab.Host{ReplaceFragment: func(f string) { address = f }})
	other.Open(link, false)
	other.Apply(&protocol.Ready{})
	other.Apply(&protocol.Built{Run: 1, Settings: five})
	if s, linked := other.Linked(); !linked || s.Epochs != 5 || other.Reproduction() != lab.NotTrainedYet || address != link {
		t.Errorf("opened: linked %v, %d, the address has %q", linked, other.Reproduction(), address)
	}
	other.Apply(&protocol.Tested{Run: 1, Weights: 0xabc})
	if got := other.Reproduction(); got != lab.ReproducedExactly {
		t.Errorf("the same weights: %d", got)
	}
	other.Apply(&protocol.Tested{Run: 1, Weights: 0xabd})
	if got := other.Reproduction(); got != lab.NotReproduced {
		t.Errorf("other weights: %d", got)
	}
	labtest.Become(other, protocol.Done)
	other.Typed(protocol.EpochsSetting, "6")
	other.Commit()
	if _, linked := other.Linked(); linked || address != "epochs=6" {
		t.Errorf("with other settings: linked %v, the address has %q", linked, address)
	}

	reloaded := lab.New()
	reloaded.Open(link, true)
	if _, linked := reloaded.Linked(); !linked || reloaded.Reproduction() != lab.NotTrainedYet {
		t.Error("a reload forgets the link")
	}
	own := lab.New()
	own.Open("epochs=5", true)
	if _, linked := own.Linked(); linked {
		t.Error("the page takes its own settings for a link")
	}
	for _, bad := range []string{"epochs=5&weights=abc", "epochs=5&weights=0000000000000ABC", "epochs=5&weights=00000000000000000abc", "epochs=5&weights=-000000000000abc",
		"epochs=5&weights=0000000000000000"} {
		l := lab.New()
		if l.Open(bad, false); !l.LinkRefused() {
			t.Errorf("%s is followed", bad)
		}
	}
}

// A link with weights that is pasted into the address of the open page, to the settings that it has already.
func TestFollowsALinkWithWeights(t *testing.T) {
	l, expect := labtest.Trained(t)
	l.Apply(&protocol.Tested{Run: 1, Weights: 0xabc})
	labtest.Become(l, protocol.Done)
	l.Follow("seed=777&weights=0000000000000abc", false)
	expect()
	if got := l.Reproduction(); got != lab.ReproducedExactly {
		t.Errorf("%d", got)
	}
}
