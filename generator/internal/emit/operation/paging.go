package operation

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Paging declares the functions over the pages of operations: see docs/paging.md.
func (e *Emitter) Paging(f *gocode.File) {
	if !e.HasClient {
		return
	}
	for _, op := range e.API.Served() {
		if op.Paging != nil {
			f.Add(e.allItems(op), e.allPages(op), e.nextPage(op))
		}
	}
}

// pagingName is the name of a function over the pages of an operation.
func (e *Emitter) pagingName(op *ir.Operation, kind ir.PagingKind) string {
	return e.Names.PagingFunction(&op.Paging.Functions[kind])
}

// pagingParams are the parameters of the functions that call an operation.
func (e *Emitter) pagingParams(op *ir.Operation) *jen.Statement {
	return jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("api").Id("API"), jen.Id("params").Id(e.Names.Params(op)))
}

// sequence is the type of a sequence of elements that ends with an error.
func sequence(of jen.Code) *jen.Statement {
	return jen.Qual("iter", "Seq2").Index(jen.List(of, jen.Error()))
}

func (e *Emitter) allItems(op *ir.Operation) jen.Code {
	name, method := e.pagingName(op, ir.AllItems), e.Names.Operation(op)
	items := jen.Func().Params(jen.Id("page").Add(e.ResultType(op))).Index().Add(e.Types.Elem(op.Item())).Block(jen.Return(e.items(op)))
	pages := jen.Id(e.pagingName(op, ir.AllPages)).Call(jen.Id("ctx"), jen.Id("api"), jen.Id("params"))
	return jen.Add(gocode.Doc(
		name+" iterates over the items of all pages of "+method+", beginning with the page that params select. A page is requested when the loop has used the items before it. An error is the last element.",
		target.Deprecation(op.Doc),
	)).Func().Id(name).Add(e.pagingParams(op)).Add(sequence(e.Types.Elem(op.Item()))).Block(
		jen.Return(e.RT("paging.All").Call(pages, items)))
}

func (e *Emitter) allPages(op *ir.Operation) jen.Code {
	name, method := e.pagingName(op, ir.AllPages), e.Names.Operation(op)
	pages := "paging.Pages"
	if op.Paging.UsesHeader() {
		pages = "paging.LinkedPages"
	}
	e.RT("paging.Error") // what users handle
	return jen.Add(gocode.Doc(
		name+" iterates over the pages of "+method+", beginning with the one that params select. A page is requested when the loop gets to it. An error is the last element; it is a *PagingError if the pages would not end.",
		"The Call of [WithCall] has the response with the last page that was requested.",
		target.Deprecation(op.Doc),
	)).Func().Id(name).Add(e.pagingParams(op)).Add(sequence(e.ResultType(op))).Block(
		jen.Return(e.RT(pages).Call(jen.Id("ctx"), jen.Lit(method), jen.Id("params"), jen.Id("api").Dot(method), jen.Id(e.pagingName(op, ir.NextPage)), e.cursorOf(op))))
}

// cursorOf is the function that returns what of the params selects a page, as a text; nil if it
// changes with every page.
func (e *Emitter) cursorOf(op *ir.Operation) jen.Code {
	p := op.Paging
	text := jen.Id("p").Dot(nextField)
	switch p.Style {
	case ir.ByPage, ir.ByOffset:
		return jen.Nil()
	case ir.ByCursor:
		text = e.paramValue(jen.Id("p"), p.Param, e.zero(p.Param.Value))
		text = jen.Add(e.Formatted(ir.NotNull(ir.Underlying(p.Param.Value)), text))
	}
	return jen.Func().Params(jen.Id("p").Id(e.Names.Params(op))).String().Block(jen.Return(text))
}

// nextField is the field of params for the query of the URL of a page.
const nextField = "next"

// pagingField declares it.
func pagingField() jen.Code {
	return jen.Id(gocode.Comment("The query of the URL of the page, of which parameters without a field are sent.")).Line().Id(nextField).String()
}

// usesNextField reports whether the params of an operation have the field.
func (e *Emitter) usesNextField(op *ir.Operation) bool {
	return e.HasClient && op.Hook == nil && op.Paging != nil && op.Paging.Style == ir.ByLink
}

