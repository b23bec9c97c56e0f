package media

import (
	stdjson "encoding/json"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// rgb is the object of the table "Style Examples" of the OpenAPI specification.
type rgb struct{ R, G, B int64 }

var rgbMembers = json.Members{Keys: []string{`,"R":`, `,"G":`, `,"B":`}, Required: []uint64{0x7}, NotNull: []uint64{0x0}}

func readRgb(r *json.Reader, i int, v *rgb) int {
	o, k, i := r.Open(i, &rgbMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = json.ReadInt(r, i, &v.R)
		case 1:
			i = json.ReadInt(r, i, &v.G)
		case 2:
			i = json.ReadInt(r, i, &v.B)
		}
	}
	return i
}

func appendRgb(b []byte, w *json.Writer, key string, v *rgb) []byte {
	b, n := json.Begin(b, key)
	b = json.AppendInt(b, `,"R":`, v.R)
	b = json.AppendInt(b, `,"G":`, v.G)
	b = json.AppendInt(b, `,"B":`, v.B)
	return json.EndObject(b, n)
}

// cell is the wire form of one value in one style, in both directions; "" in
// the table for n/a.
func cell[T any](t *testing.T, style form.Reader, value T, read json.ReadFunc[T], elem json.Appender[T], want string) {
	t.Helper()
	t.Run(fmt.Sprintf("%s %v %T", style.Kind, style.Explode, value), func(t *testing.T) {
		t.Helper()
		got, err := writeForm(style.Style, &value, elem)
		if err != nil || got != want {
			t.Errorf("wrote %q, %v; want %q", got, err, want)
		}
		var back T
		if err := readBack(style, want, &back, read); err != nil || !reflect.DeepEqual(back, value) {
			t.Errorf("%q reads as %v, %v; want %v", want, back, err, value)
		}
	})
}

func isSegment(style string) bool { return style == "simple" || style == "label" || style == "matrix" }

func writeForm[T any](s form.Style, p *T, elem json.Appender[T]) (string, error) {
	tree, err := form.TreeOf(0, p, elem)
	if err != nil {
		return "", err
	}
	if isSegment(s.Kind) {
		return s.Segment(tree)
	}
	pairs, err := s.Pairs(tree)
	var texts []string
	for _, p := range pairs {
		texts = append(texts, p.Name+"="+p.Text)
	}
	return strings.Join(texts, "&"), err
}

func readBack[T any](r form.Reader, text string, p *T, read json.ReadFunc[T]) error {
	var tree *form.Tree
	var err error
	if isSegment(r.Kind) {
		tree, err = r.FromSegment(text)
	} else {
		tree, err = r.FromPairs(form.ParsePairs(text))
	}
	if err != nil {
		return err
	}
	if tree == nil {
		return errAbsent
	}
	return form.ReadTree(tree, json.Strict, p, read)
}

var errAbsent = errors.New("absent")

func styleOf(style string, explode bool, shape form.Shape) form.Reader {
	r := form.Reader{Style: form.Style{Name: "color", Kind: style, Explode: explode, Escape: form.EscapeQuery}, Shape: shape, Unescape: url.QueryUnescape}
	if isSegment(style) {
		r.Escape, r.Unescape = form.EscapeSegment, url.PathUnescape
	}
	return r
}

func stringArray(r *json.Reader, i int, p *[]string) int {
	return json.ReadArray(r, i, p, json.ReadString)
}

func appendStrings(b []byte, w *json.Writer, key string, p *[]string) []byte {
	return json.AppendStrings(b, key, *p)
}

