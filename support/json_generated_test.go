package support

import (
	"encoding/json"
	"fmt"
	"testing"
)

// The types below are written as the generator writes them, one for each row of
// the table in doc.go.

type testFilter string

func (v testFilter) Known() bool { return v == "events" || v == "tracks" }

func (v *testFilter) codeJSON(c *jsonCodec) {
	jsonString(c, v)
	if c.strict && !v.Known() {
		c.violate("enum", "must be one of events, tracks")
	}
}

type testTags []string

func (v *testTags) codeJSON(c *jsonCodec) { jsonArray(c, v, jsonString) }

type testShape interface{ isTestShape() }

type testCircle struct{ Radius float64 }
type testRaw struct{ JSON string }

func (*testCircle) isTestShape() {}
func (*testRaw) isTestShape()    {}

func (v *testCircle) codeJSON(c *jsonCodec) {
	kind := "circle"
	for o := c.object(); o.more(); {
		requiredValue(&o, "kind", &kind, jsonString)
		requiredValue(&o, "radius", &v.Radius, jsonFloat)
	}
}

func codeTestShape(c *jsonCodec, p *testShape) {
	if c.writing {
		switch v := (*p).(type) {
		case *testCircle:
			v.codeJSON(c)
		case *testRaw:
			raw := json.RawMessage(v.JSON)
			jsonRaw(c, &raw)
		}
		return
	}
	kind := ""
	at := c.mark()
	for o := c.object(); kind == "" && o.more(); {
		requiredValue(&o, "kind", &kind, jsonString)
	}
	c.reset(at)
	if kind == "circle" {
		v := new(testCircle)
		v.codeJSON(c)
		*p = v
		return
	}
	var raw json.RawMessage
	jsonRaw(c, &raw)
	*p = &testRaw{string(raw)}
}

type testPeer struct {
	ID       string                     `json:"id"`
	Name     Opt[string]                `json:"name,omitzero"`
	CPUs     Opt[int64]                 `json:"cpus,omitzero"`
	Port     Opt[uint32]                `json:"port,omitzero"`
	Small    Opt[int32]                 `json:"small,omitzero"`
	Ratio    Opt[float32]               `json:"ratio,omitzero"`
	Online   Opt[bool]                  `json:"online,omitzero"`
	Start    Opt[string]                `json:"start,omitzero"`
	End      Opt[string]                `json:"end"`
	Filter   Opt[testFilter]            `json:"filter,omitzero"`
	Tags     testTags                   `json:"tags,omitzero"`
	Matrix   [][]float64                `json:"matrix,omitzero"`
	Labels   map[string]string          `json:"labels,omitzero"`
	Parent   *testPeer                  `json:"parent,omitzero"`
	Buddy    Opt[*testPeer]             `json:"buddy,omitzero"`
	Events   []testEvent                `json:"events"`
	Any      json.RawMessage            `json:"any,omitzero"`
	Shape    testShape                  `json:"-"`
	Members  map[string]json.RawMessage `json:"-"`
	Checksum Opt[uint64]                `json:"checksum,omitzero"`
	Limits   *testLimits                `json:"limits,omitzero"`
}

func (v *testPeer) codeJSON(c *jsonCodec) {
	for o := c.object(); o.more(); {
		requiredValue(&o, "id", &v.ID, func(c *jsonCodec, p *string) {
			jsonString(c, p)
			if !c.writing && len(*p) > 8 {
				c.violate("maxLength", "must be at most 8 characters long")
			}
		})
		optionalValue(&o, "name", &v.Name, jsonString)
		optionalValue(&o, "cpus", &v.CPUs, jsonInt)
		optionalValue(&o, "port", &v.Port, jsonUint)
		optionalValue(&o, "small", &v.Small, jsonInt)
		optionalValue(&o, "ratio", &v.Ratio, jsonFloat)
		optionalValue(&o, "online", &v.Online, jsonBool)
		optionalNullable(&o, "start", &v.Start, jsonString)
		requiredNullable(&o, "end", &v.End, jsonString)
		optionalValue(&o, "filter", &v.Filter, jsonValue)
		optionalArray(&o, "tags", &v.Tags, jsonString)
		optionalArray(&o, "matrix", &v.Matrix, func(c *jsonCodec, p *[]float64) { jsonArray(c, p, jsonFloat) })
		optionalMap(&o, "labels", &v.Labels, jsonString)
		optionalObject(&o, "parent", &v.Parent, jsonValue)
		optionalNullable(&o, "buddy", &v.Buddy, jsonPointer)
		requiredArray(&o, "events", &v.Events, jsonValue)
		optionalRaw(&o, "any", &v.Any, jsonRaw)
		optionalUnion(&o, "shape", &v.Shape, codeTestShape)
		optionalValue(&o, "checksum", &v.Checksum, jsonUint)
		optionalObject(&o, "limits", &v.Limits, jsonValue)
		otherMembers(&o, &v.Members, jsonRaw)
	}
}

