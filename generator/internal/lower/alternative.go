package lower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// alternativeStep is what an alternative is called by in a path, where it stands
// in the list itself. It follows from what the alternatives say, never from
// where in the list they stand:
//
//	{title: Pet}                            Pet
//	{properties: {type: {const: text}}}     text
//	{allOf: [{$ref: '#/.../Pet'}, ...]}     alternative Pet
//	{type: array, items: ...}               alternative array; string array beside others
//	{required: [email], ...}                alternative with email
//
// What is the only alternative but for null needs no name beside that of the
// whole: nil. Those that nothing tells apart are counted in the order of their text.
func (l *lowering) alternativeStep(file *source.File, list []string, index string) label.Step {
	pointer := source.JoinPointer("", list...)
	key := file.Path + "#" + pointer
	if _, known := l.steps[key]; !known {
		holder := file.At(source.JoinPointer("", list[:len(list)-1]...))
		property, _ := holder.Get("discriminator").Get("propertyName").Str()
		l.steps[key] = l.alternativeSteps(spec.Cursor{File: file, Pointer: pointer, Node: file.At(pointer)}, property)
	}
	i, err := strconv.Atoi(index)
	if err != nil || i >= len(l.steps[key]) {
		return label.Variant(i)
	}
	return l.steps[key][i]
}

func (l *lowering) alternativeSteps(list spec.Cursor, property string) []label.Step {
	if list.Node == nil {
		return nil
	}
	all := rivals{lowering: l}
	for i := range list.Node.Items {
		all.list = append(all.list, l.featuresOf(list.Index(i)))
	}
	steps := make([]label.Step, len(all.list))
	for i, f := range all.list {
		steps[i] = all.step(f, property)
	}
	countShared(all, steps)
	for i := range all.list {
		if len(all.list) > 1 && all.list[i].title == "" && othersAreNull(list.Node, i) {
			steps[i] = nil
		}
	}
	return steps
}

// step is what tells an alternative from its rivals; nil where nothing does. Two
// of one title are told apart by what else they are.
func (all rivals) step(f *features, property string) label.Step {
	title := func(f *features) string { return f.title }
	if word := all.only(f, title); word != "" {
		return label.Name(word)
	}
	word, own := all.constant(f, property)
	if word == "" {
		word = all.word(f, 0)
	}
	switch {
	case f.title != "":
		return label.Name(strings.TrimSpace(f.title + " " + word))
	case own:
		return label.Name(word)
	case word == "":
		return nil
	}
	return label.Alternative(word)
}

// countShared numbers the alternatives that have no step, and those that say
// different things by one.
func countShared(all rivals, steps []label.Step) {
	texts := map[label.Step][]string{}
	for i, f := range all.list {
		texts[steps[i]] = append(texts[steps[i]], f.text)
	}
	for i, f := range all.list {
		of := slices.Compact(slices.Sorted(slices.Values(texts[steps[i]])))
		number := 1 + slices.Index(of, f.text)
		switch {
		case steps[i] == nil:
			steps[i] = label.Variant(number)
		case len(of) > 1:
			steps[i] = numbered(steps[i], number)
		}
	}
}

func numbered(step label.Step, number int) label.Step {
	suffix := " " + strconv.Itoa(number)
	if alternative, ok := step.(label.Alternative); ok {
		return alternative + label.Alternative(suffix)
	}
	return label.Name(step.String() + suffix)
}

// othersAreNull holds where all schemas of a list but one allow null alone.
func othersAreNull(list *source.Node, index int) bool {
	for i, schema := range list.Items {
		if i != index && !isNullSchema(spec.Cursor{Node: schema}) {
			return false
		}
	}
	return true
}
