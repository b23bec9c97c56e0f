package mutate

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/source"
)

// inlineMember returns a random inline schema of a property.
func (c *change) inlineMember(ok func(*site) bool) (*site, bool) {
	return pick(c, c.where(isInline, func(s *site) bool { return s.role == member && s.name != "" && ok(s) }), nil)
}

// otherShape returns a schema of the same kind as an inline one, with other content.
func otherShape(s *site) *source.Node {
	if isEnum(s) {
		return node(`{"type": "string", "enum": ["added_one", "added_two"]}`)
	}
	return node(`{"type": "object", "properties": {"added_id": {"type": "integer"}, "added_at": {"type": "string"}}}`)
}

// derivedNames are names of declarations that are made from other names, by the kind of
// conflict.
var derivedNames = []struct {
	kind  string
	names func(c *change) []string
}{
	{"inline-type", func(c *change) []string {
		return namesOf(c.where(isInline), func(s *site) string { return naming.Exported(s.name) })
	}},
	{"params", operationName("Params")},
	{"request", operationName("Request")},
	{"response", operationName("Response")},
	{"result", operationName("Result")},
	{"headers", operationName("Headers")},
	{"json-result", operationName("JSON")},
	{"status-result", operationName("202")},
	{"operation-itself", operationName("")},
	{"error", func(c *change) []string { return componentName("", "Error")(c) }},
	{"unknown", func(c *change) []string { return componentName("Unknown", "")(c) }},
	{"values", func(c *change) []string {
		return namesOf(c.where(isEnum), func(s *site) string { return naming.Exported(s.name) + "Values" })
	}},
	{"constant", func(c *change) []string {
		return namesOf(c.where(isEnum), func(s *site) string {
			return naming.Exported(s.name) + naming.Exported(str(s.node.Get("enum").Index(0)))
		})
	}},
	{"option", func(c *change) []string {
		var names []string
		for _, key := range c.container("securitySchemes").Keys() {
			names = append(names, "With"+naming.Exported(key))
		}
		return names
	}},
	{"element", func(c *change) []string {
		return namesOf(c.where(is("object"), func(s *site) bool { return s.role == item }), func(s *site) string { return strings.TrimSuffix(naming.Exported(s.name), "s") })
	}},
	{"runtime", func(*change) []string {
		return []string{"Opt", "Some", "Null", "APIError", "StatusError", "Client", "API", "Security", "Verifier", "Operation", "Call", "ConstraintError", "NewServer", "DefaultBaseURL", "WithCall", "CivilDate", "Event", "File"}
	}},
	{"unexported-runtime", func(*change) []string {
		return []string{"coreOrEmpty", "jsonReader", "handlers", "clientConfig", "serverConfig", "core", "json", "context", "http", "time"}
	}},
	{"predeclared", func(*change) []string {
		return []string{"string", "error", "int", "any", "nil", "true", "len", "byte", "new", "type", "func"}
	}},
	{"any-declaration", func(c *change) []string { return c.taken }},
	{"alike", func(c *change) []string {
		var names []string
		for _, name := range c.componentNames() {
			names = append(names, c.respell(name))
		}
		return names
	}},
	{"other-case", func(c *change) []string {
		var names []string
		for _, name := range c.componentNames() {
			names = append(names, swapCase(name))
		}
		return names
	}},
	{"suffixed", func(c *change) []string {
		var names []string
		for _, name := range c.componentNames() {
			names = append(names, name+"2", name+"Struct", name+"Schema", name+"Type")
		}
		return names
	}},
}

func namesOf(sites []*site, name func(*site) string) []string {
	var names []string
	for _, s := range sites {
		if n := name(s); s.name != "" && n != "" {
			names = append(names, n)
		}
	}
	return names
}

func operationName(suffix string) func(*change) []string {
	return func(c *change) []string {
		var names []string
		for _, op := range c.operations() {
			if op.id() != "" {
				names = append(names, naming.Exported(op.id())+suffix)
			}
		}
		return names
	}
}

func componentName(prefix, suffix string) func(*change) []string {
	return func(c *change) []string {
		var names []string
		for _, name := range c.componentNames() {
			names = append(names, prefix+naming.Exported(name)+suffix)
		}
		return names
	}
}
