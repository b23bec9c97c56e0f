package schema

import (
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// AlternativeStep is the step of a path into an alternative that is inline in its
// list. It depends on the content of the alternatives, never on their order or title:
//
//	{properties: {type: {const: text}}}     text
//	{allOf: [{$ref: '#/.../Pet'}, ...]}     alternative Pet
//	{type: array, items: ...}               alternative array; string array among others
//	{required: [email], ...}                alternative with email
//
// It is nil for the only alternative that is not null, which has the name of the
// whole, unless there is a discriminator. Alternatives that nothing distinguishes are counted in the order of
// their text. list is the pointer to the list, in tokens.
func (r *Reader) AlternativeStep(file *source.File, list []string, index string) label.Step {
	place := spec.Place{File: file.Path, Pointer: source.JoinPointer("", list...)}
	steps, known := r.steps[place]
	if !known {
		holder := file.At(source.JoinPointer("", list[:len(list)-1]...))
		property, _ := holder.Get("discriminator").Get("propertyName").Str()
		steps = r.alternativeSteps(spec.At(file, place.Pointer), property)
		r.steps[place] = steps
	}
	i, err := strconv.Atoi(index)
	if err != nil || i >= len(steps) {
		return label.Variant(i)
	}
	return steps[i]
}

func (r *Reader) alternativeSteps(list spec.Cursor, property string) []label.Step {
	all := alternatives{reader: r}
	for _, cur := range list.Elements() {
		all.list = append(all.list, r.featuresOf(cur))
	}
	steps := make([]label.Step, len(all.list))
	for i, f := range all.list {
		steps[i] = all.step(f, property)
	}
	all.number(steps)
	for i := range all.list {
		if property == "" && othersAreNull(list, i) {
			steps[i] = nil
		}
	}
	return steps
}

// step is what distinguishes an alternative from the others; nil if nothing does.
func (all alternatives) step(f *features, property string) label.Step {
	text, own := all.constant(f, property)
	if text == "" {
		text = all.word(f, 0).String()
	}
	switch {
	case own:
		return label.Name(text)
	case text == "":
		return nil
	}
	return label.Alternative(text)
}

// number numbers the alternatives that have no step, and different ones that
// share one.
func (all alternatives) number(steps []label.Step) {
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
