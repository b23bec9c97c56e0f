package repair

import (
	"math"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

func toText(_ *repairer, n *source.Node, _ *shape) string {
	switch {
	case n.Kind == source.Number || n.Kind == source.Bool:
		n.Kind = source.String
	case n.Kind == source.Array && len(n.Items) == 1 && n.Items[0].Kind == source.String:
		*n = *n.Items[0]
	default:
		return ""
	}
	return strconv.Quote(n.Text)
}

func toBool(_ *repairer, n *source.Node, _ *shape) string {
	switch strings.ToLower(n.Text) {
	case "true", "yes", "1":
		n.Text = "true"
	case "false", "no", "0":
		n.Text = "false"
	default:
		return ""
	}
	n.Kind = source.Bool
	return n.Text
}

func toNumber(_ *repairer, n *source.Node, _ *shape) string {
	literal := strings.TrimSpace(n.Text)
	if n.Kind != source.String || !isNumber(literal) {
		return ""
	}
	n.Kind, n.Text = source.Number, literal
	return literal
}

// isNumber reports whether a text is a number in JSON. strconv accepts others, too.
func isNumber(literal string) bool {
	f, err := source.Parse("", []byte("["+literal+"]"))
	return err == nil && f.JSON && len(f.Root.Items) == 1 && f.Root.Items[0].Kind == source.Number
}

func toBound(r *repairer, n *source.Node, s *shape) string {
	if write := toNumber(r, n, s); write != "" {
		return write
	}
	return toBool(r, n, s)
}

// inRange reports whether kin-openapi can decode a number. It rewrites a length such as 5.0 as
// an integer.
func (r *repairer) inRange(n *source.Node, s *shape) bool {
	f, err := strconv.ParseFloat(n.Text, 64)
	if !s.count {
		if err != nil {
			r.repaired(n, "the number "+n.Text+" is out of range: it is ignored", "a number within float64")
		}
		return err == nil
	}
	if _, err := strconv.ParseInt(n.Text, 10, 64); err == nil && f >= 0 {
		return true // kin-openapi accepts up to uint64 in JSON, but not in YAML
	}
	if f < 0 || f > math.MaxInt64 || f != math.Trunc(f) {
		r.repaired(n, "expected "+s.name+" from 0 to the maximum of int64, found "+n.Text+": it is ignored", "a length, or omit it")
		return false
	}
	n.Text = strconv.FormatUint(uint64(f), 10)
	return true
}

// toArray reads a single value as an array with this item, and an object whose members look
// like items as an array of them.
func toArray(r *repairer, n *source.Node, s *shape) string {
	var items []*source.Node
	for _, member := range n.Members {
		value := member.Value
		if s.item.any {
			value = value.Get("value")
		}
		if value != nil && (s.item.any || value.Kind == source.Object) {
			items = append(items, value)
		}
	}
	if len(items) == len(n.Members) && n.Kind == source.Object && s.item != r.table.schema {
		*n = *arrayAt(n, items...)
		return "an array of the values"
	}
	one := *n
	*n = *arrayAt(n, &one)
	return "an array: [...]"
}

// toObject reads an empty array, which is how PHP encodes an empty map, as an empty object, and
// an array of objects as one object with all their members.
func toObject(_ *repairer, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for _, item := range n.Items {
		if item.Kind != source.Object {
			return ""
		}
		members = append(members, item.Members...)
	}
	n.SetMembers(members)
	if len(members) == 0 {
		return "{}"
	}
	return "one object"
}
