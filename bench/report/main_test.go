package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/bench"
)

func TestReport(t *testing.T) {
	var out bytes.Buffer
	if err := report(&out, 1, time.Millisecond, median, "^(decode|encode)/small/"); err != nil {
		t.Fatal(err)
	}
	const own, peer = `[\d.]+[nµm]s +\d+ allocs +`, `[\d.]+[nµm]s +[\d.]+x +\d+ allocs *`
	for _, row := range []string{
		`decode +small +` + own + peer + peer + peer,
		`encode +small +` + own + peer + `- +` + peer,
	} {
		if !regexp.MustCompile(`(?m)^` + row + `$`).MatchString(out.String()) {
			t.Errorf("no row %s in\n%s", row, &out)
		}
	}
	for _, only := range []string{"(", "no such case"} {
		if err := report(&out, 1, time.Millisecond, median, only); err == nil {
			t.Errorf("-run %q is no error", only)
		}
	}
}

func TestTableSaysWherePeergenIsBehind(t *testing.T) {
	var cases []bench.Case
	results := map[string]result{}
	for _, r := range []struct {
		operation, peer string
		ns              float64
	}{
		{"decode", bench.Peergen, 100},
		{"decode", bench.OapiCodegen, 250},
		{"encode", bench.Peergen, 100},
		{"encode", bench.OapiCodegen, 80},
		{"encode", bench.Floor, 10},
	} {
		c := bench.Case{Operation: r.operation, Body: "b", Peer: r.peer}
		cases = append(cases, c)
		results[c.Name()] = result{ns: r.ns}
	}
	var out strings.Builder
	printTable(&out, cases, results)
	table, behind, found := strings.Cut(out.String(), "peergen is behind:")
	if !found || strings.TrimSpace(behind) != "encode/b/oapi-codegen" {
		t.Errorf("behind: %q", behind)
	}
	for _, want := range []string{"250ns  2.50x", "80.0ns  0.80x", "10.0ns  0.10x"} {
		if !strings.Contains(table, want) {
			t.Errorf("no %q in\n%s", want, table)
		}
	}
}

func TestDuration(t *testing.T) {
	for ns, want := range map[float64]string{
		1.234: "1.23ns", 12.34: "12.3ns", 999.4: "999ns", 999.6: "1.00µs", 45_600: "45.6µs", 1.5e6: "1.50ms", 2.5e9: "2.50s", 2e12: "2000s",
	} {
		if got := duration(ns); got != want {
			t.Errorf("duration(%v) = %s, want %s", ns, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	if m := median([]float64{9, 1, 5}); m != 5 {
		t.Errorf("median of 9, 1, 5 = %v", m)
	}
	if m := median([]float64{4, 1, 2, 100}); m != 3 {
		t.Errorf("median of 4, 1, 2, 100 = %v", m)
	}
}
