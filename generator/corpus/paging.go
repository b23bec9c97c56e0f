package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower"
	"github.com/peergen/peergen/generator/internal/spec"
)

// countPaging prints, for each document, how many operations it has, how many of them get a
// list, and how many page, by style. The operations that page are written to the file
// details: one line for each, with what their next page is requested by.
func countPaging(w io.Writer, docs []*document, details string) (err error) {
	out := bufio.NewWriter(io.Discard)
	if details != "" {
		file, err := os.Create(details)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = bufio.NewWriter(file)
	}
	var total pagingCount
	for _, d := range docs {
		data, err := os.ReadFile(d.path)
		if err != nil {
			return err
		}
		ds := &diag.List{}
		doc := spec.Load(context.Background(), spec.Input{Path: d.path, Data: data}, ds)
		if doc == nil {
			continue
		}
		count := pagingCount{styles: map[ir.PagingStyle]int{}}
		for _, op := range lower.API(doc, lower.Options{}, ds).Served() {
			count.add(op)
			if op.Paging != nil {
				fmt.Fprintf(out, "%s\t%s\n", d.name, pagingRow(op))
			}
		}
		if count.paging > 0 {
			fmt.Fprintf(w, "%-40s %s\n", d.name, count)
		}
		total.merge(count)
	}
	fmt.Fprintf(w, "%-40s %s\n", fmt.Sprintf("%d documents", len(docs)), total)
	return out.Flush()
}

// pagingCount counts operations.
type pagingCount struct {
	operations, lists, paging int
	styles                    map[ir.PagingStyle]int
}

func (c *pagingCount) add(op *ir.Operation) {
	c.operations++
	if op.Method == http.MethodGet && ir.HasList(op) {
		c.lists++
	}
	if op.Paging != nil {
		c.paging++
		c.styles[op.Paging.Style]++
	}
}

func (c *pagingCount) merge(other pagingCount) {
	if c.styles == nil {
		c.styles = map[ir.PagingStyle]int{}
	}
	c.operations, c.lists, c.paging = c.operations+other.operations, c.lists+other.lists, c.paging+other.paging
	for style, n := range other.styles {
		c.styles[style] += n
	}
}

func (c pagingCount) String() string {
	return fmt.Sprintf("%5d operations %5d list GETs %5d page: %d cursor, %d page, %d offset, %d link", c.operations, c.lists, c.paging,
		c.styles[ir.ByCursor], c.styles[ir.ByPage], c.styles[ir.ByOffset], c.styles[ir.ByLink])
}

// pagingRow is what is known of an operation that pages.
func pagingRow(op *ir.Operation) string {
	p := op.Paging
	param, next := "-", p.Next.Pointer()
	if p.Param != nil {
		param = p.Param.Name
	}
	switch {
	case p.ItemID != nil:
		next = "last " + p.ItemID.Name
	case p.UsesHeader():
		next = "Link"
	case next == "":
		next = fmt.Sprintf("from %d", p.First)
	}
	return fmt.Sprintf("%s %s\t%s\t%s\t%s\titems %s\tmore %s\tcurrent %s\ttotal %s\tpages %s\tsize %s", op.Method, op.Path, p.Style, param, next,
		p.Items.Pointer(), p.More.Pointer(), p.Current.Pointer(), p.Total.Pointer(), p.Pages.Pointer(), p.Size.Pointer())
}
