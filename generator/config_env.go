package generator

import (
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lower"
)

// EnvVariables are the environment variables with the credentials of a security scheme:
// those of user name and password of the scheme basic, and one of any other.
type EnvVariables struct {
	Names []string

	at diag.Diagnostic // position of the key in a gen.yaml
}

var envKeys = []string{"username", "password"}

const envHint = "write `env: {api_token: API_TOKEN}`, or `env: {login: {username: API_USER, password: API_PASSWORD}}` for the scheme basic"

// env reads the variables by the key of a security scheme.
func (r *configReader) env(node *yaml.Node) map[string]EnvVariables {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.report(node, "expected a mapping from security schemes to environment variables, found "+kindOf(node), envHint)
		return nil
	}
	out := map[string]EnvVariables{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		if _, seen := out[key.Value]; seen {
			r.report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		v := EnvVariables{at: r.at(key)}
		if value.Kind != yaml.MappingNode {
			v.Names = []string{r.text(value)}
		} else if m := r.members(value, envKeys...); m["username"] == nil || m["password"] == nil {
			r.report(key, key.Value+" has no username or no password", envHint)
		} else {
			v.Names = []string{r.text(m["username"]), r.text(m["password"])}
		}
		out[key.Value] = v
	}
	return out
}

// lowerEnv returns the variables for lowering.
func (opt Options) lowerEnv() map[string]lower.EnvVariables {
	out := map[string]lower.EnvVariables{}
	for key, v := range opt.Env {
		out[key] = lower.EnvVariables{Names: v.Names, At: v.at}
	}
	return out
}
