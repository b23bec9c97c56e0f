package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/openapi"
)

// Body is a peer report as compact JSON, with the facts that a decoder must
// find in it.
type Body struct {
	Name string
	JSON []byte
	want facts
	any  any // the body as decoded by encoding/json
}

// BodySet are the bodies of a run, the same ones in every run.
type BodySet struct {
	Tiny     *Body // one member: mostly the cost of a call
	Small    *Body // the example of the document
	Large    *Body // a long session, members in the order of the document
	Shuffled *Body // Large with the members of every object in random order
}

// Bodies makes the bodies.
func Bodies() (*BodySet, error) {
	example, err := documentExample(openapi.PeerReport)
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(20, 26))
	large := longSession(rng)

	var set BodySet
	for _, b := range []struct {
		to    **Body
		name  string
		value any
	}{
		{&set.Tiny, "tiny", object{"success", true}},
		{&set.Small, "small", example},
		{&set.Large, "large", large},
		{&set.Shuffled, "shuffled", shuffled(rng, large)},
	} {
		if *b.to, err = newBody(b.name, b.value); err != nil {
			return nil, fmt.Errorf("body %s: %w", b.name, err)
		}
	}
	return &set, nil
}

func newBody(name string, value any) (*Body, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	b := &Body{Name: name, JSON: data}
	if err := json.Unmarshal(data, &b.any); err != nil {
		return nil, err
	}
	b.want = factsOfAny(b.any)
	return b, nil
}

// facts is a sample of members of every kind, near the end of long bodies. A
// member that the body does not have is zero.
type facts struct {
	Success      bool
	Participant  string  // data.participant.id
	Events       int     // length of data.participant.peer_report.metadata.events
	LastEvent    string  // timestamp of its last item
	SSRC         int64   // ssrc of the last audio_producer
	RTT          float64 // rtt of the same item
	Latitude     float64 // of the last item of peer_stats.events
	VideoPackets int64   // quality_stats.total_video_packets
}

// check compares the facts that a peer decoded with those of the body.
func (b *Body) check(got facts) error {
	if got != b.want {
		return fmt.Errorf("decoded %+v, want %+v", got, b.want)
	}
	return nil
}

// checkJSON compares JSON that a peer encoded with the body; the order of
// members may differ.
func (b *Body) checkJSON(data []byte) error {
	var got any
	if err := json.Unmarshal(data, &got); err != nil {
		return fmt.Errorf("encoded %.80q: %w", data, err)
	}
	if !reflect.DeepEqual(got, b.any) {
		return fmt.Errorf("encoded %d bytes with other values than the body's %d", len(data), len(b.JSON))
	}
	return nil
}

// documentExample returns the example of the 200 response of the operation,
// with its order of members.
func documentExample(document []byte) (any, error) {
	var doc struct {
		Paths map[string]struct {
			Get struct {
				Responses map[string]struct {
					Content map[string]struct{ Example yaml.Node }
				}
			}
		}
	}
	if err := yaml.Unmarshal(document, &doc); err != nil {
		return nil, err
	}
	for _, path := range doc.Paths {
		if content, ok := path.Get.Responses["200"].Content["application/json"]; ok {
			return ordered(&content.Example)
		}
	}
	return nil, errors.New("openapi/peer-report.yaml has no example of a 200 response")
}

// ordered returns a YAML value with its mappings as objects. Aliases are not
// supported.
func ordered(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		o := object{}
		for i := 0; i < len(n.Content); i += 2 {
			v, err := ordered(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			o = append(o, n.Content[i].Value, v)
		}
		return o, nil
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			v, err := ordered(item)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	}
	var v any
	err := n.Decode(&v)
	return v, err
}
