package lock

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Rename gives a part another Go name. Its name so far becomes an earlier one, and so do
// other names that a merge has left for it.
func (l *Lock) Rename(p Part, name string) {
	clash := l.isAmbiguous(p)
	for _, e := range p.lines() {
		was := e.Name
		names := append(slices.Clone(e.Formerly), was)
		for _, other := range l.rivals[e] {
			names = append(names, other.Name)
		}
		delete(l.rivals, e)
		e.Name, e.Formerly = name, nil
		for _, earlier := range names {
			if earlier != "" && earlier != name && !slices.Contains(e.Formerly, earlier) {
				e.Formerly = append(e.Formerly, earlier)
			}
		}
		switch {
		case p.Entry != nil || !e.Kind.isType():
		case clash:
			l.acceptMentions(was)
			e.Formerly = slices.DeleteFunc(e.Formerly, func(earlier string) bool { return earlier == was })
		default:
			l.renameType(was, name)
		}
	}
	if p.Entry == nil && p.Block.Kind == Type {
		delete(l.blocks, p.Block.Key)
		p.Block.ID = name
		l.blocks[p.Block.Key], l.sorted = p.Block, nil
	}
	l.indexTypes()
}

// lines are the lines that have the name of the part: content types of one Go type share
// a field.
func (p Part) lines() []*Entry {
	if p.Entry == nil || p.Entry.Kind != Body && p.Entry.Kind != ResultBody {
		return []*Entry{p.Line()}
	}
	var shared []*Entry
	for _, e := range p.Block.Entries() {
		if e.Kind == p.Entry.Kind && e.Name == p.Entry.Name {
			shared = append(shared, e)
		}
	}
	return shared
}

// Breaks returns what importers have to edit if the part is renamed, or "" if the earlier
// name can stay as a forwarder. A name that a merge has given to two parts, or one of two
// that it has given to the part, has to change.
func (l *Lock) Breaks(p Part, name string) string {
	was := p.Line().Name
	if was == "" || was == name || l.isAmbiguous(p) || slices.ContainsFunc(l.rivals[p.Line()], func(other Entry) bool { return other.Name == name }) {
		return ""
	}
	change := func(what string) string { return fmt.Sprintf("%s replaces the %s", name, what) }
	switch p.Line().Kind {
	case Member, Additional, Item, Rest:
		return change("field " + was + " of " + p.Block.Name + " and its getter")
	case Param, Body:
		of := p.Block.Name
		if params := p.Block.Find(Params); params != nil {
			of = params.Name
		}
		return change("field " + was + " of " + of)
	case Header:
		return change("field " + was + " of the headers of " + p.Block.Name)
	case Operation:
		return change("method " + was + " of API, which servers implement")
	case Webhook, Callback:
		return change("handler " + was)
	}
	return ""
}

// isAmbiguous reports whether another part in use has the name of the part, too.
func (l *Lock) isAmbiguous(p Part) bool {
	for _, same := range l.sameNames() {
		for _, other := range same {
			if other.Line() == p.Line() {
				return true
			}
		}
	}
	return false
}

// renameType replaces the Go name of a type in all forms, and in entries about it.
func (l *Lock) renameType(was, name string) {
	for _, b := range l.blocks {
		b.Form = replaceName(b.Form, was, name)
		for key, e := range b.entries {
			e.Form = replaceName(e.Form, was, name)
			if (key.Kind == Variant || key.Kind == As) && key.ID == was {
				delete(b.entries, key)
				e.ID = name
				b.set(e)
			}
		}
	}
}

// acceptMentions accepts changes of all parts whose form has the name of a type, because
// the form can mean another type of that name.
func (l *Lock) acceptMentions(name string) {
	for _, b := range l.blocks {
		for _, e := range b.entries {
			if replaceName(e.Form, name, "") != e.Form {
				e.accepted = true
			}
		}
	}
}

// replaceName replaces an identifier in a form, unless a package is before it.
func replaceName(form, was, name string) string {
	if !strings.Contains(form, was) {
		return form
	}
	var out strings.Builder
	end := 0
	for word, i := range identifiers(form) {
		out.WriteString(form[end:i])
		end = i + len(word)
		if word == was {
			word = name
		}
		out.WriteString(word)
	}
	return out.String() + form[end:]
}

// identifiers returns the identifiers in a form, with a package before them if they have one,
// and where they are.
func identifiers(form string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for i := 0; i < len(form); i++ {
			n := strings.IndexFunc(form[i:]+" ", func(r rune) bool { return r != '_' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if n > 0 && !yield(form[i:i+n], i) {
				return
			}
			i += n
		}
	}
}
