package behaviour

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

func (s *store) SendForm(_ context.Context, params media.SendFormParams) (*media.Order, error) {
	s.ordered = media.Order{Name: "nothing"}
	if params.Body != nil {
		s.ordered = *params.Body
	}
	return &s.ordered, nil
}

func (s *store) SendParts(_ context.Context, params media.SendPartsParams) (*media.Order, error) {
	return s.SendForm(context.Background(), media.SendFormParams(params))
}

func (s *store) SendDelimited(_ context.Context, params media.SendDelimitedParams) (*media.Delimited, error) {
	return &params.Body, nil
}

// Lists with delimiters other than the comma survive the trip in both kinds of forms.
func TestMediaFormDelimited(t *testing.T) {
	_, client, _ := newStore(t)
	all := media.Delimited{Pipes: []string{"a", "b c", "%7C+"}, Spaces: []string{"a+", "b|c"}, Commas: []string{"a;b", "c d", "/"}}
	escaped := media.Delimited{Commas: []string{"a,b", "c"}}
	spaces, pipes := media.Delimited{Spaces: []string{"a b"}}, media.Delimited{Pipes: []string{"a|b"}}
	for _, c := range []struct {
		contentType string
		body        media.Delimited
		ok          bool
	}{
		{"application/x-www-form-urlencoded", all, true}, {"multipart/form-data", all, true},
		{"application/x-www-form-urlencoded", escaped, true}, {"multipart/form-data", escaped, false}, // its texts are not escaped
		{"application/x-www-form-urlencoded", spaces, false}, {"multipart/form-data", spaces, false},
		{"application/x-www-form-urlencoded", pipes, false}, {"multipart/form-data", pipes, false},
	} {
		got, err := client.With(media.WithContentType(c.contentType)).SendDelimited(t.Context(), media.SendDelimitedParams{Body: c.body})
		if c.ok != (err == nil) || c.ok && !reflect.DeepEqual(*got, c.body) {
			t.Errorf("%s: sent %+v, got %+v, %v", c.contentType, c.body, got, err)
		}
	}
}

// describe returns a multipart body as text.
func describe(p media.SendParams) (string, error) {
	var out strings.Builder
	b := p.Body
	fmt.Fprintf(&out, "%s %v %v", b.Title, b.Count.Or(-1), b.Tags)
	if b.Meta != nil {
		fmt.Fprintf(&out, " %v", *b.Meta)
	}
	files := []media.FilePart{b.File}
	if b.Thumb != nil {
		files = append(files, *b.Thumb)
	}
	for _, f := range append(files, b.Attachments...) {
		data, err := io.ReadAll(f.Content)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, " %s(%s)=%s", f.Filename, f.ContentType, data)
		if v := f.Header.Get("X-Note"); v != "" {
			out.WriteString(" note " + v)
		}
	}
	return out.String(), nil
}

