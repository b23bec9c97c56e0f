package media

import (
	"github.com/dave/jennifer/jen"
)

// Reception is how a request body is read, and where to.
type Reception struct {
	Target      *jen.Statement
	Required    bool
	Further     bool     // Target has the FurtherType
	ContentType jen.Code // as declared
	Chosen      bool     // by its content type; bodyErr is declared
}

// bodyErr assigns what is wrong with the body.
func (to Reception) bodyErr(err jen.Code) jen.Code {
	if to.Chosen {
		return jen.Id("bodyErr").Op("=").Add(err)
	}
	return jen.Id("bodyErr").Op(":=").Add(err)
}

// declared puts a declaration of bodyErr, if there is none yet, before a use.
func (to Reception) declared(code []jen.Code, use jen.Code) []jen.Code {
	if !to.Chosen {
		code = append(code, jen.Var().Id("bodyErr").Error())
	}
	return append(code, use)
}
