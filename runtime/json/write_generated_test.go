package json

import (
	"encoding/json"

	"github.com/peergen/peergen/runtime/core"
)

// The functions of this file are what the generator writes for the types of the tests.

func appendTestTags(b []byte, w *Writer, key string, v *testTags) []byte {
	return AppendStrings(b, key, *v)
}

func appendTestCircle(b []byte, w *Writer, key string, v *testCircle) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	kind := "circle"
	b = AppendString(b, `,"kind":`, kind)
	b = AppendFloat(b, w, `,"radius":`, v.Radius, 64)
	return EndObject(b, n)
}

func appendTestShape(b []byte, w *Writer, key string, p *testShape) []byte {
	n := len(b)
	switch v := (*p).(type) {
	case *testCircle:
		b = appendTestCircle(b, w, key, v)
	case *testRaw:
		raw := json.RawMessage(v.JSON)
		b = AppendRaw(b, w, key, &raw)
	}
	if len(b) == n {
		b = NoVariant(b, w, key)
	}
	return b
}

func appendTestPeer(b []byte, w *Writer, key string, v *testPeer) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendString(b, `,"id":`, v.ID)
	b = AddOptString(b, `,"name":`, &v.Name)
	b = AddOptInt(b, `,"cpus":`, &v.CPUs)
	b = AddOptUint(b, `,"port":`, &v.Port)
	b = AddOptInt(b, `,"small":`, &v.Small)
	b = AddOptFloat(b, w, `,"ratio":`, &v.Ratio)
	b = AddOptBool(b, `,"online":`, &v.Online)
	b = AddOptString(b, `,"start":`, &v.Start)
	b = AppendNullable(b, w, `,"end":`, &v.End, StringElem)
	b = AddOptString(b, `,"filter":`, &v.Filter)
	b = AddStrings(b, `,"tags":`, v.Tags)
	b = AddArray(b, w, `,"matrix":`, v.Matrix, func(b []byte, w *Writer, key string, p *[]float64) []byte {
		return AppendArray(b, w, key, *p, FloatElem)
	})
	b = AddMap(b, w, `,"labels":`, v.Labels, StringElem)
	b = appendTestPeer(b, w, `,"parent":`, v.Parent)
	b = AddOpt(b, w, `,"buddy":`, &v.Buddy, func(b []byte, w *Writer, key string, p **testPeer) []byte {
		return AppendPointer(b, w, key, *p, appendTestPeer)
	})
	b = AppendArray(b, w, `,"events":`, v.Events, appendTestEvent)
	b = AddRaw(b, w, `,"any":`, v.Any)
	if v.Shape != nil {
		b = appendTestShape(b, w, `,"shape":`, &v.Shape)
	}
	b = AddOptUint(b, `,"checksum":`, &v.Checksum)
	b = appendTestLimits(b, w, `,"limits":`, v.Limits)
	b = AddMembers(b, w, n, v.Members, AppendRaw, Declared{Names: []string{"id", "name", "end", "events"}})
	return EndObject(b, n)
}

func (v testPeer) MarshalJSON() ([]byte, error) { return Encode(&v, appendTestPeer) }

func appendTestEvent(b []byte, w *Writer, key string, v *testEvent) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendInt(b, `,"code":`, v.Code)
	b = AddOptString(b, `,"name":`, &v.Name)
	b = AddOptString(b, `,"timestamp":`, &v.Timestamp)
	b = AddOptFloat(b, w, `,"jitter":`, &v.Jitter)
	b = AddOptFloat(b, w, `,"rtt":`, &v.RTT)
	b = AddOptInt(b, `,"bytes":`, &v.Bytes)
	b = AddOptBool(b, `,"muted":`, &v.Muted)
	b = AddRaw(b, w, `,"detail":`, v.Detail)
	return EndObject(b, n)
}

func appendTestLimits(b []byte, w *Writer, key string, v *testLimits) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendMap(b, w, `,"sizes":`, v.Sizes, func(b []byte, w *Writer, key string, p *core.Opt[int64]) []byte {
		return AppendNullable(b, w, key, p, IntElem)
	})
	b = appendTestTags(b, w, `,"parent":`, &v.Parent)
	return EndObject(b, n)
}

func appendPreset(b []byte, w *Writer, key string, v *preset) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AddOptInt(b, `,"limit":`, &v.Limit)
	b = AppendString(b, `,"name":`, v.Name)
	b = AddStrings(b, `,"tags":`, v.Tags)
	b = appendLeaf(b, w, `,"inner":`, v.Inner)
	return EndObject(b, n)
}

func appendLeaf(b []byte, w *Writer, key string, v *preset) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendString(b, `,"name":`, v.Name)
	b = AddOptInt(b, `,"limit":`, &v.Limit)
	b = AddStrings(b, `,"tags":`, v.Tags)
	b = AddMembers(b, w, n, v.Extras, StringElem, Declared{Names: []string{"name", "limit", "tags"}})
	return EndObject(b, n)
}

func appendReading(b []byte, w *Writer, key string, v *reading) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendInt(b, ",", v.At)
	b = AppendNullable(b, w, ",", &v.Value, FloatElem)
	absent := false
	b, absent = AddItem(b, w, absent, &v.Unit, StringElem)
	b, absent = AddItem(b, w, absent, &v.Note, StringElem)
	b = AddItems(b, w, absent, v.Rest, BoolElem)
	return EndArray(b, n)
}

func appendPair(b []byte, w *Writer, key string, v *pair) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendInt(b, ",", v.A)
	b = AppendInt(b, ",", v.B)
	return EndArray(b, n)
}

func appendSettings(b []byte, w *Writer, key string, v *settings) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendString(b, `,"name":`, v.Name)
	b = AppendString(b, `,"theme":`, v.Theme)
	b = appendPair(b, w, `,"limits":`, v.Limits)
	b = AddStrings(b, `,"tags":`, v.Tags)
	return EndObject(b, n)
}

func appendKeeping(b []byte, w *Writer, key string, v *keeping) []byte {
	if v == nil {
		return b
	}
	b, n := Begin(b, key)
	b = AppendInt(b, `,"a":`, int64(v.a))
	b = append(b, v.kept...)
	return EndObject(b, n)
}
