package lower

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// paramDefault is the default of a parameter, to be checked when all types are known.
type paramDefault struct {
	param *ir.Param
	cur   spec.Cursor
}

// checkDefaults sets the defaults that servers fill in: those of parameters always,
// those of members by option.
func (l *lowering) checkDefaults() {
	for _, d := range l.defaults {
		if d.cur.Node.Kind == source.Null {
			continue
		}
		problem := types.DefaultProblem
		if d.param.IsText() {
			problem = types.TextDefaultProblem
		}
		if words := problem(d.param.Value, d.cur.Node); words != "" {
			l.Report(diag.InvalidDocument, d.cur, fmt.Sprintf("the default of the %s parameter %s %s; it is ignored", d.param.In, d.param.Name, words), "")
			continue
		}
		d.param.Default = d.cur.JSON()
	}
	l.FillDefaults()
}
