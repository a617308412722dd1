package site

import "strings"

// prefersKorean reports whether an Accept-Language header (RFC 9110, 12.5.4) prefers Korean to English. If it names neither, the
// page is in English. Of equal weights the first wins.
func prefersKorean(header string) bool {
	var korean, english float64
	var koreanFirst bool
	for name, weight := range weights(header) {
		switch primary, _, _ := strings.Cut(name, "-"); {
		case primary == "ko" && weight > korean:
			korean = weight
			koreanFirst = english < weight
		case primary == "en" && weight > english:
			english = weight
		}
	}
	return korean > english || korean == english && koreanFirst && korean > 0
}
