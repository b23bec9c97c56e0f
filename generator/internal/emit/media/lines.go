package media

import "github.com/dave/jennifer/jen"

// separated is a stream of JSON texts: one per line, or as RFC 7464 separates
// them. next and put are the functions of the runtime that find the next text
// and append one.
type separated struct {
	base
	next, put string
}

func (s separated) itemType() *jen.Statement { return s.Types.Elem(s.m.Value) }

func (s separated) read() call {
	return call{"client.ItemResult", []jen.Code{jen.Id("resp"), jen.Id("stream"), s.RT(s.next), s.checked(s.Reader(s.m.Value))}}
}

func (s separated) write() call {
	return call{"server.WriteItems", []jen.Code{s.RT(s.put), s.Appender(s.m.Value)}}
}

func (s separated) send() call {
	return call{"client.OutgoingItems", []jen.Code{s.RT(s.put), s.checkedAppender(s.Appender(s.m.Value))}}
}

func (s separated) receive() call {
	return call{"server.ReadBodyItems", []jen.Code{s.RT(s.next), s.checked(s.Reader(s.m.Value))}}
}

func (separated) condition() *jen.Statement { return nil }

func (separated) sampleItem(value *jen.Statement) *jen.Statement { return value }
