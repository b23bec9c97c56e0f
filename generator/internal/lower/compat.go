package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) report(code diag.Code, cur spec.Cursor, message, hint string) {
	l.Report(code, cur, message, hint)
}
func place(cur spec.Cursor) string    { return cur.Place().String() }
func isTrue(cur spec.Cursor) bool     { return cur.IsTrue() }
func isFalse(cur spec.Cursor) bool    { return cur.IsFalse() }
func jsonText(cur spec.Cursor) string { return cur.JSON() }

var _ = strings.ToLower
var _ = schema.New
