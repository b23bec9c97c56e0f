// Package core has the types that users of generated packages handle most: Opt,
// CivilDate and the errors. It also has the text formats of scalars, and what
// clients and servers both know of an operation.
package core
