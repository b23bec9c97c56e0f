package bench

import (
	"encoding/json"
	"errors"

	"github.com/bytedance/sonic"
	jsonv2 "github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
	gojson "github.com/goccy/go-json"
	"github.com/mailru/easyjson"
	"github.com/mailru/easyjson/jlexer"
	"github.com/mailru/easyjson/jwriter"

	"github.com/peergen/peergen/bench/bodies"
	"github.com/peergen/peergen/bench/easybodies"
	"github.com/peergen/peergen/bench/oapibodies"
)

// codec are the functions of the peers for one kind of body.
type codec struct {
	decode, encode map[string]func(*Body) starter
}

// codecs are the codecs of all kinds.
var codecs = map[string]codec{
	Report:   withCloudflare(newCodec[peergenReport, oapiReport]()),
	Issues:   withEasyjson[easybodies.IssuePage](newCodec[bodies.IssuePage, oapibodies.IssuePage]()),
	Payments: withEasyjson[easybodies.PaymentList](newCodec[bodies.PaymentList, oapibodies.PaymentList]()),
	Chat:     withEasyjson[easybodies.ChatChunk](newCodec[bodies.ChatChunk, oapibodies.ChatChunk]()),
	Records:  withEasyjson[easybodies.RecordList](newCodec[bodies.RecordList, oapibodies.RecordList]()),
	growth:   newCodec[bodies.Growth, oapibodies.Growth](),
}

// omitEmpty gives omitempty the meaning that it has in encoding/json, for which
// the types of oapi-codegen are made.
var omitEmpty = jsonv1.OmitEmptyWithLegacySemantics(true)

// selfCoding is a pointer to a type with methods that decode and encode it.
type selfCoding[T any] interface {
	*T
	json.Marshaler
	json.Unmarshaler
}

// newCodec returns the codec of our type and of the type of oapi-codegen, which
// is used with several packages.
func newCodec[Own, Other any, P selfCoding[Own]]() codec {
	c := codec{map[string]func(*Body) starter{}, map[string]func(*Body) starter{}}
	add(c, Peergen, func(data []byte, v *Own) error { return P(v).UnmarshalJSON(data) }, func(v *Own) ([]byte, error) { return P(v).MarshalJSON() })
	add(c, OapiCodegen, func(data []byte, v *Other) error { return json.Unmarshal(data, v) }, func(v *Other) ([]byte, error) { return json.Marshal(v) })
	add(c, JSONv2, func(data []byte, v *Other) error { return jsonv2.Unmarshal(data, v) }, func(v *Other) ([]byte, error) { return jsonv2.Marshal(v, omitEmpty) })
	add(c, Sonic, func(data []byte, v *Other) error { return sonic.Unmarshal(data, v) }, func(v *Other) ([]byte, error) { return sonic.Marshal(v) })
	add(c, Goccy, func(data []byte, v *Other) error { return gojson.Unmarshal(data, v) }, func(v *Other) ([]byte, error) { return gojson.Marshal(v) })
	c.decode[Valid] = validator(json.Valid)
	c.decode[SonicValid] = validator(sonic.Valid)
	return c
}

// easyCoding is a pointer to a type with the methods of easyjson.
type easyCoding[T any] interface {
	*T
	MarshalEasyJSON(w *jwriter.Writer)
	UnmarshalEasyJSON(l *jlexer.Lexer)
}

func withEasyjson[T any, P easyCoding[T]](c codec) codec {
	add(c, Easyjson, func(data []byte, v *T) error { return easyjson.Unmarshal(data, P(v)) }, func(v *T) ([]byte, error) { return easyjson.Marshal(P(v)) })
	return c
}

// withCloudflare adds the decoder of cloudflare-go. Its responses cannot be
// encoded.
func withCloudflare(c codec) codec {
	c.decode[CloudflareGo] = func(b *Body) starter {
		return func(verify bool) (func() error, func(), error) {
			decode := func() (*cloudflareReport, error) {
				v := new(cloudflareReport)
				return v, v.UnmarshalJSON(b.Docs[0])
			}
			v, err := decode()
			if err == nil && verify {
				err = checkCloudflare(b, v)
			}
			return func() error {
				_, err := decode()
				return err
			}, nothing, err
		}
	}
	return c
}

// add adds a peer.
func add[T any](c codec, peer string, unmarshal func([]byte, *T) error, marshal func(*T) ([]byte, error)) {
	decode := func(b *Body) ([]*T, error) {
		values := make([]*T, len(b.Docs))
		for i, doc := range b.Docs {
			values[i] = new(T)
			if err := unmarshal(doc, values[i]); err != nil {
				return nil, err
			}
		}
		return values, nil
	}
	c.decode[peer] = func(b *Body) starter {
		return func(verify bool) (func() error, func(), error) {
			values, err := decode(b)
			if err == nil && verify {
				err = checkValues(b, values)
			}
			return func() error {
				for _, doc := range b.Docs {
					if err := unmarshal(doc, new(T)); err != nil {
						return err
					}
				}
				return nil
			}, nothing, err
		}
	}
	c.encode[peer] = func(b *Body) starter {
		return func(verify bool) (func() error, func(), error) {
			values, err := decode(b)
			if err != nil {
				return nil, nil, err
			}
			docs := make([][]byte, len(values))
			for i, v := range values {
				if docs[i], err = marshal(v); err != nil {
					return nil, nil, err
				}
			}
			if verify {
				err = b.check(docs)
			}
			return func() error {
				for _, v := range values {
					if _, err := marshal(v); err != nil {
						return err
					}
				}
				return nil
			}, nothing, err
		}
	}
}

var errInvalid = errors.New("the body is reported to be invalid JSON")

// validator only checks the syntax.
func validator(valid func([]byte) bool) func(*Body) starter {
	return func(b *Body) starter {
		call := func() error {
			for _, doc := range b.Docs {
				if !valid(doc) {
					return errInvalid
				}
			}
			return nil
		}
		return func(bool) (func() error, func(), error) { return call, nothing, call() }
	}
}
