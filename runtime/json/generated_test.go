package json

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

type testFilter string

func (v testFilter) Known() bool { return v == "events" || v == "tracks" }

func codeTestFilter(c *Codec, v *testFilter) {
	String(c, v)
	if c.Strict && !v.Known() {
		c.Violate("enum", "must be one of events, tracks")
	}
}

type testTags []string

func codeTestTags(c *Codec, v *testTags) { Array(c, v, String) }

type testShape interface{ isTestShape() }

type testCircle struct{ Radius float64 }

type testRaw struct{ JSON string }

func (*testCircle) isTestShape() {}

func (*testRaw) isTestShape() {}

func codeTestCircle(c *Codec, v *testCircle) {
	kind := "circle"
	for o := c.Object(); o.More(); {
		Required(&o, "kind", &kind, String)
		Required(&o, "radius", &v.Radius, Float)
	}
}

func codeTestShape(c *Codec, p *testShape) {
	kind := ""
	at := c.Mark()
	for o := c.Object(); kind == "" && o.More(); {
		Required(&o, "kind", &kind, String)
	}
	c.Reset(at)
	if kind == "circle" {
		v := new(testCircle)
		codeTestCircle(c, v)
		*p = v
		return
	}
	var raw json.RawMessage
	Raw(c, &raw)
	*p = &testRaw{string(raw)}
}

type testPeer struct {
	ID       string                     `json:"id"`
	Name     core.Opt[string]           `json:"name,omitzero"`
	CPUs     core.Opt[int64]            `json:"cpus,omitzero"`
	Port     core.Opt[uint32]           `json:"port,omitzero"`
	Small    core.Opt[int32]            `json:"small,omitzero"`
	Ratio    core.Opt[float32]          `json:"ratio,omitzero"`
	Online   core.Opt[bool]             `json:"online,omitzero"`
	Start    core.Opt[string]           `json:"start,omitzero"`
	End      core.Opt[string]           `json:"end"`
	Filter   core.Opt[testFilter]       `json:"filter,omitzero"`
	Tags     testTags                   `json:"tags,omitzero"`
	Matrix   [][]float64                `json:"matrix,omitzero"`
	Labels   map[string]string          `json:"labels,omitzero"`
	Parent   *testPeer                  `json:"parent,omitzero"`
	Buddy    core.Opt[*testPeer]        `json:"buddy,omitzero"`
	Events   []testEvent                `json:"events"`
	Any      json.RawMessage            `json:"any,omitzero"`
	Shape    testShape                  `json:"-"`
	Members  map[string]json.RawMessage `json:"-"`
	Checksum core.Opt[uint64]           `json:"checksum,omitzero"`
	Limits   *testLimits                `json:"limits,omitzero"`
}

func codeTestPeer(c *Codec, v *testPeer) {
	for o := c.Object(); o.More(); {
		Required(&o, "id", &v.ID, func(c *Codec, p *string) {
			String(c, p)
			if len(*p) > 8 {
				c.Violate("maxLength", "must be at most 8 characters long")
			}
		})
		Optional(&o, "name", &v.Name, String)
		Optional(&o, "cpus", &v.CPUs, Int)
		Optional(&o, "port", &v.Port, Uint)
		Optional(&o, "small", &v.Small, Int)
		Optional(&o, "ratio", &v.Ratio, Float)
		Optional(&o, "online", &v.Online, Bool)
		OptionalNullable(&o, "start", &v.Start, String)
		RequiredNullable(&o, "end", &v.End, String)
		Optional(&o, "filter", &v.Filter, codeTestFilter)
		OptionalArray(&o, "tags", &v.Tags, String)
		OptionalArray(&o, "matrix", &v.Matrix, func(c *Codec, p *[]float64) { Array(c, p, Float) })
		OptionalMap(&o, "labels", &v.Labels, String)
		OptionalObject(&o, "parent", &v.Parent, codeTestPeer)
		OptionalNullable(&o, "buddy", &v.Buddy, Pointer(codeTestPeer))
		RequiredArray(&o, "events", &v.Events, codeTestEvent)
		OptionalRaw(&o, "any", &v.Any, Raw)
		OptionalUnion(&o, "shape", &v.Shape, codeTestShape)
		Optional(&o, "checksum", &v.Checksum, Uint)
		OptionalObject(&o, "limits", &v.Limits, codeTestLimits)
		AdditionalProperties(&o, &v.Members, Raw)
	}
}

