package driver

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// FilePart is a copy of peergen's type of this name.
type FilePart struct {
	Filename string
	Content  io.Reader
}

type upload struct {
	Note   string     `json:"note"`
	File   FilePart   `json:"-"`
	Thumb  *FilePart  `json:"-"`
	PageNo []FilePart `json:"-"`
}

func TestParts(t *testing.T) {
	a := Arg{In: "body", Kind: multipartForm, Files: []string{"file", "page_no"}, Value: json.RawMessage(`{"note":"n","file":"f","page_no":["1","2"],"meta":{"b":1,"a":2}}`)}
	var v upload
	if err := unmarshal(a.Value, &v); err != nil {
		t.Fatal(err)
	}
	if err := setFiles(reflect.ValueOf(&v), a); err != nil {
		t.Fatal(err)
	}
	data, parts, err := content(reflect.ValueOf(&v))
	if want := `{"file":"f","note":"n","pageno":["1","2"]}`; err != nil || parts || string(data) != want {
		t.Errorf("%s, %v, want %s", data, err, want)
	}
	if difference := a.withFields().differs(data); difference != "lost /meta" {
		t.Errorf("%q", difference)
	}

	contentType, body, err := written(a)
	if err != nil {
		t.Fatal(err)
	}
	_, boundary, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	data, parts, err = content(reflect.ValueOf(multipart.NewReader(body, boundary["boundary"])))
	if difference := a.asParts().differs(data); err != nil || !parts || difference != "" {
		t.Errorf("%s: %s, %v", data, difference, err)
	}
}

func TestMux(t *testing.T) {
	var mux Mux
	for _, pattern := range []string{"GET /a/{x}", "GET /a/{x}/c", "GET /a/b/{y}", "GET /f({x})"} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, pattern+" "+r.PathValue("y")) })
	}
	for path, want := range map[string]string{"/a/1": "GET /a/{x} ", "/a/1/c": "GET /a/{x}/c ", "/a/b/2": "GET /a/b/{y} 2", "/f(1)": "404"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got := w.Body.String(); got != want && !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if len(mux.Refused) != 2 || mux.Refused[0].Pattern != "GET /a/b/{y}" || mux.Refused[1].Pattern != "GET /f({x})" {
		t.Errorf("%+v", mux.Refused)
	}
}
