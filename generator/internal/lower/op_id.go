package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
)

// operationIDs decides the id of every operation before anything is named after one: its
// operationId, or else the one of [endpoint.derivedID]. Of equal operationIds, the one that the
// lock has is kept, else the first in the document.
func (l *lowering) operationIDs() {
	rank := func(s *endpoint) int {
		if l.isLocked(s) {
			return 0
		}
		return 1
	}
	sorted := slices.Clone(l.endpoints)
	slices.SortStableFunc(sorted, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(rank(a), rank(b)))
	})
	taken := map[string]*endpoint{}
	for _, s := range sorted {
		if id := s.operationID(); id != "" && taken[id] == nil {
			taken[id] = s
		}
	}
	l.OperationIDs = map[string]string{}
	for _, s := range sorted {
		if hook := s.out.Hook; hook != nil {
			hook.ID = l.hookID(s)
			l.OperationIDs[s.item.Pointer()] = hook.ID
		}
		id := s.operationID()
		switch {
		case id == "":
			if s.out.Hook == nil {
				l.Report(diag.MissingOperationID, s.cur, s.description()+" has no operationId", "give it one: methods and types are named after it")
			}
			id = s.derivedID(taken)
		case taken[id] != s:
			l.Report(diag.DuplicateOperationID, s.cur.Child("operationId"), "the operationId "+id+" is already used by "+taken[id].description(),
				"give each operation a unique operationId; until then this one is named after "+s.derivedFrom())
			id = s.derivedID(taken)
		}
		taken[id], s.out.ID, l.OperationIDs[s.cur.Pointer()] = s, id, id
		s.out.Anonymous = id != s.operationID() && (s.out.Hook == nil || id != s.out.Hook.Key)
	}
}

// isLocked reports whether the lock has an operation of a path with its operationId.
func (l *lowering) isLocked(s *endpoint) bool {
	b := l.earlier.Block(identity.Path(s.method, s.out.Path))
	e := b.Get(identity.OperationID(s.operationID()))
	return s.out.Hook == nil && e != nil && !e.Gone
}

// operationID returns the operationId of the document; "" without one.
func (s *endpoint) operationID() string { return s.cur.Text("operationId") }

// pathWords returns a path in words: "pets by pet_id" for /pets/{pet_id}.
func pathWords(path string) string {
	return strings.TrimSpace(strings.NewReplacer("/", " ", "{", "by ", "}", "").Replace(path))
}

// derivedID returns the id of an operation that has no operationId, or whose operationId is
// taken. The POST of a hook, its most common method, has the id of the hook, so that another
// method does not rename it.
func (s *endpoint) derivedID(taken map[string]*endpoint) string {
	if s.out.Hook == nil {
		method := strings.ToLower(s.method) + " "
		template, _ := splitQueryExpansion(s.key)
		if id := method + pathWords(template); taken[id] == nil {
			return id
		}
		return method + pathWords(s.key)
	}
	id := s.out.Hook.ID
	if s.method != "POST" {
		id = strings.ToLower(s.method) + " " + id
	}
	if taken[id] != nil {
		id += " " + hookKind(s.out.Hook)
	}
	return id
}

// derivedFrom describes, for messages, what an operation without operationId is named after.
func (s *endpoint) derivedFrom() string {
	if s.out.Hook == nil {
		return "method and path"
	}
	return "its " + hookKind(s.out.Hook)
}
