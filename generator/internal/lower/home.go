package lower

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/spec"
)

// component is the name that a schema has in components.schemas: where it stands
// there itself, or where nothing but a reference to it does, which is how
// documents of several files name their schemas.
//
//	components: {schemas: {Pet: {$ref: schemas/pet.yaml}}}
func (l *lowering) component(cur spec.Cursor) string {
	return cmp.Or(componentName(cur.Pointer), l.findHomes()[place(cur)])
}

// findHomes maps the places of schemas outside of components to the components
// that refer to them; of several, the first in the alphabet.
func (l *lowering) findHomes() map[string]string {
	if l.homes != nil {
		return l.homes
	}
	l.homes = map[string]string{}
	for name, component := range l.doc.Cursor().Child("components").Child("schemas").AllMembers() {
		if !component.Has("$ref") || len(assertions(component)) > 0 || component.Has("allOf") {
			continue
		}
		to := l.doc.Follow(component)
		if known := l.homes[place(to)]; componentName(to.Pointer) == "" && to.File != component.File && (known == "" || name < known) {
			l.homes[place(to)] = name
		}
	}
	return l.homes
}
