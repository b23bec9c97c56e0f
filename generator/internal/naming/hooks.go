package naming

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// operationWords are kinds of operations, in the order in which they choose their names.
var operationWords = []string{"Operation", "Webhook", "Callback"}

// hookWord is what an operation of a hook is called that finds its name taken.
func hookWord(h *ir.Hook) string {
	switch {
	case h == nil:
		return "Operation"
	case h.Callback == nil:
		return "Webhook"
	}
	return "Callback"
}

// hooks names the handlers: fields of one struct for webhooks and of another
// one for callbacks.
func hooks(api *ir.API) {
	scopes := map[string]scope{"Webhook": newScope(), "Callback": newScope()}
	sorted := slices.Clone(api.Hooks)
	slices.SortStableFunc(sorted, func(a, b *ir.Hook) int { return cmp.Compare(a.ID, b.ID) })
	for _, h := range sorted {
		word := hookWord(h)
		h.Name = scopes[word].claim(cmp.Or(Exported(h.ID), word), word)
	}
}
