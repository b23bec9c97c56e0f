package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/tasks"
)

// board is an implementation of the API; the operations that it does not have
// are unimplemented.
type board struct {
	tasks.UnimplementedAPI
	tasks   map[string]tasks.Task
	listed  tasks.ListTasksParams
	updated tasks.UpdateTaskParams
}

func (b *board) ListTasks(_ context.Context, params tasks.ListTasksParams) ([]tasks.Task, error) {
	b.listed = params
	return []tasks.Task{b.tasks["1"], b.tasks["2"]}, nil
}

func (b *board) CreateTask(ctx context.Context, params tasks.CreateTaskParams) (*tasks.Task, error) {
	switch params.Body.Title {
	case "note":
		return nil, nil
	case "nil":
		tasks.CallFrom(ctx).SetStatus(201)
		return nil, nil
	case "panic":
		panic("the board fell off the wall")
	}
	return &tasks.Task{ID: "3", Title: params.Body.Title, Status: params.Body.Status.Or(tasks.StatusOpen), Labels: params.Body.Labels}, nil
}

func (b *board) GetTask(_ context.Context, params tasks.GetTaskParams) (*tasks.Task, error) {
	if params.TaskID == "teapot" {
		return nil, &tasks.ErrorStatusError{StatusCode: 418, Header: http.Header{"X-Pot": {"short"}}, Body: tasks.Error{Code: 7, Message: "short and stout"}}
	}
	task, ok := b.tasks[params.TaskID]
	if !ok {
		return nil, &tasks.NotFoundError{StatusCode: 404, Body: tasks.NotFound{ID: params.TaskID}}
	}
	return &task, nil
}

func (b *board) UpdateTask(_ context.Context, params tasks.UpdateTaskParams) (*tasks.Task, error) {
	b.updated = params
	if params.TaskID == "99" {
		return nil, &tasks.NotFoundError{StatusCode: 404, Body: tasks.NotFound{ID: "99"}}
	}
	task := b.tasks["1"]
	return &task, nil
}

func (b *board) GetNote(_ context.Context, params tasks.GetNoteParams) (string, error) {
	return params.TaskID + ": hello", nil
}

func newBoard(t *testing.T, options ...tasks.ServerOption) (*board, *tasks.Client, *httptest.Server) {
	t.Helper()
	b := &board{tasks: map[string]tasks.Task{
		"1": {
			ID: "1", Title: "write", Status: tasks.StatusInProgress, Due: tasks.Some("today"), Estimate: tasks.Some(0.25),
			Parent:   tasks.Some(tasks.Parent{ID: "0", Title: tasks.Some("everything")}),
			Subtasks: []tasks.Task{{ID: "1a", Title: "think", Status: tasks.StatusDone, Due: tasks.Null[string](), Subtasks: []tasks.Task{}}},
			Labels:   tasks.Labels{"b": "2", "a": "1"}, Priority: tasks.Some(tasks.PriorityMinus1), Extra: json.RawMessage(`{"n":12345678901234567890}`),
			Next: &tasks.Task{ID: "2", Status: tasks.Status("new in version 2"), Due: tasks.Null[string](), Subtasks: []tasks.Task{}},
		},
		"2": {ID: "2", Title: "read \u2028 \"<&>\" ", Status: tasks.StatusOpen, Parent: tasks.Null[tasks.Parent](), Due: tasks.Null[string](), Subtasks: []tasks.Task{}},
	}}
	verify := func(ctx context.Context, c tasks.Credential) (context.Context, error) {
		if c.Token == "banned" {
			return nil, &tasks.APIError{StatusCode: 403, Detail: "not you"}
		}
		if c.Token != "key" {
			return nil, errors.New("no")
		}
		return ctx, nil
	}
	handler, err := tasks.NewServer(b, append(options, tasks.Security{Key: verify})...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := tasks.NewClient(tasks.WithBaseURL(server.URL+tasks.DefaultBasePath), tasks.WithKey("key"))
	if err != nil {
		t.Fatal(err)
	}
	return b, client, server
}

func TestRecursiveSchemaTravels(t *testing.T) {
	b, client, _ := newBoard(t)
	for id, want := range b.tasks {
		got, err := client.GetTask(t.Context(), tasks.GetTaskParams{TaskID: id})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("got %+v\nwant %+v", *got, want)
		}
	}
	got, _ := client.GetTask(t.Context(), tasks.GetTaskParams{TaskID: "1"})
	if next := got.GetNext(); next.Status.Known() || next.GetNext().GetNext() != nil {
		t.Errorf("the next task is %+v", next)
	}
}

