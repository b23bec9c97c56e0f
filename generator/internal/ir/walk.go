package ir

// EachBody visits the value of every request and response body.
func EachBody(api *API, visit func(Value)) {
	for _, op := range api.Operations {
		if op.Body != nil {
			visit(op.Body.Media.Value)
		}
		for _, responses := range [][]*Response{op.Results, op.Errors} {
			for _, r := range responses {
				if r.Media != nil {
					visit(r.Media.Value)
				}
			}
		}
	}
}

// EachJSONValue visits every value that is read from or written as JSON: the
// contents of declarations and of bodies, with the elements of lists and maps.
func EachJSONValue(api *API, visit func(Value)) {
	var nested func(v Value)
	nested = func(v Value) {
		visit(v)
		switch t := v.Type.(type) {
		case List:
			nested(t.Elem)
		case Dict:
			nested(t.Elem)
		}
	}
	for _, d := range api.Decls {
		switch body := d.Body.(type) {
		case *Struct:
			for _, f := range body.Fields {
				nested(f.Value)
			}
			if body.Others != nil {
				nested(*body.Others)
			}
		case *Tuple:
			for _, item := range body.Items {
				nested(item.Value)
			}
			if body.Rest != nil {
				nested(*body.Rest)
			}
		case *Union:
			for _, variant := range body.Variants {
				visit(Value{Type: Ref{Decl: variant.Decl}})
			}
		case *Named:
			nested(body.Value)
		case *Alias:
			nested(body.Value)
		}
	}
	EachBody(api, nested)
}
