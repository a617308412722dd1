package client

import "testing"

func TestHeartbeat(t *testing.T) {
	h := heartbeat{started: true}
	ticks := func(n int, visible bool) (dead bool) {
		for range n {
			dead = h.tick(visible)
		}
		return dead
	}
	if ticks(missedBeats, true) {
		t.Error("dead too soon")
	}
	h.heard()
	if ticks(missedBeats, true) {
		t.Error("a sign of life was not heard")
	}
	if !ticks(1, true) {
		t.Error("silence was not noticed")
	}
	h.heard()
	if ticks(100, false) || ticks(missedBeats, true) {
		t.Error("a tab in the background has heard nothing, which proves nothing")
	}
	h = heartbeat{}
	if ticks(missedStart, true) {
		t.Error("dead too soon, before its program could run")
	}
	if !ticks(1, true) {
		t.Error("a program that never came was not noticed")
	}
}
