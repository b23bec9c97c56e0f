package support

// rawArray holds an array and its elements to a schema.
func (w rawWalk) rawArray(s *rawSchema, x []any, seen *rawSeen) {
	w.c.items(itself, len(x), s.MinItems, rawLimit(s.MaxItems))
	if s.UniqueItems {
		checkUniqueJSON(w.c, itself, x, jsonForeign)
	}
	for i, item := range x {
		part := s.Items
		if i < len(s.PrefixItems) {
			part = s.PrefixItems[i]
		}
		if part != nil {
			seen.addElement(i)
			w.rawPart(indexToken(i), part, item)
		}
	}
	w.rawContained(s, x, seen)
	if s.UnevaluatedItems != nil {
		for i, item := range x {
			if !seen.elements[i] {
				seen.addElement(i)
				w.rawPart(indexToken(i), s.UnevaluatedItems, item)
			}
		}
	}
}

func (w rawWalk) rawContained(s *rawSchema, x []any, seen *rawSeen) {
	if s.Contains == nil {
		return
	}
	least := 1
	if s.MinContains != nil {
		least = *s.MinContains
	}
	n := 0
	for i, item := range x {
		if _, ok := w.rawBelow(indexToken(i)).rawTry(s.Contains, item); ok {
			seen.addElement(i)
			n++
		}
	}
	w.c.contained(itself, n, least, rawLimit(s.MaxContains))
}

// rawObject holds an object and its members to a schema.
func (w rawWalk) rawObject(s *rawSchema, x map[string]any, seen *rawSeen) {
	w.c.memberCount(itself, len(x), s.MinProperties, rawLimit(s.MaxProperties))
	for _, name := range s.Required {
		w.c.memberRequired(name, "", hasMember(x, name))
	}
	for _, name := range sortedNames(s.DependentRequired) {
		for _, needed := range s.DependentRequired[name] {
			if hasMember(x, name) {
				w.c.memberRequired(needed, name, hasMember(x, needed))
			}
		}
	}
	for _, name := range sortedNames(s.DependentSchemas) {
		if hasMember(x, name) {
			seen.addSeen(w.rawHold(s.DependentSchemas[name], x))
		}
	}
	for _, name := range sortedNames(x) {
		w.rawMember(s, name, x[name], seen)
	}
	if s.UnevaluatedProperties != nil {
		for _, name := range sortedNames(x) {
			if !seen.members[name] {
				seen.addMember(name)
				w.rawPart(name, s.UnevaluatedProperties, x[name])
			}
		}
	}
}

// rawMember holds a member to what its name leads to.
func (w rawWalk) rawMember(s *rawSchema, name string, x any, seen *rawSeen) {
	if s.PropertyNames != nil {
		_, ok := rawWalk{c: w.c, root: w.root, place: new(rawPlace)}.rawTry(s.PropertyNames, name)
		w.c.memberName(name, "what the document describes there", ok)
	}
	var parts []*rawSchema
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
		w.rawPart(name, part, x)
	}
}
