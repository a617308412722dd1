package network

import (
	"bytes"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// search is the way to another digit of the data.
type search struct {
	asked protocol.Find // Run is 0 while nothing is looked for
	tell  bool          // the digit that was found is told to screen readers when the network has been shown at work on it
	none  int           // so many test digits are there, and none is predicted wrongly; 0: not known
	at    protocol.Moment
}

// forget leaves what the digits of another data set, or of another split, have no place for.
func (i *inside) forget(built *protocol.Built) {
	pictures, _ := i.lab.Session().LabelledSample()
	if i.at >= built.Test+built.Fit+built.Validation || !bytes.Equal(pictures, i.sample) {
		i.at = -1
	}
	i.sample, i.search = pictures, search{}
}

// present returns the place of the chosen digit.
func (i *inside) present() int {
	if i.at >= 0 {
		return i.at
	}
	return max(0, i.place(i.digit))
}

// members returns the number of networks of the present ensemble, or 1.
func (i *inside) members() int {
	_, s := i.layers()
	return s.Members
}

// looked returns the member that is looked at.
func (i *inside) looked() int { return min(i.member, i.members()-1) }

// press turns to a digit, and to the next one of the same label if it is looked at already.
func (i *inside) press(digit int) {
	same := digit == i.digit && !i.drawing && !i.mean
	i.mean = i.mean && (i.drawing || digit != i.digit)
	if same {
		i.find(protocol.Find{Label: digit})
		return
	}
	i.turn(false, digit)
	i.lab.Invalidate(chosenTopic)
}

// average looks at the mean of the chosen digit, or at one of them again.
func (i *inside) average() {
	i.mean = i.drawing || !i.mean
	i.turn(false, i.digit)
	i.lab.Invalidate(chosenTopic)
	i.ask()
}

// find looks for another digit of the data.
func (i *inside) find(c protocol.Find) {
	if !i.lab.Session().Usable() {
		return
	}
	c.Run, c.From, c.Member = i.lab.Session().Run, i.present(), i.looked()
	i.search = search{asked: c}
	i.lab.Post(&c)
}

// found turns to a digit that was looked for, looks on, or says that there is none.
func (i *inside) found(e *protocol.Found) {
	c := &i.search.asked
	if e.Run != c.Run || e.From != c.From || e.Wrong != c.Wrong || e.Member != c.Member {
		return // the person has turned to something else
	}
	switch {
	case e.Found:
		i.drawing, i.mean, i.digit, i.at, i.search = false, false, e.Label, e.Digit, search{tell: true}
		i.ask()
		i.tell() // it may be the only one
	case e.Wrong && e.Passed < e.Tests:
		c.Passed = e.Passed
		again := *c
		i.lab.Post(&again)
		return
	default:
		i.search = search{tell: true, none: e.Tests}
		if i.last != nil {
			i.search.at = momentOf(i.last)
		}
		i.tell()
	}
	i.lab.Invalidate(chosenTopic)
}

// tell tells screen readers what a search has come to, and forgets that there is nothing wrong when the network changes.
func (i *inside) tell() {
	work := i.work()
	if work == nil {
		return
	}
	if i.search.none > 0 && momentOf(work) != i.search.at {
		i.search.none = 0
		i.lab.Invalidate(chosenTopic)
	}
	if i.search.tell && (i.search.none > 0 || work.Subject == i.asked.Subject && work.Digit == i.asked.Digit) {
		i.search.tell = false
		i.lab.Announce(i.sentence(Texts.In(i.lab.Language())))
	}
}

func momentOf(work *protocol.Inspection) protocol.Moment {
	return protocol.Moment{Epoch: work.Epoch, Step: work.Step}
}

// more are the ways to other digits of the data, and the choice of a member.
func (c *choice) more() app.UI {
	button := func(id, name, text string) app.HTMLButton {
		return dom.Disabled(app.Button().ID(id).Type("button"), app.IsServer).Class("other").Aria("label", name).Text(text)
	}
	t := c.Text
	body := []app.UI{
		button("inside-before", t.DigitBefore(c.Digit), "‹").OnClick(c.before),
		button("inside-after", t.DigitAfter(c.Digit), "›").OnClick(c.after),
		chosen(button("inside-mean", t.MeanOf(c.Digit), t.Mean()), c.Mean && !c.Drawing).OnClick(c.average),
		button("inside-wrong", t.NextWrong(), t.Wrong()).OnClick(c.wrong),
	}
	if c.Members > 1 {
		var names []string
		for member := range c.Members {
			names = append(names, t.Member(member+1))
		}
		body = append(body, dom.Choice("inside-member", names, c.Member).Aria("label", t.MemberChoice()).OnChange(c.member))
	}
	return app.Div().Class("others").Body(body...)
}

// intoView scrolls what has the focus into the row. Browsers leave it cut off where a part of it is seen.
func (c *choice) intoView(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.Get("target").Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
}

func (c *choice) before(app.Context, app.Event) {
	c.Inside.find(protocol.Find{Label: c.Inside.digit, Back: true})
}
func (c *choice) after(app.Context, app.Event)   { c.Inside.find(protocol.Find{Label: c.Inside.digit}) }
func (c *choice) wrong(app.Context, app.Event)   { c.Inside.find(protocol.Find{Wrong: true}) }
func (c *choice) average(app.Context, app.Event) { c.Inside.average() }

func (c *choice) member(ctx app.Context, _ app.Event) {
	if v, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value"))); err == nil {
		c.Inside.member, c.Inside.search = v, search{}
		c.Inside.lab.Invalidate(chosenTopic)
		c.Inside.ask()
	}
}
