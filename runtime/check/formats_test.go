package check

import (
	stdjson "encoding/json"
	"errors"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

func TestParseTime(t *testing.T) {
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
		_, err := core.ParseTime(text, true)
		if (err == nil) != (c.how == exact) {
			t.Errorf("strict %q: %v, want it %s", text, err, c.how)
		}
		got, err := core.ParseTime(text, false)
		if (err == nil) != (c.how != wrong) || err == nil && got.Format(time.RFC3339Nano) != c.want {
			t.Errorf("lenient %q: %v, %v, want %s", text, got, err, c.want)
		}
	}
	utc, _ := core.ParseTime("2024-02-29T12:30:45+00:00", true)
	if utc != time.Date(2024, 2, 29, 12, 30, 45, 0, time.UTC) {
		t.Errorf("%#v is not equal to a literal", utc)
	}
}

func TestCivilDate(t *testing.T) {
	d, err := core.ParseCivilDate("2024-02-29")
	if err != nil || d != (core.CivilDate{Year: 2024, Month: time.February, Day: 29}) || d.String() != "2024-02-29" {
		t.Errorf("%v, %v", d, err)
	}
	if got := core.CivilDateOf(d.In(time.FixedZone("", 3600))); got != d {
		t.Errorf("in a zone and back: %v", got)
	}
	for _, text := range []string{"2023-02-29", "2024-2-9", "2024-02-29Z", "", "29.02.2024"} {
		if d, err := core.ParseCivilDate(text); err == nil {
			t.Errorf("%q is %v", text, d)
		}
	}
	for _, d := range []core.CivilDate{{Year: 2023, Month: 2, Day: 29}, {Year: 10000, Month: 1, Day: 1}, {Year: 2024, Month: 13, Day: 1}} {
		if text, err := d.MarshalText(); err == nil {
			t.Errorf("%#v is written as %s", d, text)
		}
	}
	var back core.CivilDate
	data, err := stdjson.Marshal(d)
	if err != nil || string(data) != `"2024-02-29"` || stdjson.Unmarshal(data, &back) != nil || back != d {
		t.Errorf("by encoding/json: %s, %v, %v", data, err, back)
	}
}

// coded reads text as a T and writes what it has read.
func coded[T any](text string, mode json.Mode, read json.ReadFunc[T], elem json.Appender[T]) string {
	var v T
	if err := json.Decode([]byte(text), mode, &v, read); err != nil {
		return "error: " + err.Error()
	}
	data, err := json.Encode(&v, elem)
	if err != nil {
		return "error: " + err.Error()
	}
	return string(data)
}

