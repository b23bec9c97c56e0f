package behaviour

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/lenient"
)

// replying is a client of a server that responds to all requests alike.
func replying(t *testing.T, status int, contentType, body string, options ...lenient.ClientOption) *lenient.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Request-Id", "7")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	client, err := lenient.NewClient(append(options, lenient.WithBaseURL(server.URL))...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

const fullReport = `{"id":"ab","count":5,"level":"low","ok":true,"ratio":1.5,"when":"2024-02-29T12:00:00Z","day":"2024-02-29",` +
	`"tags":["a"],"labels":{"a":"b"},"inner":{"id":"x"},"pet":{"kind":"cat"},"levels":["low"],"days":["2024-02-29"]}`

// A client takes what it can use. With WithStrictResponses, the same is an error.
func TestClientTakesWhatItCanUse(t *testing.T) {
	with := func(member string) string { return strings.TrimSuffix(fullReport, "}") + "," + member + "}" }
	instead := func(old, member string) string {
		if !strings.Contains(fullReport, old) {
			t.Fatalf("%s is not in the report", old)
		}
		return strings.Replace(fullReport, old, member, 1)
	}
	plain, err := replying(t, 200, "application/json", fullReport).GetReport(t.Context(), lenient.GetReportParams{})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		body string
		want func(r *lenient.Report) // changes the full report to what is read
	}{
		"an unknown member":        {with(`"more":{"a":[1]}`), func(*lenient.Report) {}},
		"no members":               {`{}`, func(r *lenient.Report) { *r = lenient.Report{} }},
		"null for all":             {`null`, func(r *lenient.Report) { *r = lenient.Report{} }},
		"an unknown enum value":    {instead(`"level":"low"`, `"level":"new"`), func(r *lenient.Report) { r.Level = "new" }},
		"one in a list":            {instead(`["low"]`, `["low","new"]`), func(r *lenient.Report) { r.Levels = []lenient.Level{"low", "new"} }},
		"an unknown variant":       {instead(`{"kind":"cat"}`, `{"kind":"fox"}`), func(r *lenient.Report) { r.Pet = lenient.UnknownPet(`{"kind":"fox"}`) }},
		"a null string":            {instead(`"id":"ab"`, `"id":null`), func(r *lenient.Report) { r.ID = "" }},
		"a null integer":           {instead(`5`, `null`), func(r *lenient.Report) { r.Count = 0 }},
		"a null enum":              {instead(`"level":"low"`, `"level":null`), func(r *lenient.Report) { r.Level = "" }},
		"a null boolean":           {instead(`true`, `null`), func(r *lenient.Report) { r.Ok = false }},
		"a null number":            {instead(`1.5`, `null`), func(r *lenient.Report) { r.Ratio = 0 }},
		"a null date-time":         {instead(`"2024-02-29T12:00:00Z"`, `null`), func(r *lenient.Report) { r.When = time.Time{} }},
		"a null date":              {instead(`"day":"2024-02-29"`, `"day":null`), func(r *lenient.Report) { r.Day = lenient.CivilDate{} }},
		"a null array":             {instead(`["a"]`, `null`), func(r *lenient.Report) { r.Tags = nil }},
		"a null map":               {instead(`{"a":"b"}`, `null`), func(r *lenient.Report) { r.Labels = nil }},
		"a null map value":         {instead(`{"a":"b"}`, `{"a":null}`), func(r *lenient.Report) { r.Labels = map[string]string{"a": ""} }},
		"a null object":            {instead(`{"id":"x"}`, `null`), func(r *lenient.Report) { r.Inner = lenient.Inner{} }},
		"a null array item":        {instead(`["a"]`, `["a",null]`), func(r *lenient.Report) { r.Tags = []string{"a", ""} }},
		"a null optional":          {with(`"note":null,"until":null`), func(*lenient.Report) {}},
		"a violated pattern":       {instead(`"id":"ab"`, `"id":"A"`), func(r *lenient.Report) { r.ID = "A" }},
		"a violated bound":         {instead(`5`, `4`), func(r *lenient.Report) { r.Count = 4 }},
		"too few items":            {instead(`["a"]`, `[]`), func(r *lenient.Report) { r.Tags = []string{} }},
		"a violated format":        {with(`"mail":"me"`), func(r *lenient.Report) { r.Mail = lenient.Some("me") }},
		"an empty date":            {instead(`"day":"2024-02-29"`, `"day":""`), func(r *lenient.Report) { r.Day = lenient.CivilDate{} }},
		"an empty date-time":       {instead(`"2024-02-29T12:00:00Z"`, `""`), func(r *lenient.Report) { r.When = time.Time{} }},
		"an empty date in a list":  {instead(`["2024-02-29"]`, `[""]`), func(r *lenient.Report) { r.Days = []lenient.CivilDate{{}} }},
		"an empty optional date":   {with(`"until":"","seen":"","due":""`), func(*lenient.Report) {}},
		"a missing inner member":   {instead(`{"id":"x"}`, `{}`), func(r *lenient.Report) { r.Inner = lenient.Inner{} }},
		"a date-time without zone": {instead(`12:00:00Z`, `12:00:00`), func(*lenient.Report) {}},
	} {
		want := *plain
		test.want(&want)
		got, err := replying(t, 200, "application/json", test.body).GetReport(t.Context(), lenient.GetReportParams{})
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", name, got, err, want)
		}
		got, err = replying(t, 200, "application/json", test.body, lenient.WithStrictResponses()).GetReport(t.Context(), lenient.GetReportParams{})
		var failed *lenient.APIError
		if !errors.As(err, &failed) || !errors.As(err, new(*lenient.ConstraintError)) || got != nil {
			t.Errorf("%s: a strict client returns %v, %v", name, got, err)
		}
	}
}

