package form

import (
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// name[] is another element, whatever the indexes of the elements before it are. An
// object with gaps between indexes becomes a list where one is expected.
func TestElementsWithoutIndex(t *testing.T) {
	for query, want := range map[string]string{
		"f[]=x&f[]=y":                          `["x","y"]`,
		"f[1]=x&f[]=y":                         `{"1":"x","2":"y"}`,
		"f[0]=x&f[2]=y&f[]=z":                  `{"0":"x","2":"y","3":"z"}`,
		"f[]=x&f[0]=y&f[]=z":                   `[["x","y"],"z"]`,
		"f[5]=x&f[]=y&f[3]=z&f[]=w":            `{"3":"z","5":"x","6":"y","7":"w"}`,
		"f[a]=x&f[]=y&f[]=z":                   `{"a":"x","0":"y","1":"z"}`,
		"f[a][]=x&f[b][7]=y&f[b][]=z&f[a][]=w": `{"a":["x","w"],"b":{"7":"y","8":"z"}}`,
		"f[2147483647]=x&f[]=y":                `{"2147483647":"x","2147483648":"y"}`,
		"f[01]=x&f[]=y":                        `{"01":"x","0":"y"}`,
	} {
		tree, err := Reader{Style: Style{Name: "f", Kind: "deepObject", Explode: true}}.FromPairs(ParsePairs(query))
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if got, err := tree.JSON(); err != nil || got != want {
			t.Errorf("%s: got %s, want %s, %v", query, got, want, err)
		}
	}
}

// A pointer that is cut names no member, so none is supplied.
func TestPointersThatAreCut(t *testing.T) {
	name := strings.Repeat("n", json.MaxPointer+100)
	tree := &Tree{Kind: '{', Names: []string{name}, Items: []*Tree{Text("x")}}
	violation := core.Violation{Name: json.Limited("/" + name), Keyword: "minLength"}
	if tree.satisfy(violation) || len(tree.Names) != 1 {
		t.Errorf("%d members, the last with a name of %d bytes", len(tree.Names), len(tree.Names[len(tree.Names)-1]))
	}
}
