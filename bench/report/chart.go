package main

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"strconv"

	"github.com/peergen/peergen/bench"
)

// colors are those of the peers.
var colors = map[string]string{
	bench.Peergen:      "#1b6ca8",
	bench.OapiCodegen:  "#8d99ae",
	bench.JSONv2:       "#b08968",
	bench.Sonic:        "#e07a5f",
	bench.Goccy:        "#81b29a",
	bench.Easyjson:     "#f2cc8f",
	bench.CloudflareGo: "#9d4edd",
	bench.Ogen:         "#d62828",
	bench.ByHand:       "#6c757d",
	bench.Valid:        "#adb5bd",
	bench.SonicValid:   "#ced4da",
}

// charts returns SVG files by path.
func (r *results) charts() map[string][]byte {
	files := map[string][]byte{}
	for _, operation := range []string{"decode", "encode", "server", "client"} {
		var groups []group
		for _, row := range bench.Rows(r.cases) {
			if row[0].Operation == operation {
				groups = append(groups, r.group(row))
			}
		}
		files["charts/"+operation+".svg"] = bars(operation+": time of peers divided by that of peergen", groups)
	}
	for _, side := range []string{"server", "client"} {
		var groups []group
		for _, c := range r.loopback {
			own := c
			own.Peer = bench.Peergen
			label := fmt.Sprintf("%s, %d", c.Exchange, c.Connections)
			switch {
			case c.Side != side:
				continue
			case len(groups) == 0 || groups[len(groups)-1].label != label:
				groups = append(groups, group{label: label})
			}
			g := &groups[len(groups)-1]
			g.bars = append(g.bars, bar{c.Peer, ratio(r.loads[c.Name()].time, r.loads[own.Name()].time)})
		}
		files["charts/loopback-"+side+".svg"] = bars("loopback, "+side+": processor time of peers divided by that of peergen", groups)
	}
	for i, curve := range bench.Curves {
		var lines []curveLine
		for _, peer := range bench.Peers {
			l := curveLine{peer: peer}
			for _, n := range curve.Sizes {
				if got, ok := r.costs[(bench.Case{Operation: curve.Name, Body: strconv.Itoa(n), Peer: peer}).Name()]; ok {
					l.points = append(l.points, point{float64(n), float64(got.time) / float64(n)})
				}
			}
			if len(l.points) > 0 {
				lines = append(lines, l)
			}
		}
		files[fmt.Sprintf("charts/growth-%d.svg", i+1)] = curves("decode, "+curve.Name+": time per "+curve.Unit+", in ns", curve.Unit+"s", lines)
	}
	return files
}

func (r *results) group(row []bench.Case) group {
	own := row[0]
	own.Peer = bench.Peergen
	g := group{label: row[0].Body}
	for _, c := range row {
		g.bars = append(g.bars, bar{c.Peer, ratio(r.costs[c.Name()].time, r.costs[own.Name()].time)})
	}
	return g
}

type bar struct {
	peer  string
	ratio float64
}

type group struct {
	label string
	bars  []bar
}

// bars draws horizontal bars of ratios, with a line at 1. Bars that are longer
// than the chart end at its edge; their labels have the ratio.
func bars(title string, groups []group) []byte {
	const left, width, height, longest = 130, 560, 14, 8.0
	var body bytes.Buffer
	y := 40
	scale := func(ratio float64) float64 { return math.Min(ratio, longest) / longest * width }
	for _, g := range groups {
		fmt.Fprintf(&body, `<text x="%d" y="%d" text-anchor="end" font-weight="bold">%s</text>`+"\n", left-8, y+11, html.EscapeString(g.label))
		for _, b := range g.bars {
			fmt.Fprintf(&body, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", left, y, scale(b.ratio), height-2, colors[b.peer])
			fmt.Fprintf(&body, `<text x="%.1f" y="%d">%s %.2f</text>`+"\n", left+scale(b.ratio)+4, y+10, html.EscapeString(b.peer), b.ratio)
			y += height
		}
		y += 8
	}
	one := left + scale(1)
	fmt.Fprintf(&body, `<line x1="%.1f" y1="34" x2="%.1f" y2="%d" stroke="#000" stroke-dasharray="3 3"/>`+"\n", one, one, y)
	return drawing(title, left+width+130, y+10, body.Bytes())
}

type point struct{ x, y float64 }

type curveLine struct {
	peer   string
	points []point
}

// curves draws lines over a logarithmic horizontal axis. Linear growth is a
// horizontal line.
func curves(title, unit string, lines []curveLine) []byte {
	const left, top, width, height = 60, 40, 480, 260
	var all []point
	for _, l := range lines {
		all = append(all, l.points...)
	}
	if len(all) == 0 {
		return drawing(title, left+width, top, nil)
	}
	smallest, largest, highest := math.Inf(1), 0.0, 0.0
	for _, p := range all {
		smallest, largest, highest = math.Min(smallest, p.x), math.Max(largest, p.x), math.Max(highest, p.y)
	}
	x := func(v float64) float64 {
		return left + math.Log2(v/smallest)/math.Max(math.Log2(largest/smallest), 1)*width
	}
	y := func(v float64) float64 { return top + height - v/highest*height }
	var body bytes.Buffer
	for i := range 5 {
		v := highest * float64(i) / 4
		fmt.Fprintf(&body, `<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%.0f</text>`+"\n", left, y(v), left+width, y(v), left-6, y(v)+4, v)
	}
	for _, p := range lines[0].points {
		fmt.Fprintf(&body, `<text x="%.1f" y="%d" text-anchor="middle">%.0f</text>`+"\n", x(p.x), top+height+16, p.x)
	}
	fmt.Fprintf(&body, `<text x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", left+width/2, top+height+32, html.EscapeString(unit))
	for i, l := range lines {
		fmt.Fprintf(&body, `<polyline fill="none" stroke="%s" stroke-width="2" points="`, colors[l.peer])
		for _, p := range l.points {
			fmt.Fprintf(&body, "%.1f,%.1f ", x(p.x), y(p.y))
		}
		fmt.Fprintf(&body, `"/>`+"\n"+`<rect x="%d" y="%d" width="10" height="10" fill="%s"/><text x="%d" y="%d">%s</text>`+"\n",
			left+width+20, top+18*i, colors[l.peer], left+width+36, top+18*i+9, html.EscapeString(l.peer))
	}
	return drawing(title, left+width+150, top+height+44, body.Bytes())
}

func drawing(title string, width, height int, body []byte) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="sans-serif" font-size="11">
<rect width="100%%" height="100%%" fill="#fff"/>
<text x="10" y="22" font-size="14" font-weight="bold">%[3]s</text>
%[4]s</svg>
`, width, height, html.EscapeString(title), body)
}
