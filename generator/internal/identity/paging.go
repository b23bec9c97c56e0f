package identity

import (
	"cmp"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/source"
)

// PagingFunction is the identity of a function over the pages of an operation.
func PagingFunction(kind ir.PagingKind) lock.Key {
	return lock.Key{Kind: map[ir.PagingKind]lock.Kind{ir.AllItems: lock.All, ir.AllPages: lock.Pages, ir.NextPage: lock.Next}[kind]}
}

// Unset is written for a parameter, next page or list that has no name.
const Unset = "-"

// Paging is the identity of how an operation pages: the style, the name of the parameter, the
// JSON Pointer of the next page and that of the items.
//
//	cursor, page_token, /next_page_token, /pets
func Paging(p *ir.Paging) lock.Key {
	param := ""
	if p.Param != nil {
		param = p.Param.Name
	}
	next := p.Next.Pointer()
	if p.ItemID != nil {
		next = source.JoinPointer(Unset, p.ItemID.Name)
	}
	return lock.Key{Kind: lock.Paging, ID: strings.Join([]string{string(p.Style), cmp.Or(param, Unset), cmp.Or(next, Unset), cmp.Or(p.Items.Pointer(), Unset)}, ", ")}
}
