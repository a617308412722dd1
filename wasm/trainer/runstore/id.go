package runstore

import (
	"math/rand/v2"
	"strings"
	"time"
)

// NewID returns a unique ID, for this tab and others, that sorts after the IDs of the stored runs, even if the clock was set back:
// 11 hexadecimal digits of milliseconds and 8 random ones.
func (s *Store) NewID(now time.Time) string {
	ms := max(now.UnixMilli(), s.newestMilli.Load()+1)
	return hex(uint64(ms), milliDigits) + hex(uint64(rand.Uint32()), 8)
}

const milliDigits = 11

const hexDigits = "0123456789abcdef"

// milliOf returns the millisecond in which the run of an ID began, or 0 for an ID of another form. Package strconv's errors would
// make the program larger.
func milliOf(id string) (ms int64) {
	for _, c := range []byte(id[:min(len(id), milliDigits)]) {
		digit := strings.IndexByte(hexDigits, c)
		if digit < 0 {
			return 0
		}
		ms = ms<<4 | int64(digit)
	}
	return ms
}

// hex returns the last digits of a number.
func hex(v uint64, digits int) (s string) {
	for range digits {
		s = string(hexDigits[v&15]) + s
		v >>= 4
	}
	return s
}