func (e *Emitter) nextPage(op *ir.Operation) jen.Code {
	name, p := e.pagingName(op, ir.NextPage), op.Paging
	params := []jen.Code{jen.Id("params").Id(e.Names.Params(op)), jen.Id("page").Add(e.ResultType(op))}
	if p.UsesHeader() {
		params[1] = jen.Id("_").Add(e.ResultType(op))
		params = append(params, jen.Id("header").Qual("net/http", "Header"))
	}
	var code []jen.Code
	switch p.Style {
	case ir.ByCursor:
		code = e.nextCursor(op)
	case ir.ByLink:
		code = e.nextLink(op)
	case ir.ByPage:
		code = e.nextNumber(op, e.followingPage(op))
	case ir.ByOffset:
		code = e.nextNumber(op, e.followingOffset(op))
	default:
		panic(fmt.Sprintf("emit: paging of style %s", p.Style))
	}
	code = append(code, jen.Return(jen.Id("params"), jen.True()))
	return jen.Add(gocode.Doc(
		name+" returns the parameters for the page after the one that "+e.Names.Operation(op)+" has returned for params, and whether there is one. "+e.nextFact(op),
		target.Deprecation(op.Doc),
	)).Func().Id(name).Params(params...).Params(jen.Id(e.Names.Params(op)), jen.Bool()).Block(code...)
}

// nextFact documents where the next page is from.
func (e *Emitter) nextFact(op *ir.Operation) string {
	p := op.Paging
	switch {
	case p.UsesHeader():
		return "header is that of the response, whose Link has the next page."
	case p.Style == ir.ByLink:
		return "They have the query of the URL at " + p.Next.Pointer() + "."
	case p.ItemID != nil:
		return e.Names.Param(p.Param) + " is the member " + gocode.OneLine(p.ItemID.Name) + " of the last item."
	case p.Style == ir.ByCursor:
		return e.Names.Param(p.Param) + " is the value at " + p.Next.Pointer() + "."
	case p.Style == ir.ByOffset:
		return e.Names.Param(p.Param) + " is greater by the number of items."
	}
	return e.Names.Param(p.Param) + " is greater by one."
}

// end returns params and false under a condition.
func end(condition jen.Code) jen.Code {
	return jen.If(condition).Block(jen.Return(jen.Id("params"), jen.False()))
}

// noMore adds the condition that the page is the last by a member of it.
func (e *Emitter) noMore(op *ir.Operation, condition *jen.Statement) *jen.Statement {
	if len(op.Paging.More) == 0 {
		return condition
	}
	return condition.Op("||").Op("!").Add(e.member(op, op.Paging.More, jen.True()))
}

func (e *Emitter) nextCursor(op *ir.Operation) []jen.Code {
	p := op.Paging
	cursor := jen.Id("cursor")
	var code []jen.Code
	var value ir.Value
	if p.ItemID != nil {
		value = p.ItemID.Value
		item := op.Item()
		last := jen.Id("items").Index(jen.Len(jen.Id("items")).Op("-").Lit(1))
		if ir.IsNullable(item) {
			last = e.RT("core.OptValue").Call(jen.Op("&").Add(last))
		}
		code = append(code,
			jen.Id("items").Op(":=").Add(e.items(op)),
			end(e.noMore(op, jen.Len(jen.Id("items")).Op("==").Lit(0))),
			jen.Add(cursor).Op(":=").Add(e.leaf(last, ir.StructDecl(ir.Underlying(item)), p.ItemID, e.zero(value))),
			end(jen.Add(cursor).Op("==").Add(e.zero(value))),
		)
	} else {
		value = p.Next.Value()
		read := e.member(op, p.Next, e.zero(value))
		if p.MayBeURL {
			read = e.RT("paging.Cursor").Call(read, jen.Lit(p.Param.Name))
		}
		code = append(code,
			jen.Add(cursor).Op(":=").Add(read),
			end(e.noMore(op, jen.Add(cursor).Op("==").Add(e.zero(value)))),
		)
	}
	return append(code, e.setParam(p.Param, value, cursor))
}

// nextLink takes the parameters of a URL that have a field, and the query.
func (e *Emitter) nextLink(op *ir.Operation) []jen.Code {
	p := op.Paging
	var url jen.Code
	if p.UsesHeader() {
		url = e.RT("paging.Link").Call(jen.Id("header"))
	} else {
		url = e.member(op, p.Next, jen.Lit("")) // to name a declaration of the runtime is to emit it
	}
	next := jen.Id("next")
	code := []jen.Code{
		jen.List(next, jen.Id("ok")).Op(":=").Add(e.RT("paging.ParseNext").Call(url)),
		end(e.noMore(op, jen.Op("!").Id("ok"))),
	}
	for _, param := range op.Params {
		u := ir.NotNull(ir.Underlying(param.Value))
		if param.In != ir.InQuery || !param.IsText() || !ir.IsScalar(u) {
			continue
		}
		take := "paging.Take"
		if e.Shapes.Param(param).IsOpt() {
			take = "paging.TakeOptional"
		}
		code = append(code, e.RT(take).Call(next, jen.Lit(param.Name), jen.Op("&").Id("params").Dot(e.Names.Param(param)), e.Parser(u)))
	}
	return append(code, jen.Id("params").Dot(nextField).Op("=").Add(next).Dot(e.RTMember("paging.Next.Query")))
}