func (v *testPeer) UnmarshalJSON(data []byte) error { return Unmarshal(data, v, codeTestPeer) }

type testEvent struct {
	Code      int64             `json:"code"`
	Name      core.Opt[string]  `json:"name,omitzero"`
	Timestamp core.Opt[string]  `json:"timestamp,omitzero"`
	Jitter    core.Opt[float64] `json:"jitter,omitzero"`
	RTT       core.Opt[float64] `json:"rtt,omitzero"`
	Bytes     core.Opt[int64]   `json:"bytes,omitzero"`
	Muted     core.Opt[bool]    `json:"muted,omitzero"`
	Detail    json.RawMessage   `json:"detail,omitzero"`
}

func codeTestEvent(c *Codec, v *testEvent) {
	for o := c.ClosedObject(); o.More(); {
		Required(&o, "code", &v.Code, Int)
		Optional(&o, "name", &v.Name, String)
		Optional(&o, "timestamp", &v.Timestamp, String)
		Optional(&o, "jitter", &v.Jitter, Float)
		Optional(&o, "rtt", &v.RTT, Float)
		Optional(&o, "bytes", &v.Bytes, Int)
		Optional(&o, "muted", &v.Muted, Bool)
		OptionalRaw(&o, "detail", &v.Detail, Raw)
	}
}

type testLimits struct {
	Sizes  map[string]core.Opt[int64] `json:"sizes"`
	Parent testTags                   `json:"parent"`
}

func codeTestLimits(c *Codec, v *testLimits) {
	for o := c.Object(); o.More(); {
		RequiredMap(&o, "sizes", &v.Sizes, func(c *Codec, p *core.Opt[int64]) { Nullable(c, p, Int) })
		Required(&o, "parent", &v.Parent, codeTestTags)
	}
}

// testReport returns a peer of about 60 KB of JSON.
func testReport() *testPeer {
	p := &testPeer{ID: "peer", Name: core.Some("Zoë"), CPUs: core.Some[int64](8), End: core.Null[string]()}
	for i := range 420 {
		e := testEvent{
			Code:      int64(i),
			Name:      core.Some(fmt.Sprintf("PARTICIPANT_EVENT_%d", i)),
			Timestamp: core.Some("2024-05-01T12:00:00.123Z"),
			Jitter:    core.Some(float64(i) / 1000),
			RTT:       core.Some(0.034 + float64(i)),
			Bytes:     core.Some(int64(i) * 123456),
			Muted:     core.Some(i%2 == 0),
		}
		if i%10 == 0 {
			e.Detail = json.RawMessage(`{"track":"video","layers":[1,2,3]}`)
		}
		p.Events = append(p.Events, e)
	}
	return p
}

// The plain types are what a user of encoding/json writes by hand.
type plainPeer struct {
	ID     string       `json:"id"`
	Name   *string      `json:"name,omitempty"`
	CPUs   *int64       `json:"cpus,omitempty"`
	End    *string      `json:"end"`
	Events []plainEvent `json:"events"`
}

type plainEvent struct {
	Code      int64           `json:"code"`
	Name      *string         `json:"name,omitempty"`
	Timestamp *string         `json:"timestamp,omitempty"`
	Jitter    *float64        `json:"jitter,omitempty"`
	RTT       *float64        `json:"rtt,omitempty"`
	Bytes     *int64          `json:"bytes,omitempty"`
	Muted     *bool           `json:"muted,omitempty"`
	Detail    json.RawMessage `json:"detail,omitempty"`
}

func BenchmarkJSON(b *testing.B) {
	report := testReport()
	data, err := Encode(report, appendTestPeer)
	if err != nil {
		b.Fatal(err)
	}
	var plain plainPeer
	if err := json.Unmarshal(data, &plain); err != nil {
		b.Fatal(err)
	}
	run := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("decode", func() error { return Decode(data, Strict, new(testPeer), codeTestPeer) })
	run("decode-skip", func() error {
		return Decode(data, Strict, new(int), func(c *Codec, _ *int) { c.Skip() })
	})
	run("decode-encoding-json", func() error { return json.Unmarshal(data, new(plainPeer)) })
	run("encode", func() error { _, err := Encode(report, appendTestPeer); return err })
	run("encode-encoding-json", func() error { _, err := json.Marshal(&plain); return err })
}
