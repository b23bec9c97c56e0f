package json

import (
	"bytes"
	"hash/maphash"
)

// manyNames is the number of names from which comparing with each would take too long.
const manyNames = 64

// hasName reports whether names contains a name.
func hasName(names [][]byte, name []byte) bool {
	for _, known := range names {
		if bytes.Equal(known, name) {
			return true
		}
	}
	return false
}

// nameSet is a hash table of the indices of names, plus one. At least half of the slots
// are empty.
type nameSet struct {
	seed  maphash.Seed
	slots []uint32
}

// has reports whether names contains a name that follows them.
func (s *nameSet) has(names [][]byte, name []byte) bool {
	if 2*len(names) >= len(s.slots) {
		*s = nameSet{maphash.MakeSeed(), make([]uint32, 4*max(len(s.slots), manyNames))}
		for n, known := range names {
			s.slots[s.slot(names, known)] = uint32(n + 1)
		}
	}
	slot := s.slot(names, name)
	if s.slots[slot] > 0 {
		return true
	}
	s.slots[slot] = uint32(len(names) + 1)
	return false
}

// slot is the slot of a name, or where it is to be added.
func (s *nameSet) slot(names [][]byte, name []byte) int {
	mask := len(s.slots) - 1
	slot := int(maphash.Bytes(s.seed, name)) & mask
	for s.slots[slot] > 0 && !bytes.Equal(names[s.slots[slot]-1], name) {
		slot = (slot + 1) & mask
	}
	return slot
}