// nextNumber sets the parameter to the number that following computes, in the variable number.
func (e *Emitter) nextNumber(op *ir.Operation, following []jen.Code) []jen.Code {
	return append(following, e.setParam(op.Paging.Param, ir.Value{Type: ir.Integer{Bits: 64}}, jen.Id("number")))
}

func (e *Emitter) followingPage(op *ir.Operation) []jen.Code {
	p := op.Paging
	first := jen.Lit(p.First)
	if len(p.Current) > 0 {
		first = e.convert(p.Param.Value, p.Current.Value(), e.member(op, p.Current, jen.Lit(1)))
	}
	number := jen.Id("number")
	last := jen.Len(jen.Id("items")).Op("==").Lit(0)
	if len(p.Pages) > 0 {
		count := number
		if p.First == 0 {
			count = jen.Add(number).Op("+").Lit(1)
		}
		last.Op("||").Id("pages").Op(">").Lit(0).Op("&&").Add(count).Op(">=").Id("pages")
	}
	var total *jen.Statement
	if len(p.Total) > 0 {
		before := jen.Parens(jen.Add(number).Op("-").Lit(p.First))
		if p.First == 0 {
			before = number
		}
		total = jen.Id("size").Op(">").Lit(0).Op("&&").Add(before).Op("*").Id("size").Op("+").Add(itemCount())
	}
	return e.following(op, first, last, total, jen.Add(number).Op("++"))
}

func (e *Emitter) followingOffset(op *ir.Operation) []jen.Code {
	last := jen.Len(jen.Id("items")).Op("==").Lit(0)
	var total *jen.Statement
	if len(op.Paging.Total) > 0 {
		total = jen.Id("number").Op("+").Add(itemCount())
	}
	return e.following(op, jen.Lit(0), last, total, jen.Id("number").Op("+=").Add(itemCount()))
}

func itemCount() *jen.Statement { return jen.Id("int64").Call(jen.Len(jen.Id("items"))) }

// following computes the number of the next page or item. reached, unless nil, is how many items there
// are up to the end of the page.
func (e *Emitter) following(op *ir.Operation, first, last, reached *jen.Statement, increase jen.Code) []jen.Code {
	p := op.Paging
	wide := ir.Value{Type: ir.Integer{Bits: 64}}
	code := []jen.Code{
		jen.Id("items").Op(":=").Add(e.items(op)),
		jen.Id("number").Op(":=").Add(e.convert(wide, p.Param.Value, e.paramValue(jen.Id("params"), p.Param, first))),
	}
	read := func(name string, path ir.Path) {
		code = append(code, jen.Id(name).Op(":=").Add(e.convert(wide, path.Value(), e.member(op, path, jen.Lit(0)))))
	}
	if len(p.Pages) > 0 {
		read("pages", p.Pages)
	}
	if len(p.Size) > 0 {
		read("size", p.Size)
		if reached == nil {
			last.Op("||").Add(itemCount()).Op("<").Id("size")
		}
	}
	if reached != nil {
		read("total", p.Total)
		last.Op("||").Id("total").Op(">").Lit(0).Op("&&").Add(reached).Op(">=").Id("total")
	}
	return append(code, end(e.noMore(op, last)), increase)
}

// pagingForwarder forwards a function over the pages of an operation.
func (e *Emitter) pagingForwarder(f *ir.PagingFunction, forward naming.Forwarder) *jen.Statement {
	params, args := e.pagingParams(f.Of), []jen.Code{jen.Id("ctx"), jen.Id("api"), jen.Id("params")}
	var result *jen.Statement
	switch f.Kind {
	case ir.AllItems:
		result = sequence(e.Types.Elem(f.Of.Item()))
	case ir.AllPages:
		result = sequence(e.ResultType(f.Of))
	case ir.NextPage:
		in, names := []jen.Code{jen.Id("params").Id(e.Names.Params(f.Of)), jen.Id("page").Add(e.ResultType(f.Of))}, []jen.Code{jen.Id("params"), jen.Id("page")}
		if f.Of.Paging.UsesHeader() {
			in, names = append(in, jen.Id("header").Qual("net/http", "Header")), append(names, jen.Id("header"))
		}
		params, args, result = jen.Params(in...), names, jen.Params(jen.Id(e.Names.Params(f.Of)), jen.Bool())
	}
	return jen.Func().Id(forward.Old).Add(params).Add(result).Block(jen.Return(jen.Id(forward.New).Call(args...)))
}
