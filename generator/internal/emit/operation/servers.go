package operation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// servedAPI is what templates know of where operations are.
type servedAPI struct {
	*ir.API
	OwnServers []*ir.Operation // that clients do not find at DefaultBaseURL
	Groups     []serverGroup
	NoScheme   string // see oneHeader, "" where no operation has it
	Spans      bool   // a path parameter may hold slashes

	HasClient    bool
	Intercepted  bool   // see Interceptors
	Package      string // its name
	constructors []string
}

// SpanBases are the base paths of groups as arguments: , "/a", "/b".
func (s servedAPI) SpanBases() string {
	var out, seen string
	for _, group := range s.Groups {
		if base := fmt.Sprintf(", %q", strings.TrimRight(group.BasePath, "/")); group.Own && !strings.Contains(seen, base+",") {
			out, seen = out+base, seen+base+","
		}
	}
	return out
}

// Alternatives are the security requirements that a request without an operation
// can have: those of the document, then those of operations.
func (s servedAPI) Alternatives() []ir.Requirement {
	all := slices.Clone(s.Security)
	for _, op := range s.Operations {
		all = append(all, op.Security...)
	}
	var out []ir.Requirement
	for _, r := range all {
		same := func(other ir.Requirement) bool {
			return slices.EqualFunc(r, other, func(a, b ir.SchemeUse) bool { return a.Scheme == b.Scheme })
		}
		if len(r) > 0 && r.Satisfiable() && !slices.ContainsFunc(out, same) {
			out = append(out, r)
		}
	}
	return out
}

// TakesTokens reports whether a source may renew credentials of Alternatives.
func (s servedAPI) TakesTokens() bool {
	return slices.ContainsFunc(s.Alternatives(), ir.Requirement.Tokens)
}

// UserAgent is the product and version that clients send: petstore/1.0.0. What a
// product cannot contain (RFC 9110) is replaced.
func (s servedAPI) UserAgent() string {
	version := strings.Join(strings.FieldsFunc(s.Version, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	}), "-")
	if version == "" {
		return s.Package
	}
	return s.Package + "/" + version
}

// Constructors are the functions that accept Security, in words.
func (s servedAPI) Constructors() string { return target.Listed(s.constructors) }

// serverGroup is a group of operations that a server distinguishes from the others
// by base path or query.
type serverGroup struct {
	Own        bool   // BasePath counts
	BasePath   string // "/" for none
	Query      string
	Operations string // list of &xOperation
}

func (e *Emitter) servers() servedAPI {
	out := servedAPI{API: e.API, HasClient: e.HasClient, Intercepted: e.Has(bundle.Interceptors), Package: e.Package.Name, constructors: []string{"NewServer"}}
	for _, group := range e.Hooks() {
		out.constructors = append(out.constructors, "New"+group.Word+"Handlers")
	}
	if crowded(e.API.Operations) {
		out.NoScheme = oneHeader
	}
	shared := map[string]int{} // operations by what a server sees without a query
	for _, op := range e.API.Served() {
		shared[op.Method+op.Shape()]++
		out.Spans = out.Spans || op.Spans()
		if op.Server != nil && ir.IsAbsolute(op.Server.URL) {
			out.OwnServers = append(out.OwnServers, op)
		}
	}
	for _, op := range e.API.Served() {
		query := ""
		if shared[op.Method+op.Shape()] > 1 {
			query = op.LiteralQuery()
		}
		if query != "" {
			out.group(serverGroup{Query: query}, e.Names.OperationFacts(op))
		}
		if op.Server != nil && op.Server.Path != e.API.BasePath {
			out.group(serverGroup{Own: true, BasePath: cmp.Or(op.Server.Path, "/"), Query: query}, e.Names.OperationFacts(op))
		}
	}
	slices.SortStableFunc(out.Groups, func(a, b serverGroup) int {
		return cmp.Or(strings.Count(b.Query, "=")-strings.Count(a.Query, "="), len(b.BasePath)-len(a.BasePath))
	})
	return out
}

// group adds an operation, by its variable, to the group that is like g.
func (s *servedAPI) group(g serverGroup, variable string) {
	i := slices.IndexFunc(s.Groups, func(o serverGroup) bool { return o.Own == g.Own && o.BasePath == g.BasePath && o.Query == g.Query })
	if i < 0 {
		i = len(s.Groups)
		s.Groups = append(s.Groups, g)
	} else {
		s.Groups[i].Operations += ", "
	}
	s.Groups[i].Operations += "&" + variable
}

// queryLast puts operations with a literal query behind the others: of two with
// one path a server without other hints takes the first.
func queryLast(ops []*ir.Operation) []*ir.Operation {
	ops = slices.Clone(ops)
	slices.SortStableFunc(ops, func(a, b *ir.Operation) int { return min(1, len(a.LiteralQuery())) - min(1, len(b.LiteralQuery())) })
	return ops
}

// DefaultServer describes the default server.
func (s servedAPI) DefaultServer() string { return describeDefault(s.API) }

func describeDefault(api *ir.API) string {
	if len(api.Servers) > 0 && api.Servers[0].Kept {
		return "the first server of an earlier version of the document"
	}
	return "the first server of the document"
}

// baseURL writes DefaultBaseURL, and documents the other servers.
func (e *Emitter) baseURL(f *gocode.File) {
	if e.API.BaseURL == "" {
		return
	}
	first := e.API.Servers[0]
	paragraphs := []string{"DefaultBaseURL is " + describeDefault(e.API) + ".", first.Doc.Description, variables(first)}
	var others []string
	for _, s := range e.API.Servers[1:] {
		line := "\n  - " + gocode.OneLine(cmp.Or(s.Template, s.URL, "/"))
		if text := gocode.OneLine(s.Doc.Description); text != "" {
			line += ": " + text
		}
		others = append(others, line)
	}
	if len(others) > 0 {
		paragraphs = append(paragraphs, "Other servers, for WithBaseURL:"+strings.Join(others, ""))
	}
	f.Add(jen.Add(gocode.Doc(paragraphs...)).Const().Id("DefaultBaseURL").Op("=").Lit(e.API.BaseURL))
}

// variables documents the variables of the URL of a server.
func variables(s *ir.Server) string {
	if len(s.Variables) == 0 {
		return ""
	}
	var text strings.Builder
	text.WriteString("The URL is " + gocode.OneLine(s.Template) + " with:")
	for _, v := range s.Variables {
		fmt.Fprintf(&text, "\n  - %s = %q", gocode.OneLine(v.Name), v.Default)
		if len(v.Enum) > 0 {
			text.WriteString(", one of " + quoted(v.Enum))
		}
		if description := gocode.OneLine(v.Description); description != "" {
			text.WriteString(": " + description)
		}
	}
	return text.String()
}

// quoted lists texts in quotes.
func quoted(texts []string) string {
	var out []string
	for _, text := range texts {
		out = append(out, strconv.Quote(text))
	}
	return strings.Join(out, ", ")
}
