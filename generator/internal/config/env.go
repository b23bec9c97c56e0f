package config

import (
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/lower"
)

// EnvKeys are the keys of a scheme with several variables.
var EnvKeys = []string{"username", "password"}

const envHint = "write `env: {api_token: API_TOKEN}`, or `env: {login: {username: API_USER, password: API_PASSWORD}}` for the scheme basic"

// Env reads the variables by the key of a security scheme.
func (r *Reader) Env(node *yaml.Node) map[string]lower.EnvVariables {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.Report(node, "expected a mapping from security schemes to environment variables, found "+KindOf(node), envHint)
		return nil
	}
	out := map[string]lower.EnvVariables{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := Resolve(node.Content[i]), Resolve(node.Content[i+1])
		if _, seen := out[key.Value]; seen {
			r.Report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		v := lower.EnvVariables{At: r.At(key)}
		if value.Kind != yaml.MappingNode {
			v.Names = []string{r.Text(value)}
		} else if m := r.Members(value, EnvKeys...); m["username"] == nil || m["password"] == nil {
			r.Report(key, key.Value+" has no username or no password", envHint)
		} else {
			v.Names = []string{r.Text(m["username"]), r.Text(m["password"])}
		}
		out[key.Value] = v
	}
	return out
}
