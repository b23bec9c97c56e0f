package form

import (
	"net/http"
	"slices"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

// One element that is invalid makes the header invalid, wherever it is.
func TestHeadersOfSeveralElements(t *testing.T) {
	for _, text := range []string{"1,x", "x,1", "1, x ,2"} {
		ids := []int{7}
		r := &HeaderReader{Header: http.Header{"X-Ids": {text}}}
		ReadHeaderList(r, "X-Ids", &ids, core.ParseInt)
		if r.Err() == nil || !slices.Equal(ids, []int{7}) {
			t.Errorf("list of %s: %v, %v", text, ids, r.Err())
		}
	}
	ids := []int{7}
	r := &HeaderReader{Header: http.Header{"X-Ids": {"1", "x", "2"}}}
	ReadHeaderLines(r, "X-Ids", &ids, core.ParseInt)
	if r.Err() == nil || !slices.Equal(ids, []int{7}) {
		t.Errorf("lines: %v, %v", ids, r.Err())
	}
}

// A header that is missing leaves its field unchanged; one that is read twice is
// the same.
func TestHeadersReadTwice(t *testing.T) {
	list, lines := []int{7}, []int{7}
	r := &HeaderReader{Header: http.Header{}}
	ReadHeaderList(r, "X-List", &list, core.ParseInt)
	ReadHeaderLines(r, "X-Lines", &lines, core.ParseInt)
	if want := []int{7}; !slices.Equal(list, want) || !slices.Equal(lines, want) {
		t.Errorf("missing: %v, %v", list, lines)
	}
	r.Header = http.Header{"X-List": {"1, 2", "3"}, "X-Lines": {"1", "2"}}
	for range 2 {
		ReadHeaderList(r, "X-List", &list, core.ParseInt)
		ReadHeaderLines(r, "X-Lines", &lines, core.ParseInt)
	}
	if r.Err() != nil || !slices.Equal(list, []int{1, 2, 3}) || !slices.Equal(lines, []int{1, 2}) {
		t.Errorf("%v, %v, %v", list, lines, r.Err())
	}
}

// A list in a header has no element that contains a comma or is cut.
func TestSetHeaderList(t *testing.T) {
	header := http.Header{}
	if err := SetHeaderList(header, "X-List", []string{"a", "b c"}); err != nil || header.Get("X-List") != "a,b c" {
		t.Errorf("%v, %v", header, err)
	}
	for _, text := range []string{"a,b", " a", "a ", ""} {
		header := http.Header{}
		if err := SetHeaderList(header, "X-List", []string{"a", text}); err == nil || len(header) > 0 {
			t.Errorf("%q: %v, %v", text, header, err)
		}
	}
}
