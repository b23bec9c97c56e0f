package json

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"sync/atomic"
)

// index finds members by name. It is made when it is first needed.
type index struct{ table atomic.Pointer[nameTable] }

// nameTable is a hash table of indices plus one. At least half of the slots are empty.
type nameTable struct {
	seed  maphash.Seed
	names []string
	slots []uint32
}

// name is the name of a key.
func (t *Members) name(k int) string {
	if t.Escapes {
		return t.names().names[k]
	}
	key := t.Keys[k]
	return key[len(`,"`) : len(key)-len(`":`)]
}

// find returns the index of a name, or a negative number. It looks first at and behind
// k, where the name is in declared order if members are left out.
func (t *Members) find(name []byte, k int) int {
	if len(t.Keys) == 0 {
		return -1
	}
	if !t.Escapes {
		for end := min(k+2, len(t.Keys)); k < end; k++ {
			if key := t.Keys[k]; len(key) == len(name)+4 && key[2:len(key)-2] == string(name) {
				return k
			}
		}
	}
	return t.names().find(name)
}

func (t *Members) names() *nameTable {
	table := t.index.table.Load()
	if table == nil {
		table = newNameTable(t.Keys)
		t.index.table.Store(table)
	}
	return table
}

func newNameTable(keys []string) *nameTable {
	t := &nameTable{maphash.MakeSeed(), make([]string, len(keys)), make([]uint32, 1<<bits.Len(uint(2*len(keys))))}
	for k, key := range keys {
		name := key[len(`,"`) : len(key)-len(`":`)]
		if strings.Contains(name, `\`) {
			r := Reader{Src: []byte(key[1 : len(key)-1])}
			decoded, _ := r.word(0)
			name = string(decoded)
		}
		t.names[k] = name
		slot := t.slot([]byte(name))
		for t.slots[slot] != 0 {
			slot = (slot + 1) % len(t.slots)
		}
		t.slots[slot] = uint32(k + 1)
	}
	return t
}

// slot is where the index of a name is, or in one of the next slots.
func (t *nameTable) slot(name []byte) int {
	return int(maphash.Bytes(t.seed, name) & uint64(len(t.slots)-1))
}

// find returns the index of a name, or a negative number.
func (t *nameTable) find(name []byte) int {
	for slot := t.slot(name); ; slot = (slot + 1) & (len(t.slots) - 1) {
		k := int(t.slots[slot]) - 1
		if k < 0 || t.names[k] == string(name) {
			return k
		}
	}
}
