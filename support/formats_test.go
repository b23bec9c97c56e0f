package support

import (
	"encoding/json"
	"errors"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestReadTime(t *testing.T) {
	const exact, loose, wrong = "exact", "loose", "wrong"
	for text, c := range map[string]struct{ how, want string }{
		"2024-02-29T12:30:45Z":           {exact, "2024-02-29T12:30:45Z"},
		"2024-02-29T12:30:45.123456789Z": {exact, "2024-02-29T12:30:45.123456789Z"},
		"2024-02-29T12:30:45.10+05:30":   {exact, "2024-02-29T12:30:45.1+05:30"},
		"2024-02-29t12:30:45z":           {exact, "2024-02-29T12:30:45Z"},
		"2016-12-31T23:59:60Z":           {exact, "2017-01-01T00:00:00Z"},
		"2017-01-01T00:59:60+01:00":      {exact, "2017-01-01T01:00:00+01:00"},
		"2024-02-29T12:30:45":            {loose, "2024-02-29T12:30:45Z"},
		"2024-02-29 12:30:45":            {loose, "2024-02-29T12:30:45Z"},
		"2024-02-29 12:30:45.5+02:00":    {loose, "2024-02-29T12:30:45.5+02:00"},
		"2024-02-29T12:30:45+0200":       {loose, "2024-02-29T12:30:45+02:00"},
		"2024-02-29 12:30:45 -0700":      {loose, "2024-02-29T12:30:45-07:00"},
		"2024-02-29 12:30:45 UTC":        {loose, "2024-02-29T12:30:45Z"},
		"2024-02-29T12:30:45-07":         {loose, "2024-02-29T12:30:45-07:00"},
		"2024-02-29T12:30Z":              {loose, "2024-02-29T12:30:00Z"},
		"2024-02-29":                     {loose, "2024-02-29T00:00:00Z"},
		"":                               {loose, "0001-01-01T00:00:00Z"},
		"2023-02-29T12:30:45Z":           {wrong, ""},
		"2024-02-29T24:00:00Z":           {wrong, ""},
		"2024-02-29T12:30:60Z":           {wrong, ""},
		"2024-02-29T12:30:45+24:00":      {loose, "2024-02-29T12:30:45+24:00"},
		"2024-02-29T12:30:45,5Z":         {loose, "2024-02-29T12:30:45.5Z"},
		"2024-02-29T1:30:45Z":            {loose, "2024-02-29T01:30:45Z"},
		"Thu, 29 Feb 2024 12:30:45 GMT":  {loose, "2024-02-29T12:30:45Z"},
		"tomorrow":                       {wrong, ""},
		"1709209845":                     {wrong, ""},
	} {
		_, err := readTime(text, true)
		if (err == nil) != (c.how == exact) {
			t.Errorf("strict %q: %v, want it %s", text, err, c.how)
		}
		got, err := readTime(text, false)
		if (err == nil) != (c.how != wrong) || err == nil && got.Format(time.RFC3339Nano) != c.want {
			t.Errorf("lenient %q: %v, %v, want %s", text, got, err, c.want)
		}
	}
	utc, _ := readTime("2024-02-29T12:30:45+00:00", true)
	if utc != time.Date(2024, 2, 29, 12, 30, 45, 0, time.UTC) {
		t.Errorf("%#v is not equal to a literal", utc)
	}
}

func TestCivilDate(t *testing.T) {
	d, err := ParseCivilDate("2024-02-29")
	if err != nil || d != (CivilDate{2024, time.February, 29}) || d.String() != "2024-02-29" {
		t.Errorf("%v, %v", d, err)
	}
	if got := CivilDateOf(d.In(time.FixedZone("", 3600))); got != d {
		t.Errorf("in a zone and back: %v", got)
	}
	for _, text := range []string{"2023-02-29", "2024-2-9", "2024-02-29Z", "", "29.02.2024"} {
		if d, err := ParseCivilDate(text); err == nil {
			t.Errorf("%q is %v", text, d)
		}
	}
	for _, d := range []CivilDate{{}, {2023, 2, 29}, {10000, 1, 1}, {2024, 13, 1}} {
		if text, err := d.MarshalText(); err == nil {
			t.Errorf("%#v is written as %s", d, text)
		}
	}
	var back CivilDate
	data, err := json.Marshal(d)
	if err != nil || string(data) != `"2024-02-29"` || json.Unmarshal(data, &back) != nil || back != d {
		t.Errorf("by encoding/json: %s, %v, %v", data, err, back)
	}
}

// coded reads text as a T and writes what it has read.
func coded[T any](text string, strict bool, code func(*jsonCodec, *T)) string {
	var v T
	if err := decodeBody([]byte(text), strict, &v, code); err != nil {
		return "error: " + err.Error()
	}
	data, err := encodeBody(&v, code)
	if err != nil {
		return "error: " + err.Error()
	}
	return string(data)
}

func TestFormatCodecs(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"time", coded(`"2024-02-29T12:30:45.50+02:00"`, true, jsonTime), `"2024-02-29T12:30:45.5+02:00"`},
		{"loose time", coded(`"2024-02-29 12:30:45"`, false, jsonTime), `"2024-02-29T12:30:45Z"`},
		{"loose time, strict", coded(`"2024-02-29 12:30:45"`, true, jsonTime), `error: body: must be a date-time such as 2006-01-02T15:04:05Z`},
		{"no time", coded(`7`, false, jsonTime), `error: body: must be a string, not a number`},
		{"date", coded(`"2024-02-29"`, true, jsonCivilDate), `"2024-02-29"`},
		{"date with a time", coded(`"2024-02-29T10:00:00Z"`, false, jsonCivilDate), `"2024-02-29"`},
		{"date with a time, strict", coded(`"2024-02-29T10:00:00Z"`, true, jsonCivilDate), `error: body: must be a date such as 2006-01-02`},
		{"no date", coded(`""`, false, jsonCivilDate), `error: the calendar has no day 0000-00-00`},
		{"bytes", coded[[]byte](`"+/8="`, true, jsonBytes), `"+/8="`},
		{"bytes without padding", coded[[]byte](`"+/8"`, true, jsonBytes), `"+/8="`},
		{"bytes of the URL alphabet", coded[[]byte](`"-_8"`, true, jsonBytes), `"+/8="`},
		{"no bytes", coded[[]byte](`""`, true, jsonBytes), `""`},
		{"not base64", coded[[]byte](`"a*"`, false, jsonBytes), `error: body: must be base64`},
		{"unix time", coded(`1.5e3`, true, jsonUnixTime), `1500`},
		{"negative unix time", coded(`-1`, true, jsonUnixTime), `-1`},
		{"fraction of unix time", coded(`1.5`, false, jsonUnixTime), `error: body: must be an integer, not a fraction`},
		{"decimal", coded[json.Number](`0.10000000000000000000001`, true, jsonDecimal), `0.10000000000000000000001`},
		{"decimal in a string", coded[json.Number](`"1"`, false, jsonDecimal), `error: body: must be a number, not a string`},
		{"foreign", coded[netip.Addr](`"10.0.0.1"`, true, jsonForeign), `"10.0.0.1"`},
		{"foreign, escaped", coded[[]netip.Addr](`[ "10.0.0.\u0031" ]`, true, jsonForeign), `["10.0.0.1"]`},
		{"no foreign", coded[netip.Addr](`"x"`, false, jsonForeign), `error: body: cannot be read: ParseAddr("x"): unable to parse IP`},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	for name, write := range map[string]func() ([]byte, error){
		"year 10000": func() ([]byte, error) {
			v := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
			return encodeBody(&v, jsonTime)
		},
		"no number": func() ([]byte, error) { v := json.Number("0x1"); return encodeBody(&v, jsonDecimal) },
	} {
		if data, err := write(); err == nil {
			t.Errorf("%s is written as %s", name, data)
		}
	}
	zero := json.Number("")
	if data, err := encodeBody(&zero, jsonDecimal); string(data) != "0" || err != nil {
		t.Errorf("the zero decimal: %s, %v", data, err)
	}
	second := time.Unix(1, 999).UTC()
	if data, err := encodeBody(&second, jsonUnixTime); string(data) != "1" || err != nil {
		t.Errorf("a fraction of a second: %s, %v", data, err)
	}
}

