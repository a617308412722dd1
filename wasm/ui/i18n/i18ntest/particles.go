package i18ntest

import (
	"regexp"
	"slices"
)

// particle is a number's last digit and the particle after it, which ends the word: 이 in 3이면 is none.
var particle = regexp.MustCompile(`([0-9])(으로|로|은|는|을|를|과|와|이|가)(?:$|[^가-힣])`)

// particlesOf are the particles that may follow a number that ends in a digit: 영, 일, 이, …
var particlesOf = [10][]string{
	0: {"으로", "은", "을", "과", "이"},
	1: {"로", "은", "을", "과", "이"},
	2: {"로", "는", "를", "와", "가"},
	3: {"으로", "은", "을", "과", "이"},
	4: {"로", "는", "를", "와", "가"},
	5: {"로", "는", "를", "와", "가"},
	6: {"으로", "은", "을", "과", "이"},
	7: {"로", "은", "을", "과", "이"},
	8: {"로", "은", "을", "과", "이"},
	9: {"로", "는", "를", "와", "가"},
}

// WrongParticles returns the digits and particles of a Korean text that do not go together, such as 0로.
func WrongParticles(text string) (wrong []string) {
	for _, found := range particle.FindAllStringSubmatch(text, -1) {
		if digit := found[1][0] - '0'; !slices.Contains(particlesOf[digit], found[2]) {
			wrong = append(wrong, found[1]+found[2])
		}
	}
	return wrong
}