func TestStyleExamples(t *testing.T) {
	for _, row := range []struct {
		style                        string
		explode                      bool
		empty, string, array, object string
	}{
		{"matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"},
		{"matrix", true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"},
		{"label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"},
		{"label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"},
		{"simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"},
		{"simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"},
		{"form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"},
		{"form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"},
		{"spaceDelimited", false, "n/a", "n/a", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"},
		{"pipeDelimited", false, "n/a", "n/a", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"},
		{"deepObject", true, "n/a", "n/a", "n/a", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
	} {
		if row.empty != "n/a" {
			cell(t, styleOf(row.style, row.explode, form.Texts), "", json.ReadString, json.StringElem, row.empty)
			cell(t, styleOf(row.style, row.explode, form.Texts), "blue", json.ReadString, json.StringElem, row.string)
		}
		if row.array != "n/a" {
			cell(t, styleOf(row.style, row.explode, form.Lists), []string{"blue", "black", "brown"}, stringArray, appendStrings, row.array)
		}
		object := styleOf(row.style, row.explode, form.Objects)
		object.Members = []string{"R", "G", "B"}
		cell(t, object, rgb{100, 200, 150}, readRgb, appendRgb, row.object)
	}
}

// order has all that texts leave open: strings that look like numbers, arrays
// of one, objects in arrays, a map, anything.
type order struct {
	Code  string
	Count int32
	Paid  bool
	Tags  []string
	Sizes []float64
	Lines []rgb
	Notes map[string]string
	Extra stdjson.RawMessage
}

var orderMembers = json.Members{Keys: []string{`,"code":`, `,"count":`, `,"paid":`, `,"tags":`, `,"sizes":`, `,"lines":`, `,"notes":`, `,"extra":`}, Required: []uint64{0x7}, NotNull: []uint64{0x78}}

func readOrder(r *json.Reader, i int, v *order) int {
	o, k, i := r.Open(i, &orderMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = json.ReadString(r, i, &v.Code)
		case 1:
			i = json.ReadInt(r, i, &v.Count)
		case 2:
			i = json.ReadBool(r, i, &v.Paid)
		case 3:
			i = json.ReadArray(r, i, &v.Tags, json.ReadString)
		case 4:
			i = json.ReadArray(r, i, &v.Sizes, json.ReadFloat)
		case 5:
			i = json.ReadArray(r, i, &v.Lines, readRgb)
		case 6:
			i = json.ReadMap(r, i, &v.Notes, json.ReadString)
		case 7:
			i = json.ReadRaw(r, i, &v.Extra)
		}
	}
	return i
}

func appendOrder(b []byte, w *json.Writer, key string, v *order) []byte {
	b, n := json.Begin(b, key)
	b = json.AppendString(b, `,"code":`, v.Code)
	b = json.AppendInt(b, `,"count":`, int64(v.Count))
	b = json.AppendBool(b, `,"paid":`, v.Paid)
	b = json.AddStrings(b, `,"tags":`, v.Tags)
	b = json.AddArray(b, w, `,"sizes":`, v.Sizes, json.FloatElem)
	b = json.AddArray(b, w, `,"lines":`, v.Lines, appendRgb)
	b = json.AddMap(b, w, `,"notes":`, v.Notes, json.StringElem)
	b = json.AddRaw(b, w, `,"extra":`, v.Extra)
	return json.EndObject(b, n)
}

var orders = []order{
	{Code: "007", Count: 7, Paid: true},
	{Code: "", Tags: []string{"1"}, Sizes: []float64{1.5}},
	{Code: "true", Tags: []string{"a,b", "c d", "e&f=g", "%2F", "+", "ü", "a|b.c;d", "x"}, Lines: []rgb{{1, 2, 3}}},
	{Code: "12e3", Lines: []rgb{{1, 2, 3}, {4, 5, 6}}, Notes: map[string]string{"a.b": "1", "null": "null"}},
	{Code: `{"a":1}`, Notes: map[string]string{"0": "zero", "1": "one"}, Extra: stdjson.RawMessage(`"x"`)},
	{Code: "[", Extra: stdjson.RawMessage(`{"a":[1,true,"x"]}`)},
	{Code: "null", Tags: []string{}, Notes: map[string]string{}, Lines: []rgb{}},
}

func TestFormNestedRoundTrip(t *testing.T) {
	for _, style := range []struct {
		style   string
		explode bool
	}{{"deepObject", true}, {"form", false}, {"form", true}, {"simple", false}, {"simple", true}, {"label", true}, {"matrix", true}, {"matrix", false}} {
		for _, v := range orders {
			if style.style != "deepObject" {
				v.Extra = nil // raw JSON is a text there
			}
			r := styleOf(style.style, style.explode, form.Objects)
			text, err := writeForm(r.Style, &v, appendOrder)
			if err != nil {
				t.Fatal(err)
			}
			var back order
			if err := readBack(r, text, &back, readOrder); err != nil {
				t.Errorf("%s %v: %q: %v", style.style, style.explode, text, err)
			} else if style.explode && style.style == "form" && len(v.Tags) == 0 {
				v.Tags, v.Lines, back.Tags, back.Lines = nil, nil, nil, nil // an empty array cannot be distinguished from a missing one
			}
			if !reflect.DeepEqual(back, v) {
				t.Errorf("%s %v: %q reads as %+v, want %+v", style.style, style.explode, text, back, v)
			}
		}
	}
}

// Names as others write them.
func TestDeepObjectDialects(t *testing.T) {
	base := "color[code]=1&color[count]=2&color[paid]=true&"
	for query, want := range map[string]order{
		"color[tags]=a":                                                  {Tags: []string{"a"}},
		"color[tags][]=a":                                                {Tags: []string{"a"}},
		"color[tags][]=a&color[tags][]=b":                                {Tags: []string{"a", "b"}},
		"color[tags]=a&color[tags]=b":                                    {Tags: []string{"a", "b"}},
		"color[tags][1]=b&color[tags][0]=a":                              {Tags: []string{"a", "b"}},
		"color[tags][10]=c&color[tags][9]=b":                             {Tags: []string{"b", "c"}},
		"color%5Btags%5D%5B%5D=a":                                        {Tags: []string{"a"}},
		"color[tags]=":                                                   {Tags: []string{}},
		`color[tags]=["a","b"]`:                                          {Tags: []string{"a", "b"}},
		"color[lines][R]=1&color[lines][G]=2&color[lines][B]=3":          {Lines: []rgb{{1, 2, 3}}},
		"color[lines][0][R]=1&color[lines][0][G]=2&color[lines][0][B]=3": {Lines: []rgb{{1, 2, 3}}},
		`color[lines][]={"R":1,"G":2,"B":3}`:                             {Lines: []rgb{{1, 2, 3}}},
		"color[notes][0]=a&color[notes][1]=b":                            {Notes: map[string]string{"0": "a", "1": "b"}},
		"color[notes][a[b]=a":                                            {Notes: map[string]string{"a[b": "a"}},
		"colorful[tags]=a&color[tags=b&color]=c":                         {},
	} {
		want.Code, want.Count, want.Paid = "1", 2, true
		var got order
		if err := readBack(styleOf("deepObject", true, form.Objects), base+query, &got, readOrder); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s reads as %+v, %v; want %+v", query, got, err, want)
		}
	}
}

func TestFormRefusals(t *testing.T) {
	for _, row := range []struct {
		style   string
		explode bool
		query   string
		want    string
	}{
		{"deepObject", true, "color[R]=x&color[G]=1&color[B]=1.5", "body /R: must be an integer; body /B: must be an integer, not a fraction"},
		{"deepObject", true, "color[R]=1&color[R][x]=1&color[G]=1&color[B]=1", "must not be both a value and an object"},
		{"deepObject", true, "color[R][x]=1&color[R]=1", "must not be both a value and an object"},
		{"deepObject", true, "color[R]=1&color[R]=1&color[R][x]=1", "must not be both a value and an object"},
		{"deepObject", true, "color=red", "body: must be an object"},
		{"deepObject", true, "color[R]=%zz", "must be escaped as in a URL"},
		{"deepObject", true, "color" + strings.Repeat("[a]", 101) + "=1", "absent"},
		{"form", false, "color=R,100,G", "body: must be an object"},
		{"form", true, "R=1&R=2&G=1&B=1", "body /R: must be an integer, not an array"},
		{"form", true, "X=1", "body /R: is required; body /G: is required; body /B: is required"},
		{"label", true, "R=1", "must start with a dot"},
		{"matrix", true, "R=1", "must start with a semicolon"},
		{"matrix", false, ";colour=R,1", "absent"},
	} {
		var v rgb
		if err := readBack(styleOf(row.style, row.explode, form.Objects), row.query, &v, readRgb); err == nil || err.Error() != row.want {
			t.Errorf("%s %v %s: %v, want %s", row.style, row.explode, row.query, err, row.want)
		}
	}
}

func TestFormWriteRefusals(t *testing.T) {
	for _, row := range []struct {
		style form.Reader
		value []string
		want  string
	}{
		{styleOf("spaceDelimited", false, form.Lists), []string{"a b"}, `color: a value contains " ", which separates values in the style spaceDelimited`},
		{styleOf("pipeDelimited", false, form.Lists), []string{"a|b"}, `color: a value contains "|", which separates values in the style pipeDelimited`},
		{form.Reader{Style: form.Style{Name: "color", Kind: "simple"}}, []string{"a,b"}, `color: a value contains ",", which separates values in the style simple`},
	} {
		if text, err := writeForm(row.style.Style, &row.value, appendStrings); err == nil || err.Error() != row.want {
			t.Errorf("%s: %q, %v; want %s", row.style.Kind, text, err, row.want)
		}
	}
	names := map[string]string{"a]b": ""}
	_, err := writeForm(styleOf("deepObject", true, form.Objects).Style, &names, func(b []byte, w *json.Writer, key string, p *map[string]string) []byte {
		return json.AppendMap(b, w, key, *p, json.StringElem)
	})
	if want := `color: the member "a]b" contains ], which ends names in the style deepObject`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// A union of a string and an integer takes what looks like an integer for one,
// and a union without numbers a string.
func TestFormScalarUnions(t *testing.T) {
	for text, want := range map[string]string{"12": "12", "true": `"true"`, "x": `"x"`, "012": `"012"`} {
		read := func(r *json.Reader, i int, p *stdjson.RawMessage) (end int) {
			switch r.Kind(i) {
			case '"', '0':
				return json.ReadRaw(r, i, p)
			}
			*p, end = json.UnknownVariant(r, i, "oneOf", "must be a string or an integer")
			return end
		}
		var got stdjson.RawMessage
		if err := readBack(styleOf("form", true, form.Texts), "color="+text, &got, read); err != nil || string(got) != want {
			t.Errorf("%s reads as %s, %v; want %s", text, got, err, want)
		}
	}
}

// FuzzFormTree reads hostile names: no panic, and work linear in the input.
func FuzzFormTree(f *testing.F) {
	for _, query := range []string{"color[a][b]=1&color[a][c]=2", "color[]=1&color[0]=2", "color[99999999999]=1", "color[a][]=1&color[a][]=2", "color=1&color=%", "a=1&b=2,3"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, style := range []string{"deepObject", "form", "pipeDelimited", "label", "matrix", "simple"} {
			for _, explode := range []bool{false, true} {
				for shape := form.Texts; shape <= form.Texts|form.Lists|form.Objects; shape++ {
					var v order
					_ = readBack(styleOf(style, explode, shape), query, &v, readOrder)
					var raw stdjson.RawMessage
					if err := readBack(styleOf(style, explode, shape), query, &raw, json.ReadRaw); err == nil && !stdjson.Valid(raw) {
						t.Errorf("%s reads as %s", query, raw)
					}
				}
			}
		}
	})
}

// FuzzFormTexts: what a style writes it reads back.
func FuzzFormTexts(f *testing.F) {
	f.Add("a,b", "007")
	f.Add("", "true")
	f.Add("a=b.c;d", "%2F +")
	f.Fuzz(func(t *testing.T, a, b string) {
		want := order{Code: strings.ToValidUTF8(a, "?"), Notes: map[string]string{"x": strings.ToValidUTF8(b, "?"), "y": "z"}}
		for _, style := range []string{"deepObject", "form", "label", "matrix", "simple"} {
			r := styleOf(style, true, form.Objects)
			text, err := writeForm(r.Style, &want, appendOrder)
			if err != nil {
				t.Fatal(err)
			}
			var got order
			if err := readBack(r, text, &got, readOrder); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %q reads as %+v, %v; want %+v", style, text, got, err, want)
			}
		}
	})
}

type needs struct {
	List  []string
	Map   map[string]string
	Any   core.Opt[string]
	Inner struct{ Tags []string }
	Name  string
}

var needsMembers = json.Members{Keys: []string{`,"list":`, `,"map":`, `,"any":`, `,"in/ner":`, `,"name":`}, Required: []uint64{0x1f}, NotNull: []uint64{0x3}}

func readNeeds(r *json.Reader, i int, v *needs) int {
	o, k, i := r.Open(i, &needsMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = json.ReadArray(r, i, &v.List, json.ReadString)
		case 1:
			i = json.ReadMap(r, i, &v.Map, json.ReadString)
		case 2:
			i = json.ReadNullable(r, i, &v.Any, json.ReadString)
		case 3:
			i = readInner(r, i, &v.Inner.Tags)
		case 4:
			i = json.ReadString(r, i, &v.Name)
		}
	}
	return i
}

