package oapicodegen

import (
	"bytes"
	"fmt"
	"go/token"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

const defaultSpec = "openapi.yaml"

// genYAML writes the target for cfg, followed by the notes as comments.
func genYAML(name string, cfg Config, spec string, notes []Diagnostic) []byte {
	cfg.Configuration = cfg.UpdateDefaults()
	specComment, packageComment := "", ""
	if spec == "" {
		spec, specComment = defaultSpec, " # oapi-codegen takes it as an argument: write yours"
	}
	name = oneLine(name)
	pkg := cfg.PackageName
	if pkg == "" {
		pkg, packageComment = DefaultPackage(spec), " # not in the file: from the name of the document"
		if !token.IsIdentifier(pkg) {
			pkg = "api"
		}
	}

	var b bytes.Buffer
	fmt.Fprintf(&b, "# Imported from %s of oapi-codegen. To have oapi-codegen itself render the\n", name)
	fmt.Fprintf(&b, "# target, put the content of that file under `oapi-codegen:` in it.\n")
	fmt.Fprintf(&b, "targets:\n")
	fmt.Fprintf(&b, "  - spec: %s%s\n", scalar(spec), specComment)
	fmt.Fprintf(&b, "    out: %s\n", scalar(outFolder(cfg.OutputFile)))
	fmt.Fprintf(&b, "    package: %s%s\n", scalar(pkg), packageComment)
	if !cfg.Generate.Client {
		fmt.Fprintf(&b, "    client: false\n")
	}
	if !hasServer(cfg) {
		fmt.Fprintf(&b, "    server: false\n")
	}
	writeOverlay(&b, cfg)
	writeFilter(&b, cfg)
	writeTypeMapping(&b, typeRows(cfg))
	if len(notes) > 0 {
		fmt.Fprintf(&b, "\n# What is different here:\n")
	}
	for _, note := range notes {
		fmt.Fprintf(&b, "#\n# %s (%s:%d:%d)\n", note.Key, name, note.Line, note.Column)
		for _, text := range []string{note.Message, note.Hint} {
			for _, line := range wrap(text, 76) {
				fmt.Fprintf(&b, "#   %s\n", line)
			}
		}
	}
	return b.Bytes()
}

// outFolder returns the folder of their output file: "internal/api/api.gen.go"
// -> "internal/api".
func outFolder(output string) string {
	return path.Dir(strings.ReplaceAll(output, `\`, "/"))
}

func hasServer(cfg Config) bool {
	g := cfg.Generate
	return g.Strict || g.StdHTTPServer || g.ChiServer || g.EchoServer || g.Echo5Server || g.GinServer ||
		g.GorillaServer || g.FiberServer || g.FiberV3Server || g.IrisServer
}

// scalar returns s as a YAML string on one line, quoted if necessary. YAML
// cannot represent invalid UTF-8, which a !!binary value may have.
func scalar(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	node := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.ContainsAny(s, "\r\n") {
		node.Style = yaml.DoubleQuotedStyle
	}
	text, err := yaml.Marshal(&node)
	if err != nil {
		panic(fmt.Sprintf("oapicodegen: marshal string %q: %v", s, err))
	}
	return strings.TrimSuffix(string(text), "\n")
}

// oneLine removes line breaks from a file name, so that it cannot end the
// comment that it is in.
func oneLine(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// wrap breaks text at spaces into lines of at most width bytes. A longer word
// is on a separate line.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
