package json

import (
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

type preset struct {
	Limit  core.Opt[int]
	Name   string
	Tags   []string
	Inner  *preset
	Extras map[string]string
}

var presetMembers = Members{
	Keys:     []string{`,"limit":`, `,"name":`, `,"tags":`, `,"inner":`},
	Required: []uint64{0x2},
	NotNull:  []uint64{0xd},
	Closed:   true,
}

func readPreset(r *Reader, i int, v *preset) int {
	o, k, i := r.Open(i, &presetMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadNullable(r, i, &v.Limit, ReadInt)
		case 1:
			i = ReadString(r, i, &v.Name)
		case 2:
			i = ReadArray(r, i, &v.Tags, ReadString)
		case 3:
			v.Inner = new(preset)
			i = readLeaf(r, i, v.Inner)
		}
	}
	if o.Fills(0) {
		Default(r, `10`, func(r *Reader, i int) int { return ReadNullable(r, i, &v.Limit, ReadInt) })
	}
	if o.Fills(2) {
		Default(r, `["a","b"]`, func(r *Reader, i int) int { return ReadArray(r, i, &v.Tags, ReadString) })
	}
	if o.Fills(3) {
		Default(r, `{"name":"inner","tags":[]}`, func(r *Reader, i int) int {
			v.Inner = new(preset)
			return readLeaf(r, i, v.Inner)
		})
	}
	return i
}

var leafMembers = Members{Keys: []string{`,"name":`, `,"limit":`, `,"tags":`}, Required: []uint64{0x1}, NotNull: []uint64{0x6}, Others: true}

func readLeaf(r *Reader, i int, v *preset) int {
	o, k, i := r.Open(i, &leafMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadString(r, i, &v.Name)
		case 1:
			i = ReadNullable(r, i, &v.Limit, ReadInt)
		case 2:
			i = ReadArray(r, i, &v.Tags, ReadString)
		default:
			i = ReadAdditional(o, i, &v.Extras, ReadString)
		}
	}
	if o.Fills(1) {
		Default(r, `1`, func(r *Reader, i int) int { return ReadNullable(r, i, &v.Limit, ReadInt) })
	}
	return i
}

func TestDefaults(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"x"}`: `{"limit":10,"name":"x","tags":["a","b"],"inner":{"name":"inner","limit":1,"tags":[]}}`,
		`{"name":"x","inner":{"name":"y","z":"1"},"limit":2}`:  `{"limit":2,"name":"x","tags":["a","b"],"inner":{"name":"y","limit":1,"z":"1"}}`,
		`{"tags":[],"name":"x","inner":{"limit":3,"name":""}}`: `{"limit":10,"name":"x","tags":[],"inner":{"name":"","limit":3}}`,
	} {
		var v preset
		err := Decode([]byte("["+text+"]"), Strict|Defaults, &v, func(r *Reader, i int, p *preset) int {
			list := []preset{}
			if i = ReadArray(r, i, &list, readPreset); len(list) == 1 {
				*p = list[0]
			}
			return i
		})
		if got, _ := Encode(&v, appendPreset); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", text, got, err, want)
		}
		var without preset
		if err := Decode([]byte(text), Strict, &without, readPreset); err != nil || without.Limit.Or(2) == 10 {
			t.Errorf("%s without defaults: %+v, %v", text, without, err)
		}
	}
	var v preset
	if err := Decode([]byte(`{"x":1,"inner":{}}`), Strict|Defaults, &v, readPreset); err == nil || err.Error() != "body /x: is not a known member; body /inner/name: is required; body /name: is required" {
		t.Errorf("violations: %v", err)
	}
}
