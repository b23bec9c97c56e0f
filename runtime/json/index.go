package json

import "strings"

// name is the name of a key.
func (t *Members) name(k int) string {
	key := t.Keys[k]
	if t.Escapes && strings.Contains(key, `\`) {
		r := Reader{Src: []byte(key[len(",") : len(key)-len(":")])}
		name, _ := r.word(0)
		return string(name)
	}
	return key[len(`,"`) : len(key)-len(`":`)]
}

// find returns the index of a name, or a negative number. It looks first at and behind
// k, where the name is in declared order if members are left out.
func (t *Members) find(name []byte, k int) int {
	if t.Escapes {
		k = len(t.Keys) // a key is not the name
	}
	for end := min(k+2, len(t.Keys)); k < end; k++ {
		if key := t.Keys[k]; len(key) == len(name)+4 && key[2:len(key)-2] == string(name) {
			return k
		}
	}
	index := t.index.Load()
	if index == nil {
		index = &map[string]int{}
		for k := range t.Keys {
			(*index)[t.name(k)] = k
		}
		t.index.Store(index)
	}
	if k, ok := (*index)[string(name)]; ok {
		return k
	}
	return -1
}
