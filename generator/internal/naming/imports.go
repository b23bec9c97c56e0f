package naming

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/ir"
)

// locals are the names of parameters, results and variables in generated
// functions. A package with such a name could not be mentioned there.
var locals = []string{
	"absent", "address", "all", "api", "b", "body", "bodyErr", "c", "config", "contentType", "credentials", "ctx", "cursor", "data", "detail", "end",
	"err", "f", "h", "handler", "handlers", "header", "headers", "hooks", "httpClient", "i", "id", "in", "isClient", "items", "k", "key", "known",
	"log", "n", "next", "number", "o", "observe", "ok", "options", "out", "p", "page", "pages", "params", "password", "r", "raw", "redirectURL",
	"refreshToken", "req", "resp", "result", "s", "scopes", "secret", "served", "server", "size", "source", "start", "status", "stream", "t", "tagged",
	"token", "total", "username", "v", "value", "w", "with", "x", "yield",
}

// imports names the packages that types are taken from. A name that generated code
// has for something else gets a number.
func (a *assignment) imports() {
	a.names.imports = map[string]string{}
	a.pkg.reserve(locals...)
	for _, t := range sorted(ir.Foreigns(a.api), func(x, y ir.Foreign) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Package, y.Package))
	}) {
		if t.Path != "" && a.names.imports[t.Path] == "" {
			a.names.imports[t.Path] = a.pkg.claim(t.Package, "", asIs)
		}
	}
}
