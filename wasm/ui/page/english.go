package page

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) Title() string { return "Digit Lab – train a CNN in your browser" }
func (*english) Description() string {
	return "Train a small convolutional neural network on handwritten digits, in your browser, and draw digits for it to read."
}

func (*english) Headline() string { return "Watch a CNN learn digits, right in your browser" }
func (*english) SubHeadline(digits string, side int, parameters string) string {
	return fmt.Sprintf("%s %d×%d digits · %s parameters · nothing leaves your device", digits, side, side, parameters)
}
func (*english) Lab() string           { return "Lab" }
func (*english) Lesson() string        { return "Lesson" }
func (*english) LanguageGroup() string { return "Language" }
func (*english) ThemeButton(t dom.Theme) string {
	switch t {
	case dom.LightTheme:
		return "Theme: light"
	case dom.DarkTheme:
		return "Theme: dark"
	}
	return "Theme: automatic"
}

func (*english) Panels() string { return "Panels" }
func (*english) Views() string  { return "Views" }
func (*english) View(v view) string {
	switch v {
	case drawView:
		return "Draw"
	case trainView:
		return "Train"
	case insideView:
		return "Inside"
	}
	return "More"
}
func (*english) Unsupported() string { return "This browser can't run it. You can still read below" }

func (e *english) Failure(r protocol.Reason) string {
	switch r {
	case protocol.DataMissing:
		return "The digits could not be fetched, so the network has nothing to learn from. Check the connection, then press Restart"
	case protocol.DataAltered:
		return "The file of digits is damaged or is not the right one, so training stays off. Reload the page or press Restart; if that does not help, the server has a wrong file"
	case protocol.Diverged:
		return "The loss is no longer a number: the weights were changed too much at once. Lower the learning rate, then press Resume or Reset"
	case protocol.Unsupported:
		return e.Unsupported()
	case protocol.ProgramAltered:
		return "The training engine that came from the server is not the one that belongs to this page, so it was not run. Press Restart or reload the page. If that does not help, tell whoever runs the server"
	}
	return "Training stopped. Restart keeps your settings"
}
func (*english) Restart() string { return "Restart" }
func (*english) NotSaved(why protocol.StorageProblem) string {
	reason := "The browser does not allow it, or its storage failed."
	switch why {
	case protocol.NoStorage:
		reason = "This browser has no storage (IndexedDB)."
	case protocol.StorageBlocked:
		reason = "An older version of this page in another tab holds the storage: close that tab."
	case protocol.StorageSilent:
		reason = "The browser’s storage does not answer."
	case protocol.StorageFull:
		reason = "The browser’s storage is full: delete stored runs to make room."
	}
	return "This model is not saved in the browser and is lost when you close the page. " + reason
}
func (*english) OfflineReady() string { return "Ready to use offline" }
func (*english) NewVersion() string   { return "New version · Reload" }
func (*english) OfflineNow(ready bool) string {
	if ready {
		return "You are offline · everything here keeps working"
	}
	return "You are offline · keep this page open to go on"
}
func (*english) Unloaded(p dom.Problem) string {
	switch p {
	case dom.FileAltered:
		return "A file that came from the server is not the one that belongs to this page, so it was not used. Try again. If that does not help, tell whoever runs the server"
	case dom.Stalled:
		return "Loading has made no progress for half a minute. Wait a little longer, or check the connection and try again"
	case dom.Ended:
		return "The page has stopped working and no longer responds. Try again loads it anew; what was saved is still there"
	}
	return "A part of the page did not arrive. Check the connection, then try again"
}
func (*english) TryAgain() string { return "Try again" }
func (*english) Footer() string {
	return "Digits: UCI optical recognition of handwritten digits (Alpaydin and Kaynak), as in scikit-learn, CC BY 4.0."
}
func (*english) LinkRefused() string {
	return "This page cannot read the settings after # in the address, so nothing was changed. Check that the link is complete"
}
func (*english) InApp() string {
	return "An app’s own browser may not save files, and may forget runs and handwriting. Open this page in Chrome or Safari from the app’s menu"
}
func (*english) LeaveApp() string { return "Open in another browser" }
func (*english) Unkept(remembered, runs bool) string {
	what := "runs, handwriting, language, theme and pace"
	switch {
	case !runs:
		what = "handwriting, language, theme and pace"
	case !remembered:
		what = "runs"
	}
	return "This browser forgets " + what + " when you close the page. To keep them, allow cookies and site data here, or save runs and handwriting as files"
}
func (*english) LockdownMode() string {
	return "This browser can’t run it: WebAssembly is turned off, as Lockdown Mode does. In Safari, open the page menu beside the address, choose Website Settings, turn off Lockdown Mode for this website, and reload. You can still read below"
}
