package dom

// Theme is the choice of colours; style.css reads it from the data-theme of the html element.
type Theme string

const (
	SystemTheme Theme = ""
	LightTheme  Theme = "light"
	DarkTheme   Theme = "dark"
)

const themeKey = "digitlab.theme" // page.js reads it too, before the page is painted first

// SavedTheme returns the theme that was chosen last.
func SavedTheme() Theme {
	switch t := Theme(Recall(themeKey)); t {
	case LightTheme, DarkTheme:
		return t
	}
	return SystemTheme
}

func (t Theme) Next() Theme {
	switch t {
	case SystemTheme:
		return LightTheme
	case LightTheme:
		return DarkTheme
	}
	return SystemTheme
}

// Sign returns the sign on the theme's button.
func (t Theme) Sign() string {
	switch t {
	case LightTheme:
		return "☀"
	case DarkTheme:
		return "☾"
	}
	return "◐"
}

// Apply sets the theme of the page and stores it.
func (t Theme) Apply() {
	Remember(themeKey, string(t))
	SetRootData("theme", string(t))
}
