package server

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// WriteFormBody sends a success as a form.
func WriteFormBody[T any](s *Config, w http.ResponseWriter, status int, contentType string, p *T, elem json.Appender[T], members []media.FormMember) error {
	if p == nil {
		return NoResult()
	}
	var left []string
	body, err := media.EncodeForm(s.responseMode(), p, json.NoteLeft(elem, &left), members)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	s.logMissing(w, left)
	return writeBody(w, status, nil, contentType, body)
}

// ReadBodyText reads a text into p. An invalid text is a violation.
func ReadBodyText[T any](in *ParamReader, body []byte, p *T, parse func(string, bool) (T, error)) error {
	v, err := media.ParseBodyText(body, in.Request.Header.Get("Content-Type"), in.isStrict(), parse)
	if err != nil {
		wrong := &core.TextError{Keyword: "format", Message: err.Error()}
		errors.As(err, &wrong)
		return &core.ConstraintError{Violations: []core.Violation{{In: "body", Keyword: wrong.Keyword, Message: wrong.Message}}}
	}
	*p = v
	return nil
}

// WriteText sends a success as text.
func WriteText(w http.ResponseWriter, status int, contentType, text string) error {
	return writeBody(w, status, nil, media.WithCharset(contentType), []byte(text))
}

// WriteXML sends a success as XML.
func WriteXML[T any](s *Config, w http.ResponseWriter, status int, contentType string, p *T, elem json.Appender[T], root media.XMLNode) error {
	if p == nil {
		return NoResult()
	}
	var left []string
	body, err := media.EncodeXML(s.responseMode(), p, json.NoteLeft(elem, &left), root)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	s.logMissing(w, left)
	return writeBody(w, status, nil, contentType, body)
}
