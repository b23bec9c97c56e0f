package behaviour

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/growth"
)

// growthCase is a request that grows: body returns one of about n bytes.
type growthCase struct {
	path, contentType string
	body              func(n int) string
}

// pieces returns a text of about n bytes; each piece is made of its number.
func pieces(n int, piece string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.ReplaceAll(piece, "#", strconv.Itoa(i)))
	}
	return b.String()
}

// nested puts half of n bytes into a value that is nested as deep as the rest allows.
func nested(open, before, piece, after, end string) func(n int) string {
	return func(n int) string {
		depth := min(n/2/(len(open)+len(end)), 900)
		return strings.Repeat(open, depth) + before + pieces(n/2, piece) + after + strings.Repeat(end, depth)
	}
}

func growing(before, piece, after string) func(n int) string {
	return func(n int) string { return before + pieces(n, piece) + after }
}

const (
	growthForm  = "application/x-www-form-urlencoded"
	growthJSON  = "application/json"
	growthParts = "multipart/form-data; boundary=b"
	partHeader  = "--b\r\nContent-Disposition: form-data; name="
)

// growthCases are the requests whose cost was not linear in their length, or more than
// that.
var growthCases = map[string]growthCase{
	"form":              {"/form", growthForm, growing("z=1", "&k#=x", "")},
	"form, repeated":    {"/form", growthForm, growing("z=1", "&k=x", "")},
	"form, violations":  {"/numbers", growthForm, growing("z=1", "&k#=x", "")},
	"form, numbers":     {"/numbers", growthForm, growing("z=1", "&k#=1", "")},
	"form, JSON":        {"/form", growthForm, growing("z=1", `&k#=["x"]`, "")},
	"form, unions":      {"/choices", growthForm, growing("z=[1]", `&k#={"a":[1]}`, "")},
	"form, no variant":  {"/choices", growthForm, growing("z=[1]", `&k#=x`, "")},
	"query":             {"/query?", "", growing("z=1", "&f[k#]=x", "")},
	"query, numbered":   {"/query?", "", growing("z=1", "&f[k#][0]=x&f[k#][1]=y", "")},
	"XML":               {"/xml", "application/xml", growing("<r>", "<k#>x</k#>", "</r>")},
	"XML, empty":        {"/xml", "application/xml", growing("<r>", "<k#/>", "</r>")},
	"multipart":         {"/parts", growthParts, growing("", partHeader+"\"k#\"\r\n\r\nx\r\n", "--b--\r\n")},
	"multipart, JSON":   {"/parts", growthParts, growing(partHeader+"\"meta\"\r\n\r\n{\"z\":\"\"", `,"k#":"x"`, "}\r\n--b--\r\n")},
	"uniqueItems":       {"/unique", growthJSON, nested("[[],", "[", "[[[]],[],[[],[[]]]],", "[]]", "]")},
	"discriminator":     {"/node", growthJSON, nested(`{"child":`, `{"data":[`, `[],`, `[]],"kind":"a"}`, `,"kind":"a"}`)},
	"union":             {"/shape", growthJSON, nested(`{"child":`, `{"list":[`, `{"s":"x"},`, `{}]}`, `}`)},
	"union, list":       {"/shape", growthJSON, growing(`{"list":[{}`, ",{}", "]}")},
	"checked union":     {"/checked", growthJSON, nested(`{"child":`, `{"list":[`, `{"s":"abcd"},`, `{}]}`, `}`)},
	"checked list":      {"/checked", growthJSON, growing(`{"list":[{}`, `,{"s":"x"}`, "]}")},
	"long names":        {"/map", growthJSON, func(n int) string { return `{"` + strings.Repeat("~", n) + `":[` + strings.Repeat(`"x",`, 200) + `1]}` }},
	"names of unknowns": {"/node", growthJSON, growing(`{"kind":"a"`, `,"k#":1`, "}")},
}

// cost is what a request costs.
type cost struct {
	allocs, memory uint64
	time           time.Duration
}

// costOf serves a request several times and returns the least costs.
func costOf(t *testing.T, handler http.Handler, c growthCase, body string) (least cost) {
	t.Helper()
	for range 4 {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/v1/", strings.NewReader(body))
		r.URL.Path = "/v1" + c.path
		if path, isQuery := strings.CutSuffix(c.path, "?"); isQuery {
			r = httptest.NewRequest(http.MethodGet, "http://127.0.0.1/v1/", nil)
			r.URL.Path, r.URL.RawQuery = "/v1"+path, body
		} else {
			r.Header.Set("Content-Type", c.contentType)
		}
		w := httptest.NewRecorder()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		handler.ServeHTTP(w, r)
		now := cost{time: time.Since(start)}
		runtime.ReadMemStats(&after)
		now.allocs, now.memory = after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
		if w.Code != http.StatusNotImplemented && w.Code != http.StatusBadRequest {
			t.Fatalf("%s: status %d: %.200s", c.path, w.Code, w.Body)
		}
		if least.time == 0 {
			least = now
		}
		least = cost{min(least.allocs, now.allocs), min(least.memory, now.memory), min(least.time, now.time)}
	}
	return least
}

// A request of four times the length costs about four times as much, and no byte costs
// much. The limits are wide, because other tests run at the same time.
func TestCostGrowsWithTheRequest(t *testing.T) {
	handler, err := growth.NewServer(growth.UnimplementedAPI{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range growthCases {
		t.Run(name, func(t *testing.T) {
			small, large := c.body(8<<10), c.body(32<<10)
			problem := "not measured"
			for round := 0; problem != "" && round < 5; round++ { // other processes only add to the time
				a, b := costOf(t, handler, c, small), costOf(t, handler, c, large)
				n := uint64(len(large))
				t.Logf("%d bytes: %v", len(small), a)
				t.Logf("%d bytes: %v; %.0f ns, %d bytes of memory for each", n, b, float64(b.time)/float64(n), b.memory/n)
				problem = superlinear(a, b, n)
			}
			if problem != "" {
				t.Errorf("%d and %d bytes: %s", len(small), len(large), problem)
			}
		})
	}
}

// superlinear returns what is too much of the costs of two requests, the second of which has n
// bytes and four times the length of the first; "" if nothing is.
func superlinear(a, b cost, n uint64) string {
	const most = 8 // times as much for four times the length
	switch {
	case b.allocs > most*(a.allocs+500):
		return fmt.Sprintf("%d allocations, then %d", a.allocs, b.allocs)
	case b.memory > most*(a.memory+1<<17):
		return fmt.Sprintf("%d bytes of memory, then %d", a.memory, b.memory)
	case b.memory > 800*n:
		return fmt.Sprintf("%d bytes of memory for each byte", b.memory/n)
	case b.time > most*(a.time+15*time.Millisecond):
		return fmt.Sprintf("%v, then %v", a.time, b.time)
	case b.time > time.Duration(n)*20*time.Microsecond:
		return fmt.Sprintf("%v for each byte", b.time/time.Duration(n))
	}
	return ""
}