func (v testPeer) MarshalJSON() ([]byte, error)     { return marshalJSON(&v) }
func (v *testPeer) UnmarshalJSON(data []byte) error { return unmarshalJSON(data, v) }

type testEvent struct {
	Code      int64           `json:"code"`
	Name      Opt[string]     `json:"name,omitzero"`
	Timestamp Opt[string]     `json:"timestamp,omitzero"`
	Jitter    Opt[float64]    `json:"jitter,omitzero"`
	RTT       Opt[float64]    `json:"rtt,omitzero"`
	Bytes     Opt[int64]      `json:"bytes,omitzero"`
	Muted     Opt[bool]       `json:"muted,omitzero"`
	Detail    json.RawMessage `json:"detail,omitzero"`
}

func (v *testEvent) codeJSON(c *jsonCodec) {
	for o := c.closedObject(); o.more(); {
		requiredValue(&o, "code", &v.Code, jsonInt)
		optionalValue(&o, "name", &v.Name, jsonString)
		optionalValue(&o, "timestamp", &v.Timestamp, jsonString)
		optionalValue(&o, "jitter", &v.Jitter, jsonFloat)
		optionalValue(&o, "rtt", &v.RTT, jsonFloat)
		optionalValue(&o, "bytes", &v.Bytes, jsonInt)
		optionalValue(&o, "muted", &v.Muted, jsonBool)
		optionalRaw(&o, "detail", &v.Detail, jsonRaw)
	}
}

type testLimits struct {
	Sizes  map[string]Opt[int64] `json:"sizes"`
	Parent testTags              `json:"parent"`
}

func (v *testLimits) codeJSON(c *jsonCodec) {
	for o := c.object(); o.more(); {
		requiredMap(&o, "sizes", &v.Sizes, func(c *jsonCodec, p *Opt[int64]) { jsonNullable(c, p, jsonInt) })
		requiredValue(&o, "parent", &v.Parent, jsonValue)
	}
}

// testReport returns a peer of about 60 KB of JSON.
func testReport() *testPeer {
	p := &testPeer{ID: "peer", Name: Some("Zoë"), CPUs: Some[int64](8), End: Null[string]()}
	for i := range 420 {
		e := testEvent{
			Code:      int64(i),
			Name:      Some(fmt.Sprintf("PARTICIPANT_EVENT_%d", i)),
			Timestamp: Some("2024-05-01T12:00:00.123Z"),
			Jitter:    Some(float64(i) / 1000),
			RTT:       Some(0.034 + float64(i)),
			Bytes:     Some(int64(i) * 123456),
			Muted:     Some(i%2 == 0),
		}
		if i%10 == 0 {
			e.Detail = json.RawMessage(`{"track":"video","layers":[1,2,3]}`)
		}
		p.Events = append(p.Events, e)
	}
	return p
}

// The plain twins are what a user of encoding/json writes by hand.
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
	data, err := encodeBody(report, jsonValue)
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
	run("decode", func() error { return decodeBody(data, true, new(testPeer), jsonValue) })
	run("decode-skip", func() error {
		return decodeBody(data, true, new(int), func(c *jsonCodec, _ *int) { c.skip() })
	})
	run("decode-encoding-json", func() error { return json.Unmarshal(data, new(plainPeer)) })
	run("encode", func() error { _, err := encodeBody(report, jsonValue); return err })
	run("encode-encoding-json", func() error { _, err := json.Marshal(&plain); return err })
}
