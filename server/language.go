package main

import (
	"strconv"
	"strings"
)

// prefersKorean reads an Accept-Language header (RFC 9110, 12.5.4): whether Korean is wanted more than English. With
// neither the page is in English. Of equal weights the first wins.
func prefersKorean(header string) bool {
	var korean, english float64
	var koreanFirst bool
	for tag := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(strings.TrimSpace(tag), ";")
		weight := 1.
		if q, ok := strings.CutPrefix(strings.TrimSpace(parameter), "q="); ok {
			var err error
			if weight, err = strconv.ParseFloat(q, 64); err != nil || !(weight >= 0 && weight <= 1) {
				continue
			}
		}
		switch primary, _, _ := strings.Cut(strings.ToLower(name), "-"); {
		case primary == "ko" && weight > korean:
			korean = weight
			koreanFirst = english < weight
		case primary == "en" && weight > english:
			english = weight
		}
	}
	return korean > english || korean == english && koreanFirst && korean > 0
}
