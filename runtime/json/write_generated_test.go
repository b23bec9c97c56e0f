package json

import (
	"encoding/json"

	"github.com/peergen/peergen/runtime/core"
)

// The functions of this file are what the generator writes for the types of the tests.

func appendTestTags(w *Writer, b []byte, key string, v *testTags) []byte {
	return AppendArray(w, b, key, *v, AppendString)
}

func appendTestCircle(w *Writer, b []byte, key string, v *testCircle) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	kind := "circle"
	b = AppendString(w, b, `,"kind":`, &kind)
	b = AppendFloat(w, b, `,"radius":`, &v.Radius)
	return EndObject(b, n)
}

func appendTestShape(w *Writer, b []byte, key string, p *testShape) []byte {
	n := len(b)
	switch v := (*p).(type) {
	case *testCircle:
		b = appendTestCircle(w, b, key, v)
	case *testRaw:
		raw := json.RawMessage(v.JSON)
		b = AppendRaw(w, b, key, &raw)
	}
	if len(b) == n {
		b = NoVariant(w, b, key)
	}
	return b
}

func appendTestPeer(w *Writer, b []byte, key string, v *testPeer) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendString(w, b, `,"id":`, &v.ID)
	b = AddOptString(b, `,"name":`, &v.Name)
	b = AddOptInt(b, `,"cpus":`, &v.CPUs)
	b = AddOptUint(b, `,"port":`, &v.Port)
	b = AddOptInt(b, `,"small":`, &v.Small)
	b = AddOptFloat(w, b, `,"ratio":`, &v.Ratio)
	b = AddOptBool(b, `,"online":`, &v.Online)
	b = AddOptString(b, `,"start":`, &v.Start)
	b = AppendNullable(w, b, `,"end":`, &v.End, AppendString)
	b = AddOptString(b, `,"filter":`, &v.Filter)
	b = AddArray(w, b, `,"tags":`, v.Tags, AppendString)
	b = AddArray(w, b, `,"matrix":`, v.Matrix, func(w *Writer, b []byte, key string, p *[]float64) []byte {
		return AppendArray(w, b, key, *p, AppendFloat)
	})
	b = AddMap(w, b, `,"labels":`, v.Labels, AppendString)
	b = appendTestPeer(w, b, `,"parent":`, v.Parent)
	b = AddOpt(w, b, `,"buddy":`, &v.Buddy, func(w *Writer, b []byte, key string, p **testPeer) []byte {
		return AppendPointer(w, b, key, *p, appendTestPeer)
	})
	b = AppendArray(w, b, `,"events":`, v.Events, appendTestEvent)
	b = AddRaw(w, b, `,"any":`, v.Any)
	if v.Shape != nil {
		b = appendTestShape(w, b, `,"shape":`, &v.Shape)
	}
	b = AddOptUint(b, `,"checksum":`, &v.Checksum)
	b = appendTestLimits(w, b, `,"limits":`, v.Limits)
	b = AddMembers(w, b, n, v.Members, AppendRaw, Declared{Names: []string{"id", "name", "end", "events"}})
	return EndObject(b, n)
}

func (v testPeer) MarshalJSON() ([]byte, error) { return Encode(&v, appendTestPeer) }

func appendTestEvent(w *Writer, b []byte, key string, v *testEvent) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendInt(w, b, `,"code":`, &v.Code)
	b = AddOptString(b, `,"name":`, &v.Name)
	b = AddOptString(b, `,"timestamp":`, &v.Timestamp)
	b = AddOptFloat(w, b, `,"jitter":`, &v.Jitter)
	b = AddOptFloat(w, b, `,"rtt":`, &v.RTT)
	b = AddOptInt(b, `,"bytes":`, &v.Bytes)
	b = AddOptBool(b, `,"muted":`, &v.Muted)
	b = AddRaw(w, b, `,"detail":`, v.Detail)
	return EndObject(b, n)
}

func appendTestLimits(w *Writer, b []byte, key string, v *testLimits) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendMap(w, b, `,"sizes":`, v.Sizes, func(w *Writer, b []byte, key string, p *core.Opt[int64]) []byte {
		return AppendNullable(w, b, key, p, AppendInt)
	})
	b = appendTestTags(w, b, `,"parent":`, &v.Parent)
	return EndObject(b, n)
}

func appendPreset(w *Writer, b []byte, key string, v *preset) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AddOptInt(b, `,"limit":`, &v.Limit)
	b = AppendString(w, b, `,"name":`, &v.Name)
	b = AddArray(w, b, `,"tags":`, v.Tags, AppendString)
	b = appendLeaf(w, b, `,"inner":`, v.Inner)
	return EndObject(b, n)
}

func appendLeaf(w *Writer, b []byte, key string, v *preset) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendString(w, b, `,"name":`, &v.Name)
	b = AddOptInt(b, `,"limit":`, &v.Limit)
	b = AddArray(w, b, `,"tags":`, v.Tags, AppendString)
	b = AddMembers(w, b, n, v.Extras, AppendString, Declared{Names: []string{"name", "limit", "tags"}})
	return EndObject(b, n)
}

func appendReading(w *Writer, b []byte, key string, v *reading) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendInt(w, b, ",", &v.At)
	b = AppendNullable(w, b, ",", &v.Value, AppendFloat)
	absent := false
	b, absent = AddItem(w, b, absent, &v.Unit, AppendString)
	b, absent = AddItem(w, b, absent, &v.Note, AppendString)
	b = AddItems(w, b, absent, v.Rest, AppendBool)
	return EndArray(b, n)
}

func appendPair(w *Writer, b []byte, key string, v *pair) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendInt(w, b, ",", &v.A)
	b = AppendInt(w, b, ",", &v.B)
	return EndArray(b, n)
}

func appendSettings(w *Writer, b []byte, key string, v *settings) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendString(w, b, `,"name":`, &v.Name)
	b = AppendString(w, b, `,"theme":`, &v.Theme)
	b = appendPair(w, b, `,"limits":`, v.Limits)
	b = AddArray(w, b, `,"tags":`, v.Tags, AppendString)
	return EndObject(b, n)
}

func appendKeeping(w *Writer, b []byte, key string, v *keeping) []byte {
	if v == nil {
		return b
	}
	b = append(b, key...)
	n := len(b)
	b = AppendInt(w, b, `,"a":`, &v.a)
	b = append(b, v.kept...)
	return EndObject(b, n)
}
