package support

import (
	"net/http"
	"strconv"
)

// ownHeader is Host or Content-Length, which net/http keeps elsewhere. A client
// sends what they are, whatever its parameters say.
func (p *paramReader) ownHeader(name string) rawParam {
	text := p.request.Host
	if http.CanonicalHeaderKey(name) == "Content-Length" {
		text = strconv.FormatInt(p.request.ContentLength, 10)
	}
	if text == "" || text == "-1" { // not known
		return rawParam{p, "header", name, nil}
	}
	return rawParam{p, "header", name, []string{text}}
}
