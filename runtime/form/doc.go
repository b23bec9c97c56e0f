// Package form writes values as names and texts in the styles of OpenAPI, and reads
// them back: parameters that are arrays or objects, and forms.
//
//	tree, err := TreeOf(mode, &v, appendPet)
//	pairs, err := Style{Name: "tags", Kind: "form", Explode: true, Escape: EscapeQuery}.Pairs(tree)
//
//	tree, err := Reader{Style: style, Shape: Lists, Unescape: url.QueryUnescape}.FromPairs(ParsePairs(query))
//	err := ReadTree(tree, mode, &v, readPet)
//
// Errors of the first and third line are of type *core.TextError; a nil tree means
// that the value is absent. ReadTree returns a *core.ConstraintError whose pointers
// are places in the tree.
package form
