package form

import (
	"net/http"
	"slices"
	"strconv"
	"testing"
)

// One element that is invalid makes the header invalid, wherever it is.
func TestHeadersOfSeveralElements(t *testing.T) {
	for _, text := range []string{"1,x", "x,1", "1, x ,2"} {
		ids := []int{7}
		r := &HeaderReader{Header: http.Header{"X-Ids": {text}}}
		ReadHeaderList(r, "X-Ids", &ids, strconv.Atoi)
		if r.Err() == nil || !slices.Equal(ids, []int{7}) {
			t.Errorf("list of %s: %v, %v", text, ids, r.Err())
		}
	}
	ids := []int{7}
	r := &HeaderReader{Header: http.Header{"X-Ids": {"1", "x", "2"}}}
	ReadHeaderLines(r, "X-Ids", &ids, strconv.Atoi)
	if r.Err() == nil || !slices.Equal(ids, []int{7}) {
		t.Errorf("lines: %v, %v", ids, r.Err())
	}
}

// A header that is missing leaves its field unchanged; one that is read twice is
// the same.
func TestHeadersReadTwice(t *testing.T) {
	list, lines := []int{7}, []int{7}
	r := &HeaderReader{Header: http.Header{}}
	ReadHeaderList(r, "X-List", &list, strconv.Atoi)
	ReadHeaderLines(r, "X-Lines", &lines, strconv.Atoi)
	if want := []int{7}; !slices.Equal(list, want) || !slices.Equal(lines, want) {
		t.Errorf("missing: %v, %v", list, lines)
	}
	r.Header = http.Header{"X-List": {"1, 2", "3"}, "X-Lines": {"1", "2"}}
	for range 2 {
		ReadHeaderList(r, "X-List", &list, strconv.Atoi)
		ReadHeaderLines(r, "X-Lines", &lines, strconv.Atoi)
	}
	if r.Err() != nil || !slices.Equal(list, []int{1, 2, 3}) || !slices.Equal(lines, []int{1, 2}) {
		t.Errorf("%v, %v, %v", list, lines, r.Err())
	}
}
