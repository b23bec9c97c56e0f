package main

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// hookCounter counts the operations of webhooks and callbacks, independently of
// the generator. A callback that is used by reference counts once.
type hookCounter struct {
	doc     *source.File
	seen    map[string]bool // references to callbacks
	count   int
	unknown bool // a reference to another file, or one that cannot be resolved
}

// countHooks returns the number of operations, or -1 if the document alone is
// not enough to count them.
func countHooks(doc *source.File) int {
	c := &hookCounter{doc: doc, seen: map[string]bool{}}
	for _, path := range doc.Root.Get("paths").Keys() {
		c.item(doc.Root.Get("paths").Get(path), 0)
	}
	for _, key := range doc.Root.Get("webhooks").Keys() {
		c.item(doc.Root.Get("webhooks").Get(key), 1)
	}
	if c.unknown {
		return -1
	}
	return c.count
}

// item counts each operation of a path item with the weight each.
func (c *hookCounter) item(n *source.Node, each int) {
	n, _ = c.follow(n)
	for _, member := range n.Keys() {
		if slices.Contains(methods, strings.ToUpper(member)) {
			c.count += each
			c.callbacks(n.Get(member).Get("callbacks"))
		}
	}
	additional := n.Get("additionalOperations")
	for _, method := range additional.Keys() {
		c.count += each
		c.callbacks(additional.Get(method).Get("callbacks"))
	}
}

var methods = []string{"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT", "QUERY"}

func (c *hookCounter) callbacks(n *source.Node) {
	for _, key := range n.Keys() {
		callback, ref := c.follow(n.Get(key))
		if ref != "" && c.seen[ref] {
			continue
		}
		c.seen[ref] = true
		for _, address := range callback.Keys() {
			if !strings.HasPrefix(address, "x-") {
				c.item(callback.Get(address), 1)
			}
		}
	}
}

// follow resolves a reference within this document.
func (c *hookCounter) follow(n *source.Node) (*source.Node, string) {
	ref, ok := n.Get("$ref").Str()
	if !ok {
		return n, ""
	}
	to := c.doc.At(strings.TrimPrefix(ref, "#"))
	if !strings.HasPrefix(ref, "#/") || to == nil {
		c.unknown = true
	}
	return to, ref
}