type level int

type word string

func TestForeignText(t *testing.T) {
	for want, got := range map[string]string{
		"10.0.0.1": formatForeign(netip.MustParseAddr("10.0.0.1")),
		"7":        formatForeign(level(7)),
		"7 \"x\"":  formatForeign(word(`7 "x"`)),
		"true":     formatForeign(true),
		"12":       formatForeign(big.NewInt(12)),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if v, err := parseForeign[netip.Addr]("::1"); err != nil || v != netip.IPv6Loopback() {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := parseForeign[level]("-3"); err != nil || v != -3 {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := parseForeign[word]("-3"); err != nil || v != "-3" {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := parseForeign[*big.Int]("123"); err != nil || v.String() != "123" {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := parseForeign[level]("x"); err == nil {
		t.Errorf("x is %v", v)
	}
	var wrong *textError
	if _, err := parseForeign[netip.Addr]("x"); !errors.As(err, &wrong) || wrong.keyword != "format" {
		t.Errorf("%#v", err)
	}
	c := checker{in: "path"}
	checkForeign(&c, "a", word(""))
	checkForeign(&c, "b", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))
	checkForeign(&c, "c", word("c"))
	if err := c.err(); err == nil || len(c.violations) != 2 || !strings.Contains(err.Error(), "path a: must not be empty") {
		t.Errorf("%v", err)
	}
}

func TestFormatChecks(t *testing.T) {
	for format, c := range map[string]struct{ right, wrong []string }{
		"uuid": {
			[]string{"123e4567-e89b-12d3-a456-426614174000", "123E4567E89B12D3A456426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000", "{123e4567-e89b-12d3-a456-426614174000}"},
			[]string{"", "123e4567", "123e4567-e89b-12d3-a456-42661417400g", "123e4567+e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-4266141740001"},
		},
		"date":         {[]string{"2024-02-29"}, []string{"", "2023-02-29", "today"}},
		"date-time":    {[]string{"2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5+02:00"}, []string{"", "noon", "2024-02-30T12:30:45Z"}},
		"time":         {[]string{"15:04:05Z", "15:04:05.5+02:00", "23:59:60Z", "15:04", "15:04:05"}, []string{"", "25:00:00Z", "noon", "15:61:00"}},
		"duration":     {[]string{"P1D", "P1Y2M3DT4H5M6.5S", "PT0S", "P2W", "-P1D", "1h30m", "3.5s", "90", "00:05:00", "1.02:30:00"}, []string{"", "P", "PT", "P1DT", "P1S", "PT1D", "P1M1Y", "soon", "1 day"}},
		"email":        {[]string{"a@b", "a.b+c@example.com", "a..b@example.jp", `"a b"@example.com`, "ä@example.de"}, []string{"", "a", "@b", "a@", "a b@example.com"}},
		"hostname":     {[]string{"localhost", "a.example.com", "example.com.", "_dmarc.example.com", "*.example.com", "bücher.example"}, []string{"", ".", "a..b", "-a.com", "a b", "a:80", "https://a", strings.Repeat("a", 64)}},
		"ipv4":         {[]string{"0.0.0.0", "192.0.2.255"}, []string{"", "1.2.3", "256.0.0.1", "::1", "1.2.3.4/8"}},
		"ipv6":         {[]string{"::", "2001:db8::1", "::ffff:1.2.3.4"}, []string{"", "1.2.3.4", "1::2::3", "g::"}},
		"uri":          {[]string{"https://example.com/a?b#c", "urn:isbn:1", "mailto:a@b", "https://bücher.example/ä"}, []string{"", "/a", "example.com", "http://a b", "https://example.com/a b", "http://[::1", "%zz:"}},
		"json-pointer": {[]string{"", "/", "/a~0b/~1"}, []string{"a", "/~", "/~2", "#/a"}},
		"regex":        {[]string{"", "^a+$", "(?=x)y", `(a)\1`, "[^]", "[]a]"}, []string{"(", "a)", "[a", "*", `\`}},
	} {
		valid := FormatChecks[format]
		if valid == nil {
			t.Errorf("%s has no check", format)
			continue
		}
		for _, text := range c.right {
			if !valid(text) {
				t.Errorf("%q is refused as %s", text, format)
			}
		}
		for _, text := range c.wrong {
			if valid(text) {
				t.Errorf("%q passes as %s", text, format)
			}
		}
		if len(c.right) == 0 || len(c.wrong) == 0 {
			t.Errorf("%s is not tried", format)
		}
	}
}

func TestTextFormats(t *testing.T) {
	at := time.Date(2024, 2, 29, 12, 30, 45, 500, time.FixedZone("", -3600))
	if got, err := parseTime(formatTime(at)); err != nil || !got.Equal(at) {
		t.Errorf("time: %v, %v", got, err)
	}
	if got, err := parseUnixTime(formatUnixTime(at)); err != nil || got.Unix() != at.Unix() {
		t.Errorf("unix time: %v, %v", got, err)
	}
	if got, err := parseCivilDate(formatCivilDate(CivilDateOf(at))); err != nil || got != CivilDateOf(at) {
		t.Errorf("date: %v, %v", got, err)
	}
	if got, err := parseBytes(formatBytes([]byte{0xfb, 0xff})); err != nil || string(got) != "\xfb\xff" {
		t.Errorf("bytes: %x, %v", got, err)
	}
	for text, right := range map[string]bool{"0": true, "-1.50e7": true, "": false, "+1": false, "01": false, "NaN": false, "1 ": false, "\"1\"": false} {
		if _, err := parseDecimal(text); (err == nil) != right {
			t.Errorf("decimal %q: %v", text, err)
		}
	}
	if _, err := parseUnixTime("1.5"); err == nil {
		t.Error("1.5 is a unix time")
	}
	if n, err := parseInt[int8]("-129"); err == nil {
		t.Errorf("-129 is %d", n)
	}
	if n, err := parseUint[uint16]("65536"); err == nil {
		t.Errorf("65536 is %d", n)
	}
}
