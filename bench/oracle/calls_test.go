package oracle

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/bench"
)

const (
	accountID = "023e105f4ecef8ad9ca31a8372d0c353"
	appID     = "7f3c9a1e-52d4-4b8e-9d61-0c8a4f"
	peerID    = "b1946ac9-2492-4d23-a6b7-1f2c3d4e5f60"
)

var filters = []string{"device_info", "ip_information", "precall_network_information", "events", "quality_stats"}

// hostilePeers are peer ids with characters that are special in URLs, routers
// and terminals.
var hostilePeers = []string{
	"../../x?y#z", "%2F", ".", "..", "...", "/", "//", "a/b", "/a", "a/", "a/../b", `a\b`, "a b", " ", "a+b", "a&b=c", "a;b",
	"a,b", "a:b", "a@b", "a=b", "a%", "%zz", "%25", "{peer_id}", "~-_!$'()*", "[x]", `"<>^|`, "ü", "日本", "😀", "e\u0301",
	"a\nb", "\x00", "\x7f", "\xff", "", strings.Repeat("x", 4000),
}

// A result besides a status: the client sends nothing.
const notSent = "not sent"

// The results that the document defines: mostly a report, and one of several
// for invalid calls.
var (
	accepted     = []string{"200"}
	unauthorized = []string{"401"}
	forbidden    = []string{notSent, "400"}
	noSegment    = []string{notSent, "400", "404"}
)

// namedCall is a call with its name in the table of known differences, and the
// right result.
type namedCall struct {
	name string
	call
	right []string
}

// calls are every subset of the filters, the hostile peer ids, and invalid
// calls.
func calls() []namedCall {
	var out []namedCall
	wants := func(right []string, name string, change func(*call)) {
		c := call{accountID, appID, peerID, nil, token}
		change(&c)
		out = append(out, namedCall{name, c, right})
	}
	add := func(name string, change func(*call)) { wants(accepted, name, change) }
	for mask := range 1 << len(filters) {
		var subset []string
		for i, filter := range filters {
			if mask>>i&1 == 1 {
				subset = append(subset, filter)
			}
		}
		add("filters "+strings.Join(subset, ","), func(c *call) { c.filters = subset })
	}
	add("filters in another order", func(c *call) { c.filters = []string{"events", "device_info"} })
	add("filters twice", func(c *call) { c.filters = []string{"events", "events"} })
	add("filters of none", func(c *call) { c.filters = []string{} })
	wants(forbidden, "unknown filter", func(c *call) { c.filters = []string{"events", "no_such"} })
	wants(forbidden, "filter with a comma", func(c *call) { c.filters = []string{"events,quality_stats"} })
	wants(forbidden, "empty filter", func(c *call) { c.filters = []string{""} })
	wants(forbidden, "filter that breaks out", func(c *call) { c.filters = []string{"events&peer_id=x#y"} })
	for _, peer := range hostilePeers {
		name, right := fmt.Sprintf("peer %q", peer), accepted
		switch {
		case len(peer) > 100:
			name = fmt.Sprintf("peer of %d bytes", len(peer))
		case peer == "":
			right = noSegment
		}
		wants(right, name, func(c *call) { c.peer = peer })
	}
	add("account that climbs", func(c *call) { c.account = "../../zones?x=1#f" })
	wants(forbidden, "account of 33", func(c *call) { c.account += "x" })
	wants(forbidden, "app of 33", func(c *call) { c.app = strings.Repeat("x", 33) })
	add("account of 32 of two bytes", func(c *call) { c.account = strings.Repeat("ü", 32) })
	wants(noSegment, "no account", func(c *call) { c.account = "" })
	wants(unauthorized, "no token", func(c *call) { c.token = "" })
	wants(unauthorized, "wrong token", func(c *call) { c.token = "guess" })
	return out
}

type namedReport struct {
	name string
	json []byte
}

// example is the report in the document; the first of reports.
const example = "report: small"

// reports are the example of the document, a realistic session of about 60 KB,
// and small reports with values that codecs may get wrong.
func reports(t *testing.T) []namedReport {
	t.Helper()
	bodies, err := bench.Bodies()
	if err != nil {
		t.Fatal(err)
	}
	out := []namedReport{{"report: tiny", []byte(`{"success":true}`)}}
	for _, size := range []string{"shuffled", "large", "small"} {
		i := slices.IndexFunc(bodies, func(b *bench.Body) bool { return b.Kind == bench.Report && b.Size == size })
		out = slices.Insert(out, 0, namedReport{"report: " + size, bodies[i].Docs[0]})
	}
	for _, r := range []struct{ name, stats string }{
		{"nothing in objects", `{}`},
		{"empty lists", `{"audio_stats":[],"peer_ids":[],"video_stats":[]}`},
		{"zeros", `{"audio_bandwidth":0,"total_audio_packets":0,"first_audio_packet_received":"","peer_ids":[""]}`},
		{"null members", `{"end":null,"start":null}`},
		{"null items", `{"audio_stats":[null,{"a":null},[null]]}`},
		{"integers", `{"total_audio_packets":9223372036854775807,"total_video_packets":-9223372036854775808,"total_audio_packets_lost":9007199254740993}`},
		{"floats", `{"audio_bandwidth":5e-324,"average_quality":1.7976931348623157e308,"video_bandwidth":0.1}`},
		{"unknown integers", `{"audio_stats":[9007199254740993,{"n":123456789012345678901234567890}]}`},
		{"unknown fractions", `{"video_stats":[0.1234567890123456789]}`},
		{"text", `{"start":"<a href=\"x\">&amp;</a>\u2028\u2029\u0000\u001f\u007f\\/ \ud83d\ude00","peer_ids":["é","e\u0301","\ufffd"]}`},
	} {
		out = append(out, namedReport{"report: " + r.name, fmt.Appendf(nil, `{"data":{"participant":{"quality_stats":%s}},"success":false}`, r.stats)})
	}
	return out
}
