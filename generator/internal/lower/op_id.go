package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// operationIDs decides the id of every operation before anything is named
// after one: its operationId, else what [endpoint.spoken] makes of its place.
func (l *lowering) operationIDs() {
	sorted := slices.Clone(l.endpoints)
	slices.SortStableFunc(sorted, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.operationID(), b.operationID()), cmp.Compare(a.key, b.key),
			cmp.Compare(a.method, b.method), cmp.Compare(a.cur.Pointer, b.cur.Pointer))
	})
	taken := map[string]*endpoint{}
	for _, s := range sorted {
		if id := s.operationID(); id != "" && taken[id] == nil {
			taken[id] = s
		}
	}
	l.ids = map[string]string{}
	for _, s := range sorted {
		if hook := s.out.Hook; hook != nil {
			hook.ID = s.hookID()
			l.ids[s.itemCur.Pointer] = hook.ID
		}
		id := s.operationID()
		switch {
		case id == "":
			if s.out.Hook == nil {
				l.Report(diag.MissingOperationID, s.cur, s.what()+" has no operationId", "give it one: methods and types are named after it")
			}
			id = s.spoken(taken)
		case taken[id] != s:
			l.Report(diag.DuplicateOperationID, s.cur.Child("operationId"), "the operationId "+id+" stands for "+taken[id].what()+" already",
				"give each operation an id of its own; until then this one is named after "+s.otherwise())
			id = s.spoken(taken)
		}
		taken[id], s.out.ID, l.ids[s.cur.Pointer] = s, id, id
		s.out.Anonymous = id != s.operationID() && (s.out.Hook == nil || id != s.out.Hook.Key)
	}
}

// operationID is the operationId that the document gives, "" without one.
func (s *endpoint) operationID() string { return s.cur.Text("operationId") }

// spokenPath is a path in words: /pets/{pet_id} is "pets by pet_id".
func spokenPath(path string) string {
	return strings.NewReplacer("/", " ", "{", "by ", "}", "").Replace(path)
}

// spoken is the id of an operation without one of its own. That of a hook is
// named after the hook if it is its POST, as nearly all are, so that a second
// method renames nothing.
func (s *endpoint) spoken(taken map[string]*endpoint) string {
	if s.out.Hook == nil {
		method := strings.ToLower(s.method) + " "
		template, _ := queryExpansion(s.key)
		if id := method + spokenPath(template); taken[id] == nil {
			return id
		}
		return method + spokenPath(s.key)
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

// otherwise is what the operation is named after when it has no operationId.
func (s *endpoint) otherwise() string {
	if s.out.Hook == nil {
		return "method and path"
	}
	return "its " + hookKind(s.out.Hook)
}

// operationTokens is the beginning of a pointer that leads to an operation, or
// to a hook, the longest there is; nil without one.
func (l *lowering) operationTokens(tokens []string) []string {
	if len(tokens) == 0 || !slices.Contains([]string{"paths", "webhooks", "components"}, tokens[0]) {
		return nil
	}
	for n := len(tokens); n > 1; n-- {
		if l.ids[source.JoinPointer("", tokens[:n]...)] != "" {
			return tokens[:n]
		}
	}
	return nil
}
