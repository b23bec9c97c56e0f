package media

import (
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/json"
)

// A member whose name is not one of XML is an error: a comment, for example, would hide it.
func TestNamesOfXML(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "_a": true, "a-b.c_1": true, "p:a": true, "Ä": true, "名前": true, "e\u0301": true, "l·l": true,
		"": false, "!--": false, "!DOCTYPE": false, "!--a": false, "?pi": false, "a\x01": false, "a\xff": false, "-a": false, ".a": false, "1": false,
		"a b": false, "a>": false, "a\"": false, "a/": false, "a=": false, "\u0301": false, "a\u2028": false, "$ref": false,
	} {
		members := map[string]string{name: "secret"}
		text, err := EncodeXML(0, &members, func(b []byte, w *json.Writer, key string, p *map[string]string) []byte {
			return json.AppendMap(b, w, key, *p, json.StringElem)
		}, XMLNode{Name: "root"})
		if isName := err == nil; isName != want {
			t.Errorf("%q: %s, %v", name, text, err)
		} else if want && !strings.Contains(string(text), "<"+name+">secret</"+name+">") {
			t.Errorf("%q: %s", name, text)
		}
	}
}
