package lower

import (
	"maps"
	"regexp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// EnvVariables are the environment variables of a security scheme, as gen.yaml has them.
type EnvVariables struct {
	Names []string
	At    diag.Diagnostic `json:"-"` // position in gen.yaml
}

const envExtension = "x-env"

// env sets the environment variables of a security scheme: those of gen.yaml, or of its extension.
//
//	x-env: API_TOKEN
//	x-env: {username: API_USER, password: API_PASSWORD}
func (l *lowering) env(scheme *ir.SecurityScheme, cur spec.Cursor) {
	if given, ok := l.envs[scheme.Key]; ok {
		if problem := setEnv(scheme, given.Names); problem != "" {
			d := given.At
			d.Code, d.Message = diag.BadConfig, scheme.Key+" has no environment variables: "+problem
			l.ds.Add(d)
		}
		return
	}
	at := cur.Child(envExtension)
	if at.Node == nil {
		return
	}
	text, isText := at.Node.Str()
	names := []string{text}
	if !isText && at.Node.Kind == source.Object {
		names = []string{at.Text("username"), at.Text("password")}
	}
	if problem := setEnv(scheme, names); problem != "" {
		l.Report(diag.UnsupportedKeyword, at, envExtension+" has no effect: "+problem, "write API_TOKEN, or for the scheme basic {username: API_USER, password: API_PASSWORD}")
	}
}

// setEnv sets the environment variables of a scheme, or returns why it cannot have them.
func setEnv(scheme *ir.SecurityScheme, names []string) (problem string) {
	want := 1
	switch scheme.Credentials.(type) {
	case ir.Basic:
		want = 2
	case ir.MutualTLS, ir.UnknownCredentials:
		return "its credentials are not a text"
	}
	for _, name := range names {
		if !envName.MatchString(name) {
			return "`" + name + "` is not the name of an environment variable"
		}
	}
	switch {
	case len(names) == want:
	case want == 2:
		return "the scheme basic has a username and a password"
	default:
		return "only the scheme basic has a username and a password"
	}
	scheme.Env = names
	return ""
}

// envName is what shells can set (POSIX).
var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// reportUnknownEnv reports environment variables of schemes that the document does not have.
func (l *lowering) reportUnknownEnv() {
	for _, key := range slices.Sorted(maps.Keys(l.envs)) {
		if l.schemes[key] == nil {
			d := l.envs[key].At
			d.Code, d.Message, d.Hint = diag.BadConfig, "the document has no security scheme "+key, "write a key of components.securitySchemes"
			l.ds.Add(d)
		}
	}
}
