package bench

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
)

// object is a JSON object with ordered members: name, value, name, value, ...
type object []any

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteByte('{')
	for i, part := range o {
		switch {
		case i%2 == 1:
			buf.WriteByte(':')
		case i > 0:
			buf.WriteByte(',')
		}
		data, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		buf.Write(data)
	}
	buf.WriteByte('}')
	return buf.Bytes(), nil
}

// shuffled returns a copy of a value with the members of every object in random
// order.
func shuffled(rng *rand.Rand, v any) any {
	switch v := v.(type) {
	case object:
		o := make(object, 0, len(v))
		for _, i := range rng.Perm(len(v) / 2) {
			o = append(o, v[2*i], shuffled(rng, v[2*i+1]))
		}
		return o
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = shuffled(rng, item)
		}
		return list
	}
	return v
}

// at follows names through maps, and last items through lists, of a value that
// encoding/json has decoded. It returns nil if a member or item is missing.
func at(v any, names ...string) any {
	for _, name := range names {
		if list, ok := v.([]any); ok && len(list) > 0 {
			v = list[len(list)-1]
		}
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}