func TestParametersOfAList(t *testing.T) {
	b, client, server := newBoard(t)
	want := tasks.ListTasksParams{
		Limit: tasks.Some[int32](100), Status: tasks.Some(tasks.StatusInProgress), Label: []string{"a,b", "c d", ""}, XRequestID: tasks.Some("x-1"),
	}
	got, err := client.With(tasks.WithKey("")).ListTasks(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Title != "write" {
		t.Errorf("got %+v", got)
	}
	if !reflect.DeepEqual(b.listed, want) {
		t.Errorf("the server received %+v, want %+v", b.listed, want)
	}
	absent := tasks.ListTasksParams{Limit: tasks.Some[int32](20)} // the default
	if _, err := client.ListTasks(t.Context(), tasks.ListTasksParams{}); err != nil || !reflect.DeepEqual(b.listed, absent) {
		t.Errorf("nothing became %+v, %v", b.listed, err)
	}
	resp, body := do(t, "GET", server.URL+"/v1/tasks?limit=0&status=lost&label=1&label=2&label=3&label=4", "", "X-Request-ID", "NO")
	if resp.StatusCode != 400 || body != `{"code":400,"message":"the request is not valid: query status: must be one of \"open\", \"in-progress\", \"done\"; `+
		`query limit: must be at least 1; query label: must have at most 3 elements, not 4; header X-Request-ID: must match ^[a-z0-9-]+$"}` {
		t.Errorf("%s %s", resp.Status, body)
	}
}

func TestResultBesideNoContent(t *testing.T) {
	_, client, _ := newBoard(t)
	create := func(title string) (*tasks.Task, error) {
		return client.CreateTask(t.Context(), tasks.CreateTaskParams{Body: tasks.NewTask{Title: title, Labels: tasks.Labels{"k": "v"}}})
	}
	result, err := create("new")
	if err != nil || result.Title != "new" || result.Labels["k"] != "v" {
		t.Errorf("got %+v, %v", result, err)
	}
	result, err = create("note")
	if result != nil || err != nil {
		t.Errorf("got %+v, %v", result, err)
	}
	for _, title := range []string{"nil", "panic"} {
		_, err := create(title)
		if e, ok := errors.AsType[*tasks.ErrorStatusError](err); !ok || e.StatusCode != 500 || e.Body.Code != 500 || e.Body.Message != "Internal Server Error" {
			t.Errorf("%s: %v", title, err)
		}
	}
}

func TestDeclaredErrors(t *testing.T) {
	_, client, _ := newBoard(t)
	_, err := client.GetTask(t.Context(), tasks.GetTaskParams{TaskID: "99"})
	missing, ok := errors.AsType[*tasks.NotFoundError](err)
	if !ok || missing.StatusCode != 404 || missing.Body.ID != "99" {
		t.Errorf("got %v", err)
	}
	if e, ok := errors.AsType[*tasks.APIError](err); !ok || e.StatusCode != 404 || string(e.Body) != `{"id":"99"}` {
		t.Errorf("as APIError it is %+v", e)
	}
	_, err = client.GetTask(t.Context(), tasks.GetTaskParams{TaskID: "teapot"})
	if e, ok := errors.AsType[*tasks.ErrorStatusError](err); !ok || e.StatusCode != 418 || e.Body != (tasks.Error{Code: 7, Message: "short and stout"}) || e.Header.Get("X-Pot") != "short" {
		t.Errorf("got %v", err)
	}
	_, err = client.UpdateTask(t.Context(), tasks.UpdateTaskParams{TaskID: "99"})
	if e, ok := errors.AsType[*tasks.NotFoundError](err); !ok || e.Body.ID != "99" || e.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("got %v", err)
	}
	err = client.DeleteTask(t.Context(), tasks.DeleteTaskParams{TaskID: "1"}) //nolint:staticcheck // deprecated operations are served, too
	if e, ok := errors.AsType[*tasks.APIError](err); !ok || e.StatusCode != 501 {
		t.Errorf("got %v", err)
	}
}

func TestKeys(t *testing.T) {
	_, client, server := newBoard(t)
	for key, want := range map[string]int{"": 401, "wrong": 401, "banned": 403, "key": 200} {
		_, err := client.With(tasks.WithKey(key)).GetTask(t.Context(), tasks.GetTaskParams{TaskID: "1"})
		got := 200
		if e, ok := errors.AsType[*tasks.APIError](err); ok {
			got = e.StatusCode
		}
		if got != want {
			t.Errorf("%q: %d, want %d", key, got, want)
		}
	}
	// Another host gets no key.
	leaked := ""
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		leaked = r.Header.Get("X-API-Key") + r.Header.Get("Referer")
	}))
	defer other.Close()
	redirect := httptest.NewServer(http.RedirectHandler(strings.Replace(other.URL, "127.0.0.1", "localhost", 1), http.StatusFound))
	defer redirect.Close()
	_, _ = client.With(tasks.WithBaseURL(redirect.URL)).GetTask(t.Context(), tasks.GetTaskParams{TaskID: "1"})
	if leaked != "" {
		t.Errorf("the other host got %q", leaked)
	}
	if resp, _ := do(t, "GET", server.URL+"/v1/tasks/1", ""); resp.StatusCode != 401 {
		t.Errorf("without a key: %s", resp.Status)
	}
}

