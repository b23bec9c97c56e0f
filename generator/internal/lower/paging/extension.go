package paging

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// extensions are read in this order.
var extensions = []struct {
	name string
	read func(spec.Cursor) (choice, string)
}{
	{"x-speakeasy-pagination", speakeasy},
	{"x-fern-pagination", fern},
	{"x-ms-pageable", pageable},
	{"x-dropshot-pagination", dropshot},
}

// byExtension returns the choice of the first extension that an operation has, and its name. The
// problem is why it means nothing, or "".
func byExtension(op spec.Cursor) (c choice, name, problem string) {
	for _, x := range extensions {
		if op.Has(x.name) {
			c, problem = x.read(op.Child(x.name))
			return c, x.name, problem
		}
	}
	return choice{}, "", ""
}

// speakeasy: type, inputs and outputs. Places are JSONPath: $.data, $.data[-1].id.
func speakeasy(cur spec.Cursor) (c choice, problem string) {
	outputs := cur.Child("outputs")
	inputs := map[string]string{}
	for _, input := range cur.Child("inputs").Elements() {
		if input.Text("in") == "requestBody" && input.Text("type") != "limit" {
			return c, "the parameter " + input.Text("name") + " is in the request body"
		}
		inputs[input.Text("type")] = input.Text("name")
	}
	switch cur.Text("type") {
	case "cursor":
		c = choice{style: ir.ByCursor, param: inputs["cursor"], next: jsonPath(outputs.Text("nextCursor"))}
		if c.param == "" || c.next == nil {
			return c, "it has no input cursor or no output nextCursor"
		}
	case "url":
		c = choice{style: ir.ByLink, next: jsonPath(outputs.Text("nextUrl"))}
		if c.next == nil {
			return c, "it has no output nextUrl"
		}
	case "offsetLimit":
		switch {
		case inputs["page"] != "":
			c = choice{style: ir.ByPage, param: inputs["page"]}
		case inputs["offset"] != "":
			c = choice{style: ir.ByOffset, param: inputs["offset"]}
		default:
			return c, "it has neither an input page nor an input offset"
		}
	default:
		return c, "its type is none of cursor, url and offsetLimit"
	}
	c.items = jsonPath(outputs.Text("results"))
	return c, ""
}

// fern: cursor and next_cursor, next_uri, or offset, each with results. An offset without a
// step is the number of a page. Places are $request.name and $response.a.b.
func fern(cur spec.Cursor) (c choice, problem string) {
	switch {
	case cur.Has("cursor"):
		c = choice{style: ir.ByCursor, param: requested(cur.Text("cursor")), next: jsonPath(cur.Text("next_cursor"))}
		if c.param == "" || c.next == nil {
			return c, "it has no cursor of the request or no next_cursor"
		}
	case cur.Has("next_uri"):
		if c = (choice{style: ir.ByLink, next: jsonPath(cur.Text("next_uri"))}); c.next == nil {
			return c, "its next_uri is not a place in the response"
		}
	case cur.Has("offset"):
		if c = (choice{style: ir.ByPage, param: requested(cur.Text("offset"))}); cur.Has("step") {
			c.style = ir.ByOffset
		}
		if c.param == "" {
			return c, "its offset is not a parameter"
		}
	default:
		return c, "it has none of cursor, next_uri and offset"
	}
	c.items = jsonPath(cur.Text("results"))
	return c, ""
}

// requested is the name of a parameter: $request.cursor, or $request.query.cursor.
func requested(text string) string {
	name, ok := strings.CutPrefix(text, "$request.")
	if !ok {
		return ""
	}
	return strings.TrimPrefix(name, "query.")
}

// pageable: the URL in nextLinkName (default nextLink, null without further pages), and the items in
// itemName (default value).
func pageable(cur spec.Cursor) (choice, string) {
	next, items := "nextLink", "value"
	if cur.Has("nextLinkName") {
		if next = cur.Text("nextLinkName"); next == "" {
			return choice{style: none}, ""
		}
	}
	if text := cur.Text("itemName"); text != "" {
		items = text
	}
	return choice{style: ir.ByLink, next: &place{tokens: strings.Split(next, ".")}, items: &place{tokens: []string{items}}}, ""
}

// dropshot: page_token, next_page and items, always.
func dropshot(spec.Cursor) (choice, string) {
	return choice{style: ir.ByCursor, param: "page_token", next: &place{tokens: []string{"next_page"}}, items: &place{tokens: []string{"items"}}}, ""
}

// jsonPath reads a path of member names after $ or $response. An index -1, also as
// (@.length-1), is the last item. It returns nil for anything else.
func jsonPath(text string) *place {
	root, rest, _ := strings.Cut(text, ".")
	if root != "$" && root != "$response" {
		return nil
	}
	p := &place{}
	for name := range strings.SplitSeq(bracketed.Replace(rest), ".") {
		name, isLast := strings.CutSuffix(name, lastIndex)
		switch {
		case name == "" && rest != "" || strings.ContainsAny(name, "[]()*@'\""):
			return nil
		case isLast && p.last:
			return nil
		case isLast:
			p.last, p.tokens = true, nil
		case name != "":
			p.tokens = append(p.tokens, name)
		}
	}
	if p.last && len(p.tokens) == 0 {
		return nil
	}
	return p
}

const lastIndex = "[-1]"

// bracketed spells indexes of the last item in one way.
var bracketed = strings.NewReplacer("[(@.length-1)]", lastIndex, "[-1:]", lastIndex)
