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

func codePreset(c *Codec, v *preset) {
	for o := c.ClosedObject(); o.More(); {
		o.Default("limit", `10`)
		Optional(&o, "limit", &v.Limit, Int)
		Required(&o, "name", &v.Name, String)
		o.Default("tags", `["a","b"]`)
		OptionalArray(&o, "tags", &v.Tags, String)
		o.Default("inner", `{"name":"inner","tags":[]}`)
		OptionalObject(&o, "inner", &v.Inner, codeLeaf)
	}
}

func codeLeaf(c *Codec, v *preset) {
	for o := c.Object(); o.More(); {
		Required(&o, "name", &v.Name, String)
		o.Default("limit", `1`)
		Optional(&o, "limit", &v.Limit, Int)
		OptionalArray(&o, "tags", &v.Tags, String)
		AdditionalProperties(&o, &v.Extras, String)
	}
}

func TestDefaults(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"x"}`: `{"limit":10,"name":"x","tags":["a","b"],"inner":{"name":"inner","limit":1,"tags":[]}}`,
		`{"name":"x","inner":{"name":"y","z":"1"},"limit":2}`:  `{"limit":2,"name":"x","tags":["a","b"],"inner":{"name":"y","limit":1,"z":"1"}}`,
		`{"tags":[],"name":"x","inner":{"limit":3,"name":""}}`: `{"limit":10,"name":"x","tags":[],"inner":{"name":"","limit":3}}`,
	} {
		var v preset
		err := Decode([]byte("["+text+"]"), Strict|Defaults, &v, func(c *Codec, p *preset) {
			list := []preset{}
			if Array(c, &list, codePreset); len(list) == 1 {
				*p = list[0]
			}
		})
		if got, _ := Encode(&v, appendPreset); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", text, got, err, want)
		}
		var without preset
		if err := Decode([]byte(text), Strict, &without, codePreset); err != nil || without.Limit.Or(2) == 10 {
			t.Errorf("%s without defaults: %+v, %v", text, without, err)
		}
	}
	var v preset
	if err := Decode([]byte(`{"x":1,"inner":{}}`), Strict|Defaults, &v, codePreset); err == nil || err.Error() != "body /x: is not a known member; body /inner/name: is required; body /name: is required" {
		t.Errorf("violations: %v", err)
	}
}
