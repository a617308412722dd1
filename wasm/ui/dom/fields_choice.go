package dom

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Choice is a select element. The values of its options are their indexes.
func Choice(id string, names []string, chosen int) app.HTMLSelect {
	return app.Select().ID(id).Body(app.Range(names).Slice(func(i int) app.UI {
		return selected(app.Option().Value(strconv.Itoa(i)), i == chosen).Text(names[i])
	}))
}

// selected sets the property in the browser, where it must be set to false too, and the attribute on the server, where false must
// be left out.
func selected(o app.HTMLOption, v bool) app.HTMLOption {
	if app.IsServer && !v {
		return o
	}
	return o.Selected(v)
}

// Idle marks a button as without function if v is true. The button is not disabled, because that would take its focus away. If off is
// true it is disabled, which is for the time before the program has started.
func Idle(b app.HTMLButton, off, v bool) app.HTMLButton {
	switch {
	case off:
		return b.Disabled(true)
	case v:
		return b.Aria("disabled", true)
	}
	return b
}
