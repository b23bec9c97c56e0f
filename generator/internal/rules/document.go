package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// require reports a member that is absent. owner is the object in words.
func (c *checker) require(cur spec.Cursor, owner, name, write string) {
	if !cur.Has(name) {
		c.violation(cur, owner+" has no "+name, "write "+write)
	}
}

// exclude reports the second of two members that exclude each other.
func (c *checker) exclude(cur spec.Cursor, first, second string) {
	if cur.Has(first) && cur.Has(second) {
		c.violation(cur.Child(second), first+" and "+second+" exclude each other", "remove one of the two")
	}
}

func (c *checker) document(cur spec.Cursor) {
	names := map[string]bool{}
	for _, tag := range cur.Child("tags").Elements() {
		if name := tag.Text("name"); names[name] && name != "" {
			c.violation(tag, "the tag "+name+" is declared twice", "remove one of the two")
		} else {
			names[name] = true
		}
	}
}

func (c *checker) info(cur spec.Cursor) {
	c.require(cur, "info", "title", "title: ...")
	c.require(cur, "info", "version", `version: "1"`)
}

func (c *checker) license(cur spec.Cursor) {
	c.require(cur, "the license", "name", "name: ...")
	c.exclude(cur, "url", "identifier")
}

func (c *checker) tag(cur spec.Cursor) { c.require(cur, "the tag", "name", "name: ...") }

func (c *checker) externalDocs(cur spec.Cursor) {
	c.require(cur, "the external documentation", "url", "url: https://...")
}

// variablePattern matches an expression in the URL of a server.
var variablePattern = regexp.MustCompile(`\{([^{}]*)\}`)

func (c *checker) server(cur spec.Cursor) {
	c.require(cur, "the server", "url", "url: /")
	address, variables := cur.Text("url"), cur.Child("variables")
	if problem := braces(address); problem != "" {
		c.violation(cur.Child("url"), "the URL of the server "+problem, "write a variable as {name}")
		return
	}
	var used []string
	for _, match := range variablePattern.FindAllStringSubmatch(address, -1) {
		name := match[1]
		if used = append(used, name); !variables.Has(name) {
			c.violation(cur.Child("url"), "the URL of the server names {"+name+"}, which is not declared under variables", "declare it: variables: {"+name+": {default: ...}}")
		}
	}
	for name, variable := range variables.AllMembers() {
		if !slices.Contains(used, name) {
			c.violation(variable, "the URL of the server does not name the variable "+name, "write {"+name+"} into the URL, or remove the variable")
		}
	}
}

func (c *checker) variable(cur spec.Cursor) {
	c.require(cur, "the server variable", "default", "default: ...")
	values, fallback := cur.Child("enum"), cur.Child("default")
	if values.Node == nil || fallback.Node == nil {
		return
	}
	if !slices.ContainsFunc(values.Node.Elements(), fallback.Node.Equal) {
		c.violation(fallback, "the default of the server variable is not one of its enum values", "write "+allowed(values.Node.Elements()))
	}
}

// componentName is the syntax of the keys of components.
var componentName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

func (c *checker) components(cur spec.Cursor) {
	if c.doc.IsOfSwagger(cur.File) { // which has no rule for them
		return
	}
	for section, components := range cur.Members() {
		for name, component := range components.AllMembers() {
			if !componentName.MatchString(name) {
				c.violation(component, "the key "+name+" of components."+section+" has other characters than letters, digits, dot, hyphen and underscore",
					"write "+componentNameLike(name))
			}
		}
	}
}

// componentNameLike returns a valid key that is similar to a name.
func componentNameLike(name string) string {
	valid := strings.Map(func(r rune) rune {
		if componentName.MatchString(string(r)) {
			return r
		}
		return '_'
	}, name)
	if strings.Trim(valid, "_") == "" {
		return "a name of these characters"
	}
	return valid
}

func (c *checker) link(cur spec.Cursor) {
	if !cur.Has("operationId") && !cur.Has("operationRef") {
		c.violation(cur, "the link has neither operationId nor operationRef", "write operationId: ...")
	}
	c.exclude(cur, "operationId", "operationRef")
}

// allowed lists up to a dozen values, as a hint shows them.
func allowed(values []*source.Node) string {
	if len(values) > 12 {
		return "one of the values under enum"
	}
	var texts []string
	for _, v := range values {
		texts = append(texts, string(v.JSON()))
	}
	if len(texts) == 0 {
		return "a value under enum"
	}
	if len(texts) == 1 {
		return texts[0]
	}
	return "one of " + strings.Join(texts, ", ")
}