func TestMediaMultipart(t *testing.T) {
	s, client, _ := newStore(t)
	s.sent = describe
	ctx := context.Background()
	for want, body := range map[string]media.SendBody{
		"a -1 [] file(application/octet-stream)=x": {Title: "a", File: media.FilePart{Content: strings.NewReader("x")}},
		`true 3 [1 true {"a":1}] {A:1 B:[1 2]} "ü.txt(text/plain)=x note n pic.png(image/png)=y 1(application/octet-stream)=1 2(a/b)=2`: {
			Title: "true", Count: media.Some(int64(3)), Tags: []string{"1", "true", `{"a":1}`}, Meta: &media.Meta{A: "1", B: []int64{1, 2}},
			File:  media.FilePart{Filename: `"ü.txt`, ContentType: "text/plain", Header: http.Header{"X-Note": {"n"}}, Content: strings.NewReader("x")},
			Thumb: &media.FilePart{Filename: "pic.png", ContentType: "image/png", Content: strings.NewReader("y")},
			Attachments: []media.FilePart{
				{Filename: "1", Content: strings.NewReader("1")}, {Filename: "2", ContentType: "a/b", Content: strings.NewReader("2")},
			},
		},
	} {
		want = strings.Replace(want, "{A:1 B:[1 2]}", "{1 [1 2]}", 1)
		if got, err := client.Send(ctx, media.SendParams{Body: body}); got != want || err != nil {
			t.Errorf("%s, %v\nwant %s", got, err, want)
		}
	}
	for want, body := range map[string]media.SendBody{
		"the file file has no content": {Title: "a"},
		"at most 3 elements":           {Title: "a", File: media.FilePart{Content: strings.NewReader("")}, Attachments: make([]media.FilePart, 4)},
		"at most 20":                   {Title: strings.Repeat("x", 21), File: media.FilePart{Content: strings.NewReader("")}},
		"a line break":                 {File: media.FilePart{Content: strings.NewReader(""), ContentType: "a/b\r\nX-Evil: 1"}},
		"the disk fell off":            {File: media.FilePart{Content: broken{zeros(10)}}},
	} {
		if _, err := client.Send(ctx, media.SendParams{Body: body}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestMediaMultipartIsSentAgain(t *testing.T) {
	s, client, server := newStore(t)
	s.sent = describe
	away := httptest.NewServer(http.RedirectHandler(server.URL+"/upload", http.StatusTemporaryRedirect))
	defer away.Close()
	client = client.With(media.WithBaseURL(away.URL))
	body := media.SendBody{Title: "a", File: media.FilePart{Content: strings.NewReader("x")}}
	if got, err := client.Send(context.Background(), media.SendParams{Body: body}); err != nil || !strings.HasSuffix(got, "=x") {
		t.Errorf("%s, %v", got, err)
	}
}

// part is a part in the form that another client sends.
type part struct{ name, filename, contentType, text string }

func form(t *testing.T, parts ...part) (contentType, body string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, p := range parts {
		disposition := fmt.Sprintf(`form-data; name=%q`, p.name)
		if p.filename != "" {
			disposition += fmt.Sprintf(`; filename=%q`, p.filename)
		}
		header := map[string][]string{"Content-Disposition": {disposition}}
		if p.contentType != "" {
			header["Content-Type"] = []string{p.contentType}
		}
		writer, err := w.CreatePart(header)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(writer, p.text)
	}
	_ = w.Close()
	return w.FormDataContentType(), out.String()
}

func TestMediaMultipartOfOthers(t *testing.T) {
	s, _, server := newStore(t)
	s.sent = describe
	title, file := part{name: "title", text: "a"}, part{name: "file", filename: "f", text: "x"}
	for _, c := range []struct {
		parts  []part
		status int
		reply  string // or a part of it
	}{
		{[]part{title, file}, 200, "a -1 [] f()=x"},
		{[]part{title, {name: "file", text: "no name"}}, 200, "a -1 [] ()=no name"},
		{[]part{title, file, {name: "meta", filename: "blob", contentType: "application/json", text: `{"a":"b"}`}}, 200, "a -1 [] {b []} f()=x"},
		{[]part{title, file, {name: "meta", contentType: "application/json", text: `{"b":[]}`}}, 400, `"/meta/a"`},
		{[]part{title, file, {name: "count", text: "0"}}, 400, `"/count"`},
		{[]part{title, file, {name: "count", text: "many"}}, 400, `"must be an integer`},
		{[]part{title}, 400, `"/file"`},
		{[]part{file}, 400, `"/title"`},
		{[]part{title, file, file}, 400, "must be one file, not 2"},
		{[]part{title, file, {name: "thumb", filename: "t", contentType: "image/jpeg", text: "y"}}, 200, "t(image/jpeg)=y"},
		{[]part{title, file, {name: "thumb", filename: "t", contentType: "image/gif", text: "y"}}, 400, "must be image/png, image/jpeg, not image/gif"},
		{[]part{title, file, {name: "tags", text: "1"}, {name: "tags", text: "2"}}, 200, "a -1 [1 2] f()=x"},
		{[]part{title, file, {name: "unknown", text: "1"}}, 200, "a -1 [] f()=x"},
	} {
		contentType, body := form(t, c.parts...)
		if status, reply, _ := raw(t, server, http.MethodPost, "/upload", contentType, body); status != c.status || !strings.Contains(reply, c.reply) {
			t.Errorf("%v: %d %s", c.parts, status, reply)
		}
	}
	for contentType, want := range map[string]int{"multipart/form-data": 400, "text/plain": 415, "multipart/form-data; boundary=x": 400} {
		if status, reply, _ := raw(t, server, http.MethodPost, "/upload", contentType, "--x\r\n"); status != want {
			t.Errorf("%s: %d %s", contentType, status, reply)
		}
	}
}

func TestMediaMultipartLeavesNoFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s, client, server := newStore(t)
	during := 0
	s.sent = func(media.SendParams) (string, error) {
		files, err := os.ReadDir(os.TempDir())
		during = len(files)
		return "", err
	}
	body := media.SendBody{Title: "a", File: media.FilePart{Content: zeros(5 << 20)}}
	if _, err := client.Send(context.Background(), media.SendParams{Body: body}); err != nil || during == 0 {
		t.Errorf("%v, %d files", err, during)
	}
	var tooLarge *media.APIError
	body.File.Content = zeros(11 << 20)
	if _, err := client.Send(context.Background(), media.SendParams{Body: body}); !errors.As(err, &tooLarge) || tooLarge.StatusCode != 413 {
		t.Errorf("%v", err)
	}
	server.Close() // waits for the handlers
	if files, _ := os.ReadDir(os.TempDir()); len(files) != 0 {
		t.Errorf("left over: %v", files)
	}
}

func TestMediaForms(t *testing.T) {
	_, client, server := newStore(t)
	ctx := context.Background()
	orders := []media.Order{
		{Name: ""},
		{Name: "true", Price: media.Some(0.25), Open: media.Some(false), Note: media.Some("null")},
		{
			Name: "a b&c=d+ü%", Tags: []string{"1", "x,y", "{}", ""}, IDs: []int64{1, -2}, Meta: &media.Meta{A: "[x]", B: []int64{1, 2}},
			Raw: []media.Meta{{A: "1"}}, Plain: &media.Meta{A: "2", B: []int64{3}},
		},
		{Name: "one of each", Tags: []string{"1"}, IDs: []int64{1}, Meta: &media.Meta{A: "1", B: []int64{1}}},
	}
	for _, order := range orders {
		if got, err := client.SendForm(ctx, media.SendFormParams{Body: &order}); err != nil || !reflect.DeepEqual(*got, order) {
			t.Errorf("form: %+v, %v\nwant %+v", got, err, order)
		}
		if got, err := client.SendParts(ctx, media.SendPartsParams{Body: &order}); err != nil || !reflect.DeepEqual(*got, order) {
			t.Errorf("parts: %+v, %v\nwant %+v", got, err, order)
		}
	}
	if got, err := client.SendForm(ctx, media.SendFormParams{}); err != nil || got.Name != "nothing" {
		t.Errorf("%v, %v", got, err)
	}
	const typ = "application/x-www-form-urlencoded"
	for body, want := range map[string]string{
		"name=a&meta[a]=x&meta[b][0]=1&meta[b][]=2&ids=1,2&tags=x": `200 {"name":"a","tags":["x"],"ids":[1,2],"meta":{"a":"x","b":[1,2]}}`,
		"name=a+b%26&raw=%5B%7B%22a%22%3A%22x%22%7D%5D":            `200 {"name":"a b&","raw":[{"a":"x"}]}`,
		"name=1&plain={\"a\":\"x\"}":                               `200 {"name":"1","plain":{"a":"x"}}`,
		"price=a":                                                  "400 /name /price",
		"name=a&raw=[":                                             "400 /raw",
		"name=%zz":                                                 "400 /name",
		"name=a&name=b":                                            "400 /name",
	} {
		status, reply, _ := raw(t, server, http.MethodPost, "/form", typ, body)
		code, rest, _ := strings.Cut(want, " ")
		if fmt.Sprint(status) != code {
			t.Errorf("%s: %d %s", body, status, reply)
		}
		for place := range strings.FieldsSeq(rest) {
			if status == 400 && !strings.Contains(reply, `"`+place+`"`) {
				t.Errorf("%s: %s, want %s", body, reply, place)
			}
		}
		if status == 200 && reply != rest {
			t.Errorf("%s: %s", body, reply)
		}
	}
	if status, _, _ := raw(t, server, http.MethodPost, "/form", "application/json", "{}"); status != 415 {
		t.Error(status)
	}
}

// TestMediaFormBytes compares the bytes that the client sends with the
// document.
func TestMediaFormBytes(t *testing.T) {
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = string(body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"name":""}`)
	}))
	defer server.Close()
	client, _ := media.NewClient(media.WithBaseURL(server.URL))
	order := media.Order{Name: "a b", Price: media.Some(1.5), Tags: []string{"x", "y"}, IDs: []int64{1, 2}, Meta: &media.Meta{A: "m", B: []int64{7}}, Raw: []media.Meta{{A: "r"}}}
	if _, err := client.SendForm(context.Background(), media.SendFormParams{Body: &order}); err != nil {
		t.Fatal(err)
	}
	if want := "name=a+b&price=1.5&tags=x&tags=y&ids=1,2&meta%5Ba%5D=m&meta%5Bb%5D%5B0%5D=7&raw=%5B%7B%22a%22%3A%22r%22%7D%5D"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
