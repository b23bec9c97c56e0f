package json

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

type testFilter string

func (v testFilter) Known() bool { return v == "events" || v == "tracks" }

func readTestFilter(r *Reader, i int, v *testFilter) int {
	end := ReadString(r, i, v)
	if r.Strict && !v.Known() {
		r.Violate(i, "enum", "must be one of events, tracks")
	}
	return end
}

type testTags []string

func readTestTags(r *Reader, i int, v *testTags) int { return ReadArray(r, i, v, ReadString) }

type testShape interface{ isTestShape() }

type testCircle struct{ Radius float64 }

type testRaw struct{ JSON string }

func (*testCircle) isTestShape() {}

func (*testRaw) isTestShape() {}

var testCircleMembers = Members{Keys: []string{`,"kind":`, `,"radius":`}, Required: []uint64{0x3}}

func readTestCircle(r *Reader, i int, v *testCircle) int {
	kind := "circle"
	o, k, i := r.Open(i, &testCircleMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadString(r, i, &kind)
		case 1:
			i = ReadFloat(r, i, &v.Radius)
		}
	}
	return i
}

func readTestShape(r *Reader, i int, p *testShape) int {
	if Tag(r, i, "kind") == "circle" {
		v, i := ReadVariant(r, i, readTestCircle)
		*p = v
		return i
	}
	var raw json.RawMessage
	i = ReadRaw(r, i, &raw)
	*p = &testRaw{string(raw)}
	return i
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

var testPeerMembers = Members{
	Keys: []string{
		`,"id":`, `,"name":`, `,"cpus":`, `,"port":`, `,"small":`, `,"ratio":`, `,"online":`, `,"start":`, `,"end":`, `,"filter":`, `,"tags":`,
		`,"matrix":`, `,"labels":`, `,"parent":`, `,"buddy":`, `,"events":`, `,"any":`, `,"shape":`, `,"checksum":`, `,"limits":`,
	},
	Required: []uint64{1<<0 | 1<<8 | 1<<15},
	NotNull:  []uint64{0x7e | 1<<9 | 1<<10 | 1<<11 | 1<<12 | 1<<13 | 1<<15 | 1<<17 | 1<<18 | 1<<19},
	Others:   true,
}

func readTestPeer(r *Reader, i int, v *testPeer) int {
	o, k, i := r.Open(i, &testPeerMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			start := i
			i = ReadString(r, i, &v.ID)
			if len(v.ID) > 8 {
				r.Violate(start, "maxLength", "must be at most 8 characters long")
			}
		case 1:
			i = ReadOptString(r, i, &v.Name)
		case 2:
			i = ReadOptInt(r, i, &v.CPUs)
		case 3:
			i = ReadNullable(r, i, &v.Port, ReadUint)
		case 4:
			i = ReadNullable(r, i, &v.Small, ReadInt)
		case 5:
			i = ReadNullable(r, i, &v.Ratio, ReadFloat)
		case 6:
			i = ReadOptBool(r, i, &v.Online)
		case 7:
			i = ReadNullable(r, i, &v.Start, ReadString)
		case 8:
			i = ReadNullable(r, i, &v.End, ReadString)
		case 9:
			i = ReadNullable(r, i, &v.Filter, readTestFilter)
		case 10:
			i = ReadArray(r, i, &v.Tags, ReadString)
		case 11:
			i = ReadArray(r, i, &v.Matrix, func(r *Reader, i int, p *[]float64) int { return ReadArray(r, i, p, ReadFloat) })
		case 12:
			i = ReadMap(r, i, &v.Labels, ReadString)
		case 13:
			v.Parent = new(testPeer)
			i = readTestPeer(r, i, v.Parent)
		case 14:
			i = ReadNullable(r, i, &v.Buddy, func(r *Reader, i int, p **testPeer) int { return ReadPointer(r, i, p, readTestPeer) })
		case 15:
			i = ReadArray(r, i, &v.Events, readTestEvent)
		case 16:
			i = ReadRaw(r, i, &v.Any)
		case 17:
			i = readTestShape(r, i, &v.Shape)
		case 18:
			i = ReadNullable(r, i, &v.Checksum, ReadUint)
		case 19:
			v.Limits = new(testLimits)
			i = readTestLimits(r, i, v.Limits)
		default:
			i = ReadAdditional(o, i, &v.Members, ReadRaw)
		}
	}
	return i
}

func (v *testPeer) UnmarshalJSON(data []byte) error { return Unmarshal(data, v, readTestPeer) }

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

var testEventMembers = Members{
	Keys:     []string{`,"code":`, `,"name":`, `,"timestamp":`, `,"jitter":`, `,"rtt":`, `,"bytes":`, `,"muted":`, `,"detail":`},
	Required: []uint64{0x1},
	NotNull:  []uint64{0x7e},
	Closed:   true,
}

func readTestEvent(r *Reader, i int, v *testEvent) int {
	o, k, i := r.Open(i, &testEventMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadInt(r, i, &v.Code)
		case 1:
			i = ReadOptString(r, i, &v.Name)
		case 2:
			i = ReadOptString(r, i, &v.Timestamp)
		case 3:
			i = ReadOptFloat(r, i, &v.Jitter)
		case 4:
			i = ReadOptFloat(r, i, &v.RTT)
		case 5:
			i = ReadOptInt(r, i, &v.Bytes)
		case 6:
			i = ReadOptBool(r, i, &v.Muted)
		case 7:
			i = ReadRaw(r, i, &v.Detail)
		}
	}
	return i
}

type testLimits struct {
	Sizes  map[string]core.Opt[int64] `json:"sizes"`
	Parent testTags                   `json:"parent"`
}

var testLimitsMembers = Members{Keys: []string{`,"sizes":`, `,"parent":`}, Required: []uint64{0x3}, NotNull: []uint64{0x1}}

func readTestLimits(r *Reader, i int, v *testLimits) int {
	o, k, i := r.Open(i, &testLimitsMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadMap(r, i, &v.Sizes, func(r *Reader, i int, p *core.Opt[int64]) int { return ReadNullable(r, i, p, ReadInt) })
		case 1:
			i = readTestTags(r, i, &v.Parent)
		}
	}
	return i
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
	run("decode", func() error { return Decode(data, Strict, new(testPeer), readTestPeer) })
	run("decode-skip", func() error {
		return Decode(data, Strict, new(int), func(r *Reader, i int, _ *int) int { return r.Skip(i) })
	})
	run("decode-encoding-json", func() error { return json.Unmarshal(data, new(plainPeer)) })
	run("encode", func() error { _, err := Encode(report, appendTestPeer); return err })
	run("encode-encoding-json", func() error { _, err := json.Marshal(&plain); return err })
}
