package main

import "digitlab/nn32/internal/kernel/calls"

// crossentropy is kernel.Crossentropy.
func crossentropy() function {
	f := function{name: "crossentropy"}
	x, t, dx, at, row, bytes, place := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	largest, total, logTotal, v := f.local(vector), f.local(vector), f.local(vector), f.local(vector)
	targets, sum, part, scale := f.local(vector), f.local(vector), f.local(vector), f.local(vector)
	exp, log := newExp(&f), newLog(&f)

	// rows repeats statements for each row, with place the bytes before four samples of it.
	rows := func(statements ...code) code {
		return join(set(place, get(at)), loop(join(statements...), advance(place, get(row)), below(get(place), get(bytes))))
	}
	of := func(tensor local) code { return add(get(tensor), get(place)) }
	f.body = join(
		set(x, argument(calls.X)), set(t, argument(calls.Targets)), set(dx, argument(calls.DX)),
		set(row, argument(calls.Row)), set(bytes, argument(calls.Bytes)), exp.begin, log.begin,
		loop(
			set(largest, loadVector(add(get(x), get(at)), 0)),
			rows(set(largest, larger(loadVector(of(x), 0), get(largest)))),
			set(total, zeros()),
			rows(
				exp.of(v, minus(loadVector(of(x), 0), get(largest))),
				storeVector(of(dx), 0, get(v)), set(total, plus(get(total), get(v)))),
			log.of(logTotal, total),
			set(targets, zeros()), set(sum, zeros()),
			rows(
				set(v, loadVector(of(t), 0)), set(targets, plus(get(targets), get(v))),
				set(sum, plus(get(sum), without(
					times(get(v), plus(get(logTotal), minus(get(largest), loadVector(of(x), 0)))),
					equal(get(v), zeros()))))),
			storeVector(add(argument(calls.Losses), get(at)), 0, get(sum)),
			set(part, loadVector(add(argument(calls.Shares), get(at)), 0)), set(scale, times(get(targets), get(part))),
			rows(
				storeVector(of(dx), 0, minus(
					times(divided(loadVector(of(dx), 0), get(total)), get(scale)), times(loadVector(of(t), 0), get(part))))),
			advance(at, number(16)), below(get(at), get(row))))
	return f
}
