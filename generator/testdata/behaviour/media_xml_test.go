package behaviour

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

func (s *store) EchoPet(_ context.Context, params media.EchoPetParams) (*media.Pet, error) {
	return &params.Body, nil
}

func (s *store) EchoPets(_ context.Context, params media.EchoPetsParams) ([]media.Pet, error) {
	return params.Body, nil
}

var pets = []media.Pet{
	{Name: "a", PhotoURLs: []string{}},
	{
		ID: media.Some(int64(7)), Name: "  <b> & \"c\" \u2028", Category: &media.Category{ID: media.Some(int64(1))}, PhotoURLs: []string{"1", "true", ""},
		Tags: []media.Category{{Name: media.Some("x")}, {}}, Open: media.Some(true), Extra: map[string]int64{"k": 1, "l": 2},
		Parent: &media.Pet{Name: "12", PhotoURLs: []string{"u"}}, Either: media.EitherString("text"), Note: media.Some("null"),
	},
	{Name: "true", PhotoURLs: []string{"u"}, Tags: []media.Category{{}}, Either: media.EitherInteger(5)},
}

func TestMediaXML(t *testing.T) {
	_, client, _ := newStore(t)
	ctx := context.Background()
	for _, pet := range pets {
		if got, err := client.EchoPet(ctx, media.EchoPetParams{Body: pet}); err != nil || !reflect.DeepEqual(*got, pet) {
			t.Errorf("%+v, %v\nwant %+v", got, err, pet)
		}
	}
	for _, list := range [][]media.Pet{{}, pets[:1], pets} {
		if got, err := client.EchoPets(ctx, media.EchoPetsParams{Body: list}); err != nil || !reflect.DeepEqual(got, list) {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestMediaXMLBytes(t *testing.T) {
	_, client, server := newStore(t)
	var sent string
	foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		w.Header().Set("Content-Type", "text/xml; charset=utf-8")
		_, _ = io.WriteString(w, `<!-- one --><ArrayOfPet xmlns="urn:x" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><pet id="1"><name><![CDATA[<x>]]></name><photoUrls/><note i:nil="true"/><new><a/></new></pet></ArrayOfPet>`)
	}))
	defer foreign.Close()
	got, err := client.With(media.WithBaseURL(foreign.URL)).EchoPets(context.Background(), media.EchoPetsParams{Body: pets[1:2]})
	want := []media.Pet{{ID: media.Some(int64(1)), Name: "<x>", PhotoURLs: []string{}, Note: media.Null[string]()}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if want := `<?xml version="1.0" encoding="UTF-8"?>
<pets><pet id="7"><category><id>1</id></category><name>  &lt;b&gt; &amp; &#34;c&#34; \u2028</name>` +
		`<photoUrls><photoUrl>1</photoUrl><photoUrl>true</photoUrl><photoUrl></photoUrl></photoUrls>` +
		`<tags><name>x</name></tags><tags></tags><open>true</open><extra><k>1</k><l>2</l></extra>` +
		`<p:pet xmlns:p="http://example.com/pet"><name>12</name><photoUrls><photoUrl>u</photoUrl></photoUrls></p:pet>` +
		`<either>text</either><note>null</note></pet></pets>`; sent != strings.ReplaceAll(want, `\u2028`, "\u2028") {
		t.Errorf("%s", sent)
	}
	for body, want := range map[string]int{
		"<pet><name>a</name><photoUrls></photoUrls></pet>":                        200,
		"<pet><name>a</name></pet>":                                               400,
		"<pet><name></name><photoUrls/></pet>":                                    400,
		"<pet><name>a</name><photoUrls/><open>maybe</open></pet>":                 400,
		"<pet><name>a</name><photoUrls/>":                                         400,
		"<pet><name>a</name><photoUrls/></pet><pet/>":                             400,
		"<!DOCTYPE x [<!ENTITY e \"x\">]><pet><name>&e;</name><photoUrls/></pet>": 400,
		strings.Repeat("<parent>", 100_000):                                       400,
		"{}":                                                                      400,
	} {
		if status, reply, _ := raw(t, server, http.MethodPut, "/pet", "application/xml", body); status != want {
			t.Errorf("%.80s: %d %s", body, status, reply)
		}
	}
	if status, _, _ := raw(t, server, http.MethodPut, "/pet", "application/json", "{}"); status != 415 {
		t.Error(status)
	}
}