func TestFormatCodecs(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"time", coded(`"2024-02-29T12:30:45.50+02:00"`, json.Strict, json.ReadTime, json.AppendTime), `"2024-02-29T12:30:45.5+02:00"`},
		{"loose time", coded(`"2024-02-29 12:30:45"`, 0, json.ReadTime, json.AppendTime), `"2024-02-29T12:30:45Z"`},
		{"loose time, strict", coded(`"2024-02-29 12:30:45"`, json.Strict, json.ReadTime, json.AppendTime), `error: body: must be a date-time such as 2006-01-02T15:04:05Z`},
		{"no time", coded(`7`, 0, json.ReadTime, json.AppendTime), `error: body: must be a string, not a number`},
		{"date", coded(`"2024-02-29"`, json.Strict, json.ReadDate, json.AppendDate), `"2024-02-29"`},
		{"date with a time", coded(`"2024-02-29T10:00:00Z"`, 0, json.ReadDate, json.AppendDate), `"2024-02-29"`},
		{"date with a time, strict", coded(`"2024-02-29T10:00:00Z"`, json.Strict, json.ReadDate, json.AppendDate), `error: body: must be a date such as 2006-01-02`},
		{"no date", coded(`""`, 0, json.ReadDate, json.AppendDate), `""`},
		{"bytes", coded[[]byte](`"+/8="`, json.Strict, json.ReadBytes, json.AppendBytes), `"+/8="`},
		{"bytes without padding", coded[[]byte](`"+/8"`, json.Strict, json.ReadBytes, json.AppendBytes), `"+/8="`},
		{"bytes of the URL alphabet", coded[[]byte](`"-_8"`, json.Strict, json.ReadBytes, json.AppendBytes), `"+/8="`},
		{"no bytes", coded[[]byte](`""`, json.Strict, json.ReadBytes, json.AppendBytes), `""`},
		{"not base64", coded[[]byte](`"a*"`, 0, json.ReadBytes, json.AppendBytes), `error: body: must be base64`},
		{"unix time", coded(`1.5e3`, json.Strict, json.ReadUnixTime, json.AppendUnixTime), `1500`},
		{"negative unix time", coded(`-1`, json.Strict, json.ReadUnixTime, json.AppendUnixTime), `-1`},
		{"fraction of unix time", coded(`1.5`, 0, json.ReadUnixTime, json.AppendUnixTime), `error: body: must be an integer, not a fraction`},
		{"decimal", coded[stdjson.Number](`0.10000000000000000000001`, json.Strict, json.ReadDecimal, json.AppendDecimal), `0.10000000000000000000001`},
		{"decimal in a string", coded[stdjson.Number](`"1"`, 0, json.ReadDecimal, json.AppendDecimal), `error: body: must be a number, not a string`},
		{"foreign", coded[netip.Addr](`"10.0.0.1"`, json.Strict, json.ReadForeign, json.AppendForeign), `"10.0.0.1"`},
		{"foreign, escaped", coded[[]netip.Addr](`[ "10.0.0.\u0031" ]`, json.Strict, json.ReadForeign, json.AppendForeign), `["10.0.0.1"]`},
		{"no foreign", coded[netip.Addr](`"x"`, 0, json.ReadForeign, json.AppendForeign), `error: body: cannot be read: ParseAddr("x"): unable to parse IP`},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	for name, write := range map[string]func() ([]byte, error){
		"year 10000": func() ([]byte, error) {
			v := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
			return json.Encode(&v, json.AppendTime)
		},
		"no number": func() ([]byte, error) { v := stdjson.Number("0x1"); return json.Encode(&v, json.AppendDecimal) },
	} {
		if data, err := write(); err == nil {
			t.Errorf("%s is written as %s", name, data)
		}
	}
	zero := stdjson.Number("")
	if data, err := json.Encode(&zero, json.AppendDecimal); string(data) != "0" || err != nil {
		t.Errorf("the zero decimal: %s, %v", data, err)
	}
	second := time.Unix(1, 999).UTC()
	if data, err := json.Encode(&second, json.AppendUnixTime); string(data) != "1" || err != nil {
		t.Errorf("a fraction of a second: %s, %v", data, err)
	}
}

type level int

type word string

