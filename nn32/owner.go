package nn32

import (
	"errors"
	"unsafe"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/limits"
)

// owner is embedded in this library's layers and optimisers, and has the network that one of them belongs to. A second network would
// replace the parameters, and so destroy the first one. A copy of the struct belongs to no network: self is the address of the original.
type owner struct {
	self    *owner
	network *Sequential
	taken   int // number of limits.Params that other layers have, or that a network may not have; for Build
}

// owned is what embeds an owner.
type owned interface{ belongsTo() *owner }

func (o *owner) belongsTo() *owner { return o }

// checkRoom returns an error if the network cannot take so many parameters, the product of factors.
func (o *owner) checkRoom(factors ...int) error {
	if left := limits.Params - o.taken; !limits.Fits(left, factors...) {
		return errfmt.Errorf("parameters of %v are more than the %d that are left; make the layer or its input smaller", Shape(factors), left)
	}
	return nil
}

// ownedByOther reports whether a network other than s has part. Of a part of another library that embeds none of this one's, nothing is
// known.
func ownedByOther(part any, s *Sequential) bool {
	p, ok := part.(owned)
	if !ok {
		return false
	}
	o := p.belongsTo()
	return o.self == o && o.network != s
}

// own notes that part belongs to s, or to no network if s is nil.
func own(part any, s *Sequential) {
	if p, ok := part.(owned); ok {
		o := p.belongsTo()
		o.self, o.network = o, s
		if s == nil {
			o.self = nil
		}
	}
}

// isNil reports whether v is nil or has a nil pointer in it, which == nil does not find. The second word of an interface is that pointer,
// or points to the value; a struct of nothing but a nil pointer counts as nil too. Package reflect would add 77 KB to a program without it.
func isNil(v any) bool { return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] == nil }

// isComparable reports whether a layer can be compared, without which == panics.
func isComparable(l Layer) (ok bool) {
	defer func() { ok = recover() == nil }()
	same := l
	return l == same
}

// checkOption returns an error for an option that has a nil pointer in it instead of being nil.
func checkOption(name string, v any) error {
	if v != nil && isNil(v) {
		return errors.New(name + " is a nil pointer; leave it out instead")
	}
	return nil
}
