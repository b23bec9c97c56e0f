package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/peergen/peergen/bench"
)

// results are the medians of all cases by name.
type results struct {
	cases    []bench.Case
	costs    map[string]cost
	loopback []bench.LoopbackCase
	loads    map[string]load
}

func heading(s settings, start time.Time) string {
	return fmt.Sprintf(`# Results

Written by bench/report: %s; %s, %d processors; %s, %s/%s; medians of %d rounds, %v a measurement, %v in all.
The time is processor time. A factor is that of the peer divided by that of peergen: above 1, peergen is faster or smaller.
[README.md](README.md) describes the peers and the bodies.
`, start.Format(time.DateOnly), processor(), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		s.rounds, s.span, time.Since(start).Round(time.Second))
}

// processor returns the name of the processor, where Linux reports it.
func processor() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// table is a table of one operation: a line for each body, and a column for
// each peer.
type table struct {
	title string
	first []string // names of the columns before the peers
	lines []line
}

type line struct {
	first []string
	cells map[string]string
}

// tables returns the tables of the costs, in the order of the cases: time, then
// memory.
func (r *results) tables() (tables []*table) {
	var time, memory *table
	for _, row := range bench.Rows(r.cases) {
		if time == nil || time.title != row[0].Operation {
			time = &table{title: row[0].Operation, first: []string{"body", "bytes"}}
			memory = &table{title: row[0].Operation + ": bytes, allocations", first: []string{"body"}}
			tables = append(tables, time, memory)
		}
		times, sizes := map[string]string{}, map[string]string{}
		own, compared := r.costs[bench.Case{Operation: row[0].Operation, Body: row[0].Body, Peer: bench.Peergen}.Name()]
		for _, c := range row {
			got := r.costs[c.Name()]
			times[c.Peer] = duration(got.time)
			if c.Peer != bench.Peergen && compared {
				times[c.Peer] += fmt.Sprintf(" **%.2fx**", ratio(got.time, own.time))
			}
			if got.allocs >= 0.5 {
				sizes[c.Peer] = fmt.Sprintf("%s, %s", size(got.bytes), thousands(int(got.allocs+0.5)))
			}
		}
		time.lines = append(time.lines, line{[]string{row[0].Body, thousands(row[0].Bytes)}, times})
		memory.lines = append(memory.lines, line{[]string{row[0].Body}, sizes})
	}
	return tables
}

// loopbackTables returns the tables of the loads: processor time of a request,
// then requests per second and latency.
func (r *results) loopbackTables() (tables []*table) {
	var time, speed *table
	var row map[string]string
	var beside map[string]string
	previous := ""
	for _, c := range r.loopback {
		title := "loopback, " + c.Side
		if time == nil || time.title != title {
			time = &table{title: title, first: []string{"exchange", "connections"}}
			speed = &table{title: title + ": requests per second, p99", first: []string{"exchange", "connections"}}
			tables = append(tables, time, speed)
		}
		own := c
		own.Peer = bench.Peergen
		if own.Name() != previous {
			previous = own.Name()
			row, beside = map[string]string{}, map[string]string{}
			first := []string{c.Exchange, fmt.Sprint(c.Connections)}
			time.lines, speed.lines = append(time.lines, line{first, row}), append(speed.lines, line{first, beside})
		}
		got := r.loads[c.Name()]
		row[c.Peer] = duration(got.time)
		if base, ok := r.loads[own.Name()]; ok && c.Peer != bench.Peergen {
			row[c.Peer] += fmt.Sprintf(" **%.2fx**", ratio(got.time, base.time))
		}
		beside[c.Peer] = fmt.Sprintf("%s, %s", thousands(int(got.second)), duration(got.p99))
	}
	return tables
}

// write writes all tables, and a list of the cases in which peergen is slower.
func (r *results) write(out *bytes.Buffer) {
	for _, t := range slices.Concat(r.tables(), r.loopbackTables()) {
		t.write(out)
	}
	if behind := r.behind(); len(behind) > 0 {
		fmt.Fprintf(out, "\n## Where peergen is slower\n\n%s\n", strings.Join(behind, "\n"))
	}
}

// write writes the table in Markdown, with the peers that have a cell.
func (t *table) write(out *bytes.Buffer) {
	peers := slices.DeleteFunc(slices.Clone(bench.Peers), func(peer string) bool {
		return !slices.ContainsFunc(t.lines, func(l line) bool { return l.cells[peer] != "" })
	})
	columns := slices.Concat(t.first, peers)
	fmt.Fprintf(out, "\n## %s\n\n| %s |\n|%s\n", strings.ToUpper(t.title[:1])+t.title[1:], strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)))
	for _, l := range t.lines {
		cells := slices.Clone(l.first)
		for _, peer := range peers {
			cells = append(cells, l.cells[peer])
		}
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
}

// behind returns a list item for each case in which a peer takes less time.
// json.Valid and sonic.Valid only check the syntax.
func (r *results) behind() (items []string) {
	for _, c := range r.cases {
		own := c
		own.Peer = bench.Peergen
		got, base := r.costs[c.Name()], r.costs[own.Name()]
		if base.time > got.time && c.Peer != bench.Valid && c.Peer != bench.SonicValid {
			items = append(items, fmt.Sprintf("- %s: %.2fx", c.Name(), ratio(got.time, base.time)))
		}
	}
	for _, c := range r.loopback {
		own := c
		own.Peer = bench.Peergen
		if got, base := r.loads[c.Name()], r.loads[own.Name()]; base.time > got.time {
			items = append(items, fmt.Sprintf("- %s: %.2fx", c.Name(), ratio(got.time, base.time)))
		}
	}
	return items
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }
