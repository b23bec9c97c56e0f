package server

// OrDefault returns the parameter or, if it is absent, the texts of a default.
func (r Param) OrDefault(texts ...string) Param {
	if r.values == nil {
		r.values = append([]string{}, texts...)
	}
	return r
}

// OrDefault returns the parameter or, if it is absent, a default in JSON.
func (f FormParam) OrDefault(json string) FormParam {
	if f.absent() {
		f.text = json
	}
	return f
}

// EmptyAsEmptyList reads a single empty text as an empty list.
func (r Param) EmptyAsEmptyList() Param {
	if len(r.values) == 1 && r.values[0] == "" {
		r.values = []string{}
	}
	return r
}

// EmptyAs reads an empty text as other texts, or as absent.
func (r Param) EmptyAs(texts ...string) Param {
	var values []string
	for _, v := range r.values {
		if v == "" {
			values = append(values, texts...)
		} else {
			values = append(values, v)
		}
	}
	r.values = values
	return r
}
