package media

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/form"
)

// Parts that are not declared are not read, and the texts of the others are limited.
func TestMultipartTextsAreLimited(t *testing.T) {
	members := []FormMember{{Name: "deep", Style: "deepObject"}}
	for _, c := range []struct {
		names []string
		parts string
		want  string
	}{
		{nil, "a b", "[{a text} {b text}]"},
		{[]string{"a"}, "a b", "[{a text} {b }]"},
		{[]string{"a"}, "a b b b b", "[{a text} {b } {b } {b } {b }]"},
		{[]string{"a"}, "a deep[x]", "[{a text} {deep[x] text}]"},
		{[]string{}, "a", "[{a }]"},
		{nil, "a b c", "too large"},
		{[]string{"a"}, "a a a", "too large"},
	} {
		var body strings.Builder
		for name := range strings.FieldsSeq(c.parts) {
			body.WriteString("--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\ntext\r\n")
		}
		b := &MultipartBody{Memory: 100, Texts: 10}
		if err := b.Read(strings.NewReader(body.String()+"--B--"), "B"); err != nil {
			t.Fatal(err)
		}
		texts, err := b.texts(declares(c.names, members))
		got := fmt.Sprint(texts)
		if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) && tooLarge.Limit == 10 {
			got = "too large"
		}
		if got != c.want {
			t.Errorf("%v, %s: %s, %v", c.names, c.parts, got, err)
		}
	}
	exploded := declares([]string{"a"}, []FormMember{{Name: "a", Style: "form", Explode: true, Shape: form.Objects}})
	if !exploded("x") {
		t.Error("the members of an exploded object are parts")
	}
}