var innerMembers = json.Members{Keys: []string{`,"tags":`}, Required: []uint64{0x1}, NotNull: []uint64{0x1}}

func readInner(r *json.Reader, i int, v *[]string) int {
	o, k, i := r.Open(i, &innerMembers)
	for ; k >= 0; k, i = o.Next(i) {
		i = json.ReadArray(r, i, v, json.ReadString)
	}
	return i
}

func appendNeeds(b []byte, w *json.Writer, key string, v *needs) []byte {
	b, n := json.Begin(b, key)
	b = json.AppendStrings(b, `,"list":`, v.List)
	b = json.AppendMap(b, w, `,"map":`, v.Map, json.StringElem)
	b = json.AppendNullable(b, w, `,"any":`, &v.Any, json.StringElem)
	b = append(b, `,"in/ner":`...)
	inner := len(b)
	b = json.EndObject(json.AppendStrings(b, `,"tags":`, v.Inner.Tags), inner)
	b = json.AppendString(b, `,"name":`, v.Name)
	return json.EndObject(b, n)
}

// What a form cannot write it cannot have left out.
func TestFormWithoutEmptyMembers(t *testing.T) {
	empty := needs{List: []string{}, Map: map[string]string{}, Any: core.Null[string](), Name: "n"}
	empty.Inner.Tags = []string{}
	data, err := EncodeForm(0, &empty, appendNeeds, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(data), "map={}&in/ner={\"tags\":[]}&name=n"} {
		for _, mode := range []json.Mode{json.Strict, 0} { // a lenient reader makes it nil
			var got needs
			err := DecodeForm([]byte(text), mode, &got, readNeeds, nil)
			again, _ := EncodeForm(0, &got, appendNeeds, nil)
			if err != nil || string(again) != string(data) || mode == json.Strict && !reflect.DeepEqual(got, empty) {
				t.Errorf("%s: read %+v, %v", text, got, err)
			}
		}
	}
	for text, want := range map[string]string{
		"map={}&in/ner={\"tags\":[]}": "body /name: is required",
		"in/ner={\"tags\":[]}&name=n": "body /map: is required", // it would have been {}
		"in/ner={}&map={}&name=n":     "body /in~1ner/tags: is required",
		"in/ner[tags]=a&name=n":       "body /map: is required; body /in~1ner: is required",
	} {
		var got needs
		if err := DecodeForm([]byte(text), json.Strict, &got, readNeeds, nil); err == nil || err.Error() != want {
			t.Errorf("%s: read %+v, %v, want %s", text, got, err, want)
		}
	}
	// In the style deepObject an empty map has no names.
	var got needs
	text := "in/ner={\"tags\":[]}&name=n"
	if err := DecodeForm([]byte(text), json.Strict, &got, readNeeds, []FormMember{{Name: "map", Style: "deepObject", Explode: true, Shape: form.Objects}}); err != nil || got.Map == nil {
		t.Errorf("%s: read %+v, %v", text, got, err)
	}
}
