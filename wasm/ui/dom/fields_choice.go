package dom

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Choice is a select whose options have their numbers as values.
func Choice(id string, names []string, chosen int) app.HTMLSelect {
	return app.Select().ID(id).Body(app.Range(names).Slice(func(i int) app.UI {
		return selected(app.Option().Value(strconv.Itoa(i)), i == chosen).Text(names[i])
	}))
}

// selected is a property in the browser, which must be taken back, and on the server an attribute that is there or not.
func selected(o app.HTMLOption, v bool) app.HTMLOption {
	if app.IsServer && !v {
		return o
	}
	return o.Selected(v)
}

// Idle marks a button that has nothing to do. It is not disabled, because a button that is loses the focus; off disables it
// before there is anything at all.
func Idle(b app.HTMLButton, off, v bool) app.HTMLButton {
	switch {
	case off:
		return b.Disabled(true)
	case v:
		return b.Aria("disabled", true)
	}
	return b
}