func TestBodies(t *testing.T) {
	b, client, server := newBoard(t, tasks.WithMaxRequestBytes(100))
	if _, err := client.UpdateTask(t.Context(), tasks.UpdateTaskParams{TaskID: "a/b"}); err != nil || b.updated.Body != nil || b.updated.TaskID != "a/b" {
		t.Errorf("no body became %+v, %v", b.updated, err)
	}
	if _, err := client.UpdateTask(t.Context(), tasks.UpdateTaskParams{TaskID: "1", Body: &tasks.NewTask{Title: "x"}}); err != nil || b.updated.Body == nil || b.updated.Body.Title != "x" {
		t.Errorf("a body became %+v, %v", b.updated, err)
	}
	_, err := client.CreateTask(t.Context(), tasks.CreateTaskParams{Body: tasks.NewTask{Labels: tasks.Labels{"long/key": strings.Repeat("x", 21)}, Estimate: tasks.Some(-1.0)}})
	invalid, ok := errors.AsType[*tasks.ConstraintError](err)
	if !ok || len(invalid.Violations) != 3 || invalid.Violations[2].Name != "/labels/long~1key" {
		t.Errorf("got %v", err)
	}
	for _, test := range []struct{ body, contentType, want string }{
		{`{"title":"a","status":"lost","wrong":1}`, "application/json",
			`{"code":400,"message":"the request is not valid: body /status: must be one of \"open\", \"in-progress\", \"done\"; body /wrong: is not a known member"}`},
		{`{}`, "application/json", `{"code":400,"message":"the request is not valid: body /title: is required"}`},
		{``, "", `{"code":400,"message":"the request is not valid: body: is required"}`},
		{`{"title":"a"`, "application/json", ""},
		{`{"title":"a"}`, "text/plain", `{"code":415,"message":"the content type \"text/plain\" is not accepted: send application/json"}`},
		{`{"title":"` + strings.Repeat("a", 100) + `"}`, "application/json", `{"code":413,"message":"http: request body too large"}`},
	} {
		resp, body := do(t, "POST", server.URL+"/v1/tasks", test.body, "Content-Type", test.contentType, "X-API-Key", "key")
		if resp.StatusCode/100 != 4 || resp.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s %s", test.body, resp.Status, body)
		}
		if test.want != "" && body != test.want {
			t.Errorf("%s: got %s, want %s", test.body, body, test.want)
		}
	}
	text, err := client.GetNote(t.Context(), tasks.GetNoteParams{TaskID: "a.txt", Number: -7})
	if err != nil || text != "a.txt: hello" {
		t.Errorf("the note is %q, %v", text, err)
	}
}

// Responses that other servers may send.
func TestForeignResponses(t *testing.T) {
	var status int
	var contentType, reply string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, reply)
	}))
	defer server.Close()
	client, err := tasks.NewClient(tasks.WithBaseURL(server.URL), tasks.WithMaxResponseBytes(200))
	if err != nil {
		t.Fatal(err)
	}
	const task = `"id":"1","title":"t","status":"brand-new","due":null,"subtasks":[]`
	for _, test := range []struct {
		name, reply, contentType string
		status                   int
		want                     string // part of the error, or ""
	}{
		{"unknown members and values", `{` + task + `,"later":{"a":[1,2]}}`, "application/json", 200, ""},
		{"null for an optional member", `{` + task + `,"estimate":null,"labels":null,"next":null}`, "application/json; charset=utf-8", 200, ""},
		{"missing members", `{"id":"1"}`, "application/json", 200, ""},
		{"wrong type", `{` + task + `,"estimate":"1"}`, "application/json", 200, "body /estimate: must be a number, not a string"},
		{"duplicate member", `{` + task + `,"id":"2"}`, "application/json", 200, "duplicate"},
		{"not JSON", `<html>`, "text/html", 200, "200 OK"},
		{"undeclared status", `{"code":1,"message":"m"}`, "application/json", 503, "503"},
		{"problem", `{"title":"Busy","detail":"come back later"}`, "application/problem+json", 429, "come back later"},
		{"too large", `{` + task + strings.Repeat(" ", 200) + `}`, "application/json", 200, "more than 200 bytes"},
		{"empty", ``, "application/json", 200, ": 0 bytes of"},
	} {
		status, contentType, reply = test.status, test.contentType, test.reply
		_, err := client.GetTask(t.Context(), tasks.GetTaskParams{TaskID: "1"})
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

func do(t *testing.T, method, url, body string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(header, 2) {
		req.Header.Set(pair[0], pair[1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(text)
}
