package spec

import (
	"strconv"

	"github.com/peergen/peergen/generator/internal/source"
)

// tupleItems understands how older drafts of JSON Schema write a tuple: several
// schemas under items, additionalItems for what follows. Without additionalItems
// and without a fixed length they may as well be alternatives, see toSchema.
func (m *mender) tupleItems(n *source.Node) {
	items, rest := n.Get("items"), n.Get("additionalItems")
	if items == nil || items.Kind != source.Array || len(items.Items) < 2 || n.Has("prefixItems") {
		return
	}
	least, most := n.Get("minItems"), n.Get("maxItems")
	length := strconv.Itoa(len(items.Items))
	if rest == nil && (least == nil || most == nil || least.Text != length || most.Text != length) {
		return
	}
	m.mended(items, "one schema is due here: several are those of the first items", "prefixItems: [...], and items for those that follow")
	n.Set("prefixItems", items)
	n.Delete("items")
	n.Delete("additionalItems")
	if rest != nil {
		n.Set("items", rest)
	}
}
