package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

type (
	// StatusError is a copy of peergen's type of this name.
	StatusError[T any] struct {
		StatusCode int
		Body       T
	}
	Missing struct {
		ID string `json:"id"`
	}
	// GetToyResult is a result in the form of peergen, with a header.
	GetToyResult struct {
		ETag string
		Body pet
	}
	// GetToy200JSONResponse and the next two are types of oapi-codegen.
	GetToy200JSONResponse struct{ Body pet }
	GetToy404JSONResponse struct{ Missing }
	GetToyResponse        struct {
		Body             []byte
		JSON200, JSON404 *pet
	}
	toyClient struct {
		url  string
		http *http.Client
	}
)

func (e *StatusError[T]) Error() string { return "declared" }

func (r GetToy200JSONResponse) VisitGetToyResponse(w http.ResponseWriter) error {
	return json.NewEncoder(w).Encode(r.Body)
}

func (r GetToy404JSONResponse) VisitGetToyResponse(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNotFound)
	return json.NewEncoder(w).Encode(r.Missing)
}

type GetToyParams struct{}

func (c toyClient) GetToy(context.Context, GetToyParams) (*GetToyResult, error) {
	resp, err := c.http.Get(c.url)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound {
		e := &StatusError[Missing]{StatusCode: resp.StatusCode}
		_ = json.Unmarshal(data, &e.Body)
		return nil, e
	}
	result := new(GetToyResult)
	return result, json.Unmarshal(data, &result.Body)
}

func TestAnswers(t *testing.T) {
	ours := Peer{
		Name: "peergen",
		Dial: func(url string, c *http.Client) (any, error) { return toyClient{url, c}, nil },
		Serve: func(saw Saw) (http.Handler, error) {
			return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				var result *GetToyResult
				if err := saw("GetToy", GetToyParams{}, &result, func(int) {}); err != nil {
					w.WriteHeader(http.StatusNotFound)
					_, _ = fmt.Fprint(w, `{"name":"`+err.Error()+`"}`)
					return
				}
				_ = json.NewEncoder(w).Encode(result.Body)
			}), nil
		},
		Fill:    unmarshal,
		Replies: map[string]any{"GetToy404Error": new(StatusError[pet])},
	}
	theirs := Peer{Name: "oapi-codegen", Replies: map[string]any{
		"GetToy200JSONResponse": new(GetToy200JSONResponse), "GetToy404JSONResponse": new(GetToy404JSONResponse),
		"ParseGetToyResponse": func(resp *http.Response) (*GetToyResponse, error) {
			var r GetToyResponse
			var p pet
			if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
				return nil, err
			}
			if p.Name == "unread" {
				r.Body = []byte("unread")
				return &r, nil
			}
			r.JSON200 = &p
			return &r, nil
		},
	}}
	for _, c := range []struct {
		declared, value string
		status          int
		toOurs, toTheir string // prefixes of the differences
	}{
		{"200", `{"name":"a","age":3}`, 200, "", ""},
		{"200", `{"name":"a","tail":3}`, 200, "lost /tail", "lost /tail"},
		{"200", `{"name":"unread"}`, 200, "", "not decoded (unread)"},
		{"404", `{"id":"a"}`, 404, "", `member "name" has come`},
		{"404", `{"name":"declared"}`, 404, `member "id" has come`, ""},
		{"503", `{}`, 503, "no type of 503 application/json", "no error of 503 application/json"},
	} {
		got := compareReplies(ours, theirs, []Reply{{Operation: "getToy", Declared: c.declared, Status: c.status, Kind: "application/json", Value: json.RawMessage(c.value)}})
		for i, want := range []string{c.toOurs, c.toTheir} {
			if difference := strings.TrimPrefix(got[i].Difference, `at "": `); !strings.HasPrefix(difference, want) || (difference == "") != (want == "") {
				t.Errorf("%s %s: %s: %q, want %q", c.declared, c.value, got[i].Direction, got[i].Difference, want)
			}
		}
	}
}
