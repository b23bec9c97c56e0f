package check

import (
	"github.com/peergen/peergen/runtime/json"
)

// checkArray checks an array and its elements.
func (w schemaWalk) checkArray(s *Schema, x []any, seen *evaluated) {
	w.c.Items(Self, len(x), s.MinItems, limit(s.MaxItems))
	if s.UniqueItems {
		UniqueJSON(w.c, Self, x, json.AppendForeign)
	}
	for i, item := range x {
		part := s.Items
		if i < len(s.PrefixItems) {
			part = s.PrefixItems[i]
		}
		if part != nil {
			seen.addElement(i)
			w.checkPart(IndexToken(i), part, item)
		}
	}
	w.checkContains(s, x, seen)
	if s.UnevaluatedItems != nil {
		for i, item := range x {
			if !seen.elements[i] {
				seen.addElement(i)
				w.checkPart(IndexToken(i), s.UnevaluatedItems, item)
			}
		}
	}
}

// checkContains checks contains, minContains and maxContains.
func (w schemaWalk) checkContains(s *Schema, x []any, seen *evaluated) {
	if s.Contains == nil {
		return
	}
	least := 1
	if s.MinContains != nil {
		least = *s.MinContains
	}
	n := 0
	for i, item := range x {
		if _, ok := w.below(IndexToken(i)).satisfies(s.Contains, item); ok {
			seen.addElement(i)
			n++
		}
	}
	w.c.contained(Self, n, least, limit(s.MaxContains))
}

// checkObject checks an object and its members.
func (w schemaWalk) checkObject(s *Schema, x map[string]any, seen *evaluated) {
	w.c.MemberCount(Self, len(x), s.MinProperties, limit(s.MaxProperties))
	for _, name := range s.Required {
		w.c.MemberRequired(name, "", HasMember(x, name))
	}
	for _, name := range SortedNames(s.DependentRequired) {
		for _, needed := range s.DependentRequired[name] {
			if HasMember(x, name) {
				w.c.MemberRequired(needed, name, HasMember(x, needed))
			}
		}
	}
	for _, name := range SortedNames(s.DependentSchemas) {
		if HasMember(x, name) {
			seen.addAll(w.check(s.DependentSchemas[name], x))
		}
	}
	for _, name := range SortedNames(x) {
		w.checkMember(s, name, x[name], seen)
	}
	if s.UnevaluatedProperties != nil {
		for _, name := range SortedNames(x) {
			if !seen.members[name] {
				seen.addMember(name)
				w.checkPart(name, s.UnevaluatedProperties, x[name])
			}
		}
	}
}

// checkMember checks a member against the schemas that its name selects.
func (w schemaWalk) checkMember(s *Schema, name string, x any, seen *evaluated) {
	if s.PropertyNames != nil {
		_, ok := schemaWalk{c: w.c, root: w.root, place: new(schemaPlace)}.satisfies(s.PropertyNames, name)
		w.c.MemberName(name, "as described in the document", ok)
	}
	var parts []*Schema
	if part := s.Properties[name]; part != nil {
		parts = append(parts, part)
	}
	for _, p := range s.PatternProperties {
		if p.name.MatchString(name) {
			parts = append(parts, p.schema)
		}
	}
	if len(parts) == 0 && s.AdditionalProperties != nil {
		parts = append(parts, s.AdditionalProperties)
	}
	for _, part := range parts {
		seen.addMember(name)
		w.checkPart(name, part, x)
	}
}
