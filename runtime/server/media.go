package server

import (
	"errors"
	"fmt"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// WriteFormBody sends a success as a form.
func WriteFormBody[T any](x *Exchange, contentType string, p *T, elem json.Appender[T], members []media.FormMember) error {
	if p == nil {
		return NoResult()
	}
	var left []string
	body, err := media.EncodeForm(x.config.responseMode(), p, json.NoteLeft(elem, &left), members)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	x.logMissing(left)
	return x.send(contentType, body)
}

// ReadBodyText reads a text into p. An invalid text is a violation.
func ReadBodyText[T any](x *Exchange, body []byte, p *T, parse func(string, bool) (T, error)) error {
	v, err := media.ParseBodyText(body, x.Request.Header.Get("Content-Type"), x.isStrict(), parse)
	if err != nil {
		wrong := &core.TextError{Keyword: "format", Message: err.Error()}
		errors.As(err, &wrong)
		return &core.ConstraintError{Violations: []core.Violation{{In: "body", Keyword: wrong.Keyword, Message: wrong.Message}}}
	}
	*p = v
	return nil
}

// WriteText sends a success as text.
func WriteText(x *Exchange, contentType, text string) error {
	return x.send(media.WithCharset(contentType), []byte(text))
}

// WriteXML sends a success as XML.
func WriteXML[T any](x *Exchange, contentType string, p *T, elem json.Appender[T], root media.XMLNode) error {
	if p == nil {
		return NoResult()
	}
	var left []string
	body, err := media.EncodeXML(x.config.responseMode(), p, json.NoteLeft(elem, &left), root)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	x.logMissing(left)
	return x.send(contentType, body)
}
