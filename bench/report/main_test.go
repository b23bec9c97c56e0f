package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/bench"
)

// TestMain lets the test program be the server of loopback cases.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == serveCommand {
		exitOn(serve(os.Stdin, os.Stdout))
		return
	}
	m.Run()
}

func TestReport(t *testing.T) {
	var out bytes.Buffer
	only := regexp.MustCompile(`^((decode|encode)/(chat|records)-small|loopback-(server|client)/issue-post-64)/`)
	if err := report(&out, settings{rounds: 2, span: time.Millisecond, only: only}); err != nil {
		t.Fatal(err)
	}
	const peer = ` \d[\d.]* [nµm]?s \*\*[\d.]+x\*\* \|`
	for _, row := range []string{
		`\| chat-small \| \d+ \| [\d.]+ [nµm]?s \|(` + peer + `){7}`,
		`\| records-small \| \d+ B, \d+ \|.*`,
		`\| issue-post \| 64 \| [\d.]+ [nµm]?s \|(` + peer + `){2}`,
		`\| issue-post \| 64 \| [\d,]+, [\d.]+ [nµm]?s \| .*`,
	} {
		if !regexp.MustCompile(`(?m)^` + row + `$`).MatchString(out.String()) {
			t.Errorf("no row %s in\n%s", row, &out)
		}
	}
	for name, s := range map[string]settings{
		"without rounds": {only: only},
		"without cases":  {rounds: 1, only: regexp.MustCompile("no such case")},
	} {
		if err := report(&out, s); err == nil {
			t.Errorf("no error %s", name)
		}
	}
}

func TestTables(t *testing.T) {
	var r results
	r.costs, r.loads = map[string]cost{}, map[string]load{}
	for _, peer := range []string{bench.Peergen, bench.OapiCodegen, bench.Goccy, bench.SonicValid} {
		c := bench.Case{Operation: "decode", Body: "report-large", Bytes: 61_000, Peer: peer}
		r.cases = append(r.cases, c)
		r.costs[c.Name()] = map[string]cost{
			bench.Peergen:     {100 * time.Microsecond, 70_000, 300},
			bench.OapiCodegen: {250 * time.Microsecond, 105_000, 4000},
			bench.Goccy:       {80 * time.Microsecond, 99_000, 3600},
			bench.SonicValid:  {40 * time.Microsecond, 0, 0},
		}[peer]
	}
	for _, peer := range []string{bench.Peergen, bench.ByHand} {
		c := bench.LoopbackCase{Side: "server", Exchange: "issue-get", Connections: 64, Peer: peer}
		r.loopback = append(r.loopback, c)
		r.loads[c.Name()] = map[string]load{
			bench.Peergen: {20 * time.Microsecond, time.Millisecond, 12_345.6},
			bench.ByHand:  {30 * time.Microsecond, 2 * time.Millisecond, 9000},
		}[peer]
	}
	var out bytes.Buffer
	r.write(&out)
	for _, want := range []string{
		"| body | bytes | peergen | oapi-codegen | goccy | sonic.Valid |\n",
		"| report-large | 61,000 | 100 µs | 250 µs **2.50x** | 80.0 µs **0.80x** | 40.0 µs **0.40x** |\n",
		"| report-large | 70.0 KB, 300 | 105 KB, 4,000 | 99.0 KB, 3,600 |\n",
		"| issue-get | 64 | 20.0 µs | 30.0 µs **1.50x** |\n",
		"| issue-get | 64 | 12,345, 1.00 ms | 9,000, 2.00 ms |\n",
		"## Where peergen is slower\n\n- decode/report-large/goccy: 0.80x\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	for name, data := range r.charts() {
		if err := xml.NewDecoder(bytes.NewReader(data)).Decode(new(any)); err != nil && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if chart := string(r.charts()["charts/decode.svg"]); !strings.Contains(chart, ">oapi-codegen 2.50<") {
		t.Errorf("the chart has no bar of oapi-codegen:\n%s", chart)
	}
}

func TestEveryPeerHasAColor(t *testing.T) {
	for _, peer := range bench.Peers {
		if colors[peer] == "" {
			t.Errorf("%s has none", peer)
		}
	}
}

func TestCurves(t *testing.T) {
	chart := string(curves("title <1>", "members", []curveLine{{bench.Peergen, []point{{10, 5}, {40, 5}}}, {bench.Goccy, []point{{10, 10}, {40, 0}}}}))
	for _, want := range []string{"title &lt;1&gt;", `points="60.0,170.0 540.0,170.0 "`, `points="60.0,40.0 540.0,300.0 "`} {
		if !strings.Contains(chart, want) {
			t.Errorf("no %s in\n%s", want, chart)
		}
	}
}

func TestFormats(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 ns", 12: "12.0 ns", 999: "999 ns", 1234: "1.23 µs", 45_600: "45.6 µs", 999_600: "1.00 ms", 2_500_000_000: "2.50 s",
	} {
		if got := duration(d); got != want {
			t.Errorf("duration(%d) = %s, want %s", d, got, want)
		}
	}
	for n, want := range map[int]string{7: "7", 1000: "1,000", 12_345_067: "12,345,067"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	same := func(f float64) float64 { return f }
	if m := median([]float64{9, 1, 5}, same); m != 5 {
		t.Errorf("median of 9, 1, 5 = %v", m)
	}
	if m := median([]float64{4, 1, 2, 100}, same); m != 3 {
		t.Errorf("median of 4, 1, 2, 100 = %v", m)
	}
}