func TestForeignText(t *testing.T) {
	for want, got := range map[string]string{
		"10.0.0.1": core.FormatForeign(netip.MustParseAddr("10.0.0.1")),
		"7":        core.FormatForeign(level(7)),
		"7 \"x\"":  core.FormatForeign(word(`7 "x"`)),
		"true":     core.FormatForeign(true),
		"12":       core.FormatForeign(big.NewInt(12)),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if v, err := core.ParseForeign[netip.Addr]("::1", true); err != nil || v != netip.IPv6Loopback() {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := core.ParseForeign[level]("-3", true); err != nil || v != -3 {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := core.ParseForeign[word]("-3", true); err != nil || v != "-3" {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := core.ParseForeign[*big.Int]("123", true); err != nil || v.String() != "123" {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := core.ParseForeign[level]("x", true); err == nil {
		t.Errorf("x is %v", v)
	}
	var wrong *core.TextError
	if _, err := core.ParseForeign[netip.Addr]("x", true); !errors.As(err, &wrong) || wrong.Keyword != "format" {
		t.Errorf("%#v", err)
	}
	c := Collector{In: "path"}
	Foreign(&c, "a", word(""))
	Foreign(&c, "b", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))
	Foreign(&c, "c", word("c"))
	if err := c.Err(); err == nil || len(c.violations) != 2 || !strings.Contains(err.Error(), "path a: must not be empty") {
		t.Errorf("%v", err)
	}
}

func TestFormatChecks(t *testing.T) {
	for format, c := range map[string]struct{ right, wrong []string }{
		"uuid": {
			[]string{"123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"},
			[]string{"", "123e4567", "123e4567-e89b-12d3-a456-42661417400g", "123e4567+e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-4266141740001", "123e4567-e89b-12d3-a456-4266-1417400",
				"123E4567E89B12D3A456426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000", "{123e4567-e89b-12d3-a456-426614174000}"},
		},
		"date":      {[]string{"2024-02-29"}, []string{"", "2023-02-29", "today", "2024-02-29T00:00:00Z"}},
		"date-time": {[]string{"2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5+02:00"}, []string{"", "noon", "2024-02-30T12:30:45Z", "2024-02-29 12:30:45", "2024-02-29T12:30:45+01"}},
		"time":      {[]string{"15:04:05Z", "15:04:05.5+02:00", "23:59:60Z", "00:59:60+01:00"}, []string{"", "25:00:00Z", "noon", "15:61:00", "15:04", "15:04:05", "22:59:60Z", "01:02:03+24:00"}},
		"duration":  {[]string{"P1D", "P1Y2M3DT4H5M6S", "PT0S", "P2W", "1h30m", "3.5s", "90", "00:05:00", "1.02:30:00"}, []string{"", "P", "PT", "P1DT", "P1S", "PT1D", "P1M1Y", "soon", "1 day", "-P1D", "PT0.5S", "P1Y2D", "P1W2D", "P1WT1H"}},
		"email": {
			[]string{"a@b", "a.b+c@example.com", `"a b"@example.com`, `"a\"@b"@example.com`, "ä@example.de", "a@bücher.example", "a@[192.0.2.1]", "a@[IPv6:::1]", "o'neil@x_y.example"},
			[]string{"", "a", "@b", "a@", "a b@example.com", "a..b@example.jp", ".a@b", "a.@b", "a@b=c", "a@-b", "a@b..c", "a@[192.0.2.300]", "a@[::1]", `"a@b`, `"a" <a@b>`, `"a"b"@c`, "a@b."},
		},
		"hostname": {
			[]string{"localhost", "a.example.com", "*.example.com", "xn--bcher-kva.example", "1.2"},
			[]string{"", ".", "a..b", "-a.com", "a-.com", "a b", "a:80", "https://a", "ab--c", strings.Repeat("a", 64), "example.com.", "_dmarc.example.com", "bücher.example"},
		},
		"ipv4": {[]string{"0.0.0.0", "192.0.2.255"}, []string{"", "1.2.3", "256.0.0.1", "::1", "1.2.3.4/8"}},
		"ipv6": {[]string{"::", "2001:db8::1", "::ffff:1.2.3.4"}, []string{"", "1.2.3.4", "1::2::3", "g::", "fe80::1%eth0"}},
		"uri": {
			[]string{"https://example.com/a?b#c", "urn:isbn:1", "mailto:a@b", "http://u:p@[::1]:80/a%20b?c[]=d", "tel:+1-2", "file:///a", "http://a?b=c@d/e"},
			[]string{"", "/a", "example.com", "http://a b", "https://example.com/a b", "http://[::1", "%zz:", "https://bücher.example", "https://a.example/ä", `https://a.example/\b`, "https://a.example/<b>",
				"https://a.example/{b}", "https://a.example/a|b", "https://a.example/a^b", "https://a.example/a`b", `https://a.example/"`, "http:/[::1]", "http://a/[b]", "http://a/?%zz", "http://a/#b#c"},
		},
		"json-pointer": {[]string{"", "/", "/a~0b/~1"}, []string{"a", "/~", "/~2", "#/a"}},
		"regex":        {[]string{"", "^a+$", "(?=x)y", `(a)\1`, "[^]", "[]a]"}, []string{"(", "a)", "[a", "*", `\`}},
	} {
		valid := Formats[format]
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
	if got, err := core.ParseTime(core.FormatTime(at), true); err != nil || !got.Equal(at) {
		t.Errorf("time: %v, %v", got, err)
	}
	if got, err := core.ParseUnixTime(core.FormatUnixTime(at), true); err != nil || got.Unix() != at.Unix() {
		t.Errorf("unix time: %v, %v", got, err)
	}
	if got, err := core.ParseDate(core.FormatDate(core.CivilDateOf(at)), true); err != nil || got != core.CivilDateOf(at) {
		t.Errorf("date: %v, %v", got, err)
	}
	if got, err := core.ParseBytes(core.FormatBytes([]byte{0xfb, 0xff}), true); err != nil || string(got) != "\xfb\xff" {
		t.Errorf("bytes: %x, %v", got, err)
	}
	for text, right := range map[string]bool{"0": true, "-1.50e7": true, "": false, "+1": false, "01": false, "NaN": false, "1 ": false, "\"1\"": false} {
		if _, err := core.ParseDecimal(text, true); (err == nil) != right {
			t.Errorf("decimal %q: %v", text, err)
		}
	}
	if _, err := core.ParseUnixTime("1.5", true); err == nil {
		t.Error("1.5 is a unix time")
	}
	if n, err := core.ParseInt[int8]("-129", true); err == nil {
		t.Errorf("-129 is %d", n)
	}
	if n, err := core.ParseUint[uint16]("65536", true); err == nil {
		t.Errorf("65536 is %d", n)
	}
}
