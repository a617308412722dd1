package digits

import "digitlab/wasm/ui/i18n"

// words are the words of the panel.
type words interface {
	i18n.Common

	Tab() string
	Heading() string
	Parts() string
	Part(part) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})