// What a client cannot use is an error with all that was received.
func TestUnusableResponse(t *testing.T) {
	for name, test := range map[string]struct {
		body   string
		target any
		want   string
	}{
		"no JSON":           {`<html>`, new(*lenient.DecodeError), `getReport: 200 OK: reading the response: invalid JSON at byte 0, in "": expected a value, found '<'`},
		"a wrong type":      {`{"id":1}`, new(*lenient.ConstraintError), `getReport: 200 OK: reading the response: body /id: must be a string, not a number`},
		"a fraction":        {`{"count":1.5}`, new(*lenient.ConstraintError), `getReport: 200 OK: reading the response: body /count: must be an integer, not a fraction`},
		"no date":           {`{"day":"soon"}`, new(*lenient.ConstraintError), `getReport: 200 OK: reading the response: body /day: must be a date such as 2006-01-02`},
		"an array":          {`[]`, new(*lenient.ConstraintError), `getReport: 200 OK: reading the response: body: must be an object, not an array`},
		"a member too much": {`{"id":"a","id":"b"}`, new(*lenient.DecodeError), `getReport: 200 OK: reading the response: invalid JSON at byte 15, in "/id": duplicate member name`},
	} {
		_, err := replying(t, 200, "application/json", test.body).GetReport(t.Context(), lenient.GetReportParams{})
		var e *lenient.APIError
		if !errors.As(err, &e) || e.StatusCode != 200 || e.Header.Get("X-Request-Id") != "7" || string(e.Body) != test.body || !errors.As(err, test.target) || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	var e *lenient.APIError
	flat := lenient.Flat{Name: "a"}
	_, err := replying(t, 200, "application/x-www-form-urlencoded", "name=a&size=big").PostForm(t.Context(), lenient.PostFormParams{Body: flat})
	if !errors.As(err, &e) || string(e.Body) != "name=a&size=big" || !errors.As(err, new(*lenient.ConstraintError)) {
		t.Errorf("a form: %v", err)
	}
	_, err = replying(t, 200, "application/xml", "<Flat><name>").PostXML(t.Context(), lenient.PostXMLParams{Body: flat})
	if !errors.As(err, &e) || string(e.Body) != "<Flat><name>" {
		t.Errorf("XML: %v", err)
	}
	_, err = replying(t, 200, "application/json", fullReport, lenient.WithMaxResponseBytes(10)).GetReport(t.Context(), lenient.GetReportParams{})
	if !errors.As(err, &e) || string(e.Body) != fullReport[:10] || err.Error() != "getReport: 200 OK: reading the response: it has more than 10 bytes" {
		t.Errorf("too many bytes: %v", err)
	}
}

// A declared error is read as leniently as a success.
func TestLenientErrorBody(t *testing.T) {
	for body, want := range map[string]int64{`{"code":7,"more":1}`: 7, `{}`: 0, `{"code":null}`: 0} {
		_, err := replying(t, 400, "application/json", body).GetReport(t.Context(), lenient.GetReportParams{})
		var e *lenient.ProblemError
		if !errors.As(err, &e) || e.Body.Code != want {
			t.Errorf("%s: %v", body, err)
		}
	}
	_, err := replying(t, 400, "application/json", `{}`, lenient.WithStrictResponses()).GetReport(t.Context(), lenient.GetReportParams{})
	var e *lenient.APIError
	if errors.As(err, new(*lenient.ProblemError)) || !errors.As(err, &e) || string(e.Body) != `{}` {
		t.Errorf("a strict client: %v", err)
	}
}

// A form, XML, a list and a stream follow the same rules.
func TestLenientFormats(t *testing.T) {
	flat := lenient.Flat{Name: "a"}
	form, err := replying(t, 200, "application/x-www-form-urlencoded", "level=new&more=1").PostForm(t.Context(), lenient.PostFormParams{Body: flat})
	if err != nil || *form != (lenient.Flat{Level: lenient.Some[lenient.Level]("new")}) {
		t.Errorf("a form: %+v, %v", form, err)
	}
	_, err = replying(t, 200, "application/x-www-form-urlencoded", "size=1&name=longer", lenient.WithStrictResponses()).PostForm(t.Context(), lenient.PostFormParams{Body: flat})
	if err == nil || !strings.Contains(err.Error(), "must have at most 5 characters") {
		t.Errorf("a form, strict: %v", err)
	}
	xml, err := replying(t, 200, "application/xml", "<Flat><name>longer</name><more/></Flat>").PostXML(t.Context(), lenient.PostXMLParams{Body: flat})
	if err != nil || *xml != (lenient.Flat{Name: "longer"}) {
		t.Errorf("XML: %+v, %v", xml, err)
	}
	list, err := replying(t, 200, "application/json", `[{},null,`+fullReport+`]`).ListReports(t.Context(), lenient.ListReportsParams{})
	if err != nil || len(list) != 3 || list[2].ID != "ab" {
		t.Errorf("a list: %+v, %v", list, err)
	}
	lines, err := replying(t, 200, "application/x-ndjson", "{}\n{\"name\":\"longer\",\"size\":null}\n{\"size\":\"x\"}\n").GetLines(t.Context(), lenient.GetLinesParams{})
	if err != nil {
		t.Fatal(err)
	}
	var names, failures []string
	for line, err := range lines {
		if err != nil {
			failures = append(failures, err.Error())
			continue
		}
		names = append(names, line.Name)
	}
	if !reflect.DeepEqual(names, []string{"", "longer"}) || !reflect.DeepEqual(failures, []string{"getLines: 200 OK: reading the response: item 3: body /size: must be an integer, not a string"}) {
		t.Errorf("lines: %q, %q", names, failures)
	}
}

// What was received empty or null is valid again when it is sent, or is absent.
func TestReceivedAndSentBack(t *testing.T) {
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := `{"id":"ab","count":5,"level":"low","when":"2024-02-29T12:00:00Z","day":"","until":"","note":null,"tags":["a"],"pet":{"kind":"cat"}}`
		if r.Method == http.MethodPut {
			data := new(strings.Builder)
			if err := r.Write(data); err != nil {
				t.Error(err)
			}
			_, sent, _ = strings.Cut(data.String(), "\r\n\r\n")
			body = "{}"
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body))
	}))
	defer server.Close()
	client, err := lenient.NewClient(lenient.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	report, err := client.GetReport(t.Context(), lenient.GetReportParams{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.PutReport(t.Context(), lenient.PutReportParams{Mode: "full", Body: *report}); err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"ab","count":5,"level":"low","ok":false,"ratio":0,"when":"2024-02-29T12:00:00Z","day":"","tags":["a"],"labels":{},"inner":{"id":""},"pet":{"kind":"cat"},"levels":[],"days":[]}`
	if sent != want {
		t.Errorf("sent %s\nwant %s", sent, want)
	}
}

// WithUncheckedRequests sends what the document forbids.
func TestUncheckedRequests(t *testing.T) {
	params := lenient.PutReportParams{Mode: "odd", XTrace: lenient.Some("long"), Body: lenient.Report{ID: "A", Pet: lenient.UnknownPet(`{}`)}}
	client := replying(t, 200, "application/json", fullReport)
	if _, err := client.PutReport(t.Context(), params); !errors.As(err, new(*lenient.ConstraintError)) {
		t.Errorf("checked: %v", err)
	}
	if _, err := client.With(lenient.WithUncheckedRequests()).PutReport(t.Context(), params); err != nil {
		t.Errorf("unchecked: %v", err)
	}
}
