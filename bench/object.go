package bench

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// object is a JSON object with ordered members: name, value, name, value, ...
type object []any

// mapping is an object without declared members. No others are
// added.
type mapping object

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

// MarshalJSON writes the members in their order.
func (m mapping) MarshalJSON() ([]byte, error) { return object(m).MarshalJSON() }

// shuffled returns a copy of a value with the members of every object in random
// order.
func (m *maker) shuffled(v any) any {
	return rewrite(v, func(o object) object {
		mixed := make(object, 0, len(o))
		for _, i := range m.Perm(len(o) / 2) {
			mixed = append(mixed, o[2*i], o[2*i+1])
		}
		return mixed
	})
}

// withUnknown returns a copy of a value with undeclared members: one for every
// five members of an object, at random places, so that they are a fifth of all.
func (m *maker) withUnknown(v any) any {
	values := []any{true, 12.5, "text", nil, []any{1, 2}, object{"a", 1, "b", "two"}}
	return rewrite(v, func(o object) object {
		var more object
		for i := 0; i < len(o); i += 2 {
			if m.IntN(5) == 0 {
				more = append(more, unknownPrefix+strconv.Itoa(i), values[m.IntN(len(values))])
			}
			more = append(more, o[i], o[i+1])
		}
		return more
	})
}

// rewrite returns a copy of a value with every object replaced, inner ones
// first.
func rewrite(v any, replace func(object) object) any {
	switch v := v.(type) {
	case object:
		o := make(object, len(v))
		for i, part := range v {
			o[i] = part
			if i%2 == 1 {
				o[i] = rewrite(part, replace)
			}
		}
		return replace(o)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = rewrite(item, replace)
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

// unknownPrefix begins the names of members that withUnknown adds.
const unknownPrefix = "x_unknown_"

// known removes members with the value null, and those that withUnknown has
// added, from a value that encoding/json has decoded. Peers differ in whether
// they encode them.
func known(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if member == nil || strings.HasPrefix(name, unknownPrefix) {
				delete(v, name)
				continue
			}
			known(member)
		}
	case []any:
		for _, item := range v {
			known(item)
		}
	}
	return v
}
