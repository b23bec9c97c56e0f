package generator_test

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/source"
)

// FuzzDocument generates from documents of the goldens that a sequence of edits has changed. The
// input is the number of the document, and for each edit its kind, its place and what it takes:
// two bytes each, modulo what there is. An edit removes a value, gives it another type,
// duplicates it, puts it elsewhere, or replaces it by a part of another document.
func FuzzDocument(f *testing.F) {
	docs := parsedGoldens(f)
	for i := range docs {
		f.Add(words(i, i%edits, 7*i, 3*i, (i+2)%edits, 11*i, 5*i))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		e := &editor{input: input}
		root := docs[e.next(len(docs))].Root.Clone()
		for n := 0; n < maxEdits && len(e.input) > 0; n++ {
			e.edit(root, docs)
		}
		text := root.JSON()
		if len(text) > 64<<10 {
			return // the edits have multiplied the document
		}
		generateMutated(t, "FuzzDocument", text)
	})
}

func words(numbers ...int) (out []byte) {
	for _, n := range numbers {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	return out
}

// editor takes edits from the input of a fuzz target.
type editor struct{ input []byte }

const (
	edits    = 6 // kinds of edits
	maxEdits = 8
)

// next returns a number from the input below n. The number after the end is 0.
func (e *editor) next(n int) int {
	if len(e.input) < 2 {
		e.input = nil
		return 0
	}
	value := int(binary.BigEndian.Uint16(e.input))
	e.input = e.input[2:]
	return value % n
}

func (e *editor) edit(root *source.Node, docs []*source.File) {
	kind := e.next(edits)
	places := placesOf(root, nil)
	place := places[e.next(len(places))]
	switch kind {
	case 0:
		e.remove(place)
	case 1: // another type
		file, err := source.Parse("odd.json", []byte(oddValues[e.next(len(oddValues))]))
		if err != nil {
			panic(err)
		}
		*place = *file.Root
	case 2:
		e.duplicate(place)
	case 3: // a value that is elsewhere in the document
		*place = *places[e.next(len(places))].Clone()
	case 4: // a part of another document
		others := placesOf(docs[e.next(len(docs))].Root, nil)
		*place = *others[e.next(len(others))].Clone()
	case 5:
		e.add(place, places)
	}
}

// remove removes a member or an item.
func (e *editor) remove(n *source.Node) {
	switch {
	case len(n.Members) > 0:
		i := e.next(len(n.Members))
		n.SetMembers(slices.Delete(slices.Clone(n.Members), i, i+1))
	case len(n.Items) > 0:
		i := e.next(len(n.Items))
		n.Items = slices.Delete(n.Items, i, i+1)
	}
}

// duplicate adds a member under another name, or an item again.
func (e *editor) duplicate(n *source.Node) {
	switch {
	case len(n.Members) > 0:
		m := n.Members[e.next(len(n.Members))]
		n.Set(m.Name+"2", m.Value.Clone())
	case len(n.Items) > 0:
		n.Items = append(n.Items, n.Items[e.next(len(n.Items))].Clone())
	}
}

// add adds a member with a name that means something in OpenAPI, or an item.
func (e *editor) add(n *source.Node, places []*source.Node) {
	value := places[e.next(len(places))].Clone()
	switch n.Kind {
	case source.Object:
		n.Set(oddNames[e.next(len(oddNames))], value)
	case source.Array:
		n.Items = append(n.Items, value)
	}
}

// placesOf returns a value and all values in it.
func placesOf(n *source.Node, into []*source.Node) []*source.Node {
	into = append(into, n)
	for _, item := range n.Items {
		into = placesOf(item, into)
	}
	for _, m := range n.Members {
		into = placesOf(m.Value, into)
	}
	return into
}
