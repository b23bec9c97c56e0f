package ir

import "slices"

// Fault is how a server fills a declared error body for its own errors.
type Fault struct {
	Members []FaultMember
	Emptied bool // a required list or map next to the words is empty, because the server cannot fill it
}

// FaultMember is a member that is filled. One of Role and Within is set.
type FaultMember struct {
	Field  *Field
	Role   FaultRole
	Within *Fault // of an object, or of the one element of a list of objects
}

// FaultRole is what a scalar member, or the one element of a list of texts, means for
// an error.
type FaultRole int

// The roles.
const (
	FaultText   FaultRole = iota + 1 // what is wrong, in words
	FaultStatus                      // the status, as a number or text
	FaultType                        // the status as a word
	FaultBlank                       // the type of a problem (RFC 9457) that has none
	FaultTitle                       // the status in words, next to detail: the title of a problem is that of its kind
)

// faultRoles are the roles of members by name. A server can fill them by itself.
var faultRoles = map[string]FaultRole{
	"message": FaultText, "error": FaultText, "detail": FaultText, "title": FaultText, "description": FaultText, "reason": FaultText, "msg": FaultText,
	"error_message": FaultText, "errorMessage": FaultText, "error_description": FaultText, "errors": FaultText,
	"code": FaultStatus, "status": FaultStatus, "status_code": FaultStatus, "statusCode": FaultStatus, "error_code": FaultStatus, "errorCode": FaultStatus,
	"type": FaultType,
}

// faultDepth is the maximum nesting of objects that are filled.
const faultDepth = 3

// FaultOf returns how a server fills an error body; nil if it cannot: the body has no member
// for the words, or a required one that cannot be filled.
func FaultOf(d *Decl) *Fault { return faultWithin(d, faultDepth) }

func faultWithin(d *Decl, depth int) *Fault {
	body, ok := d.Body.(*Struct)
	if !ok || depth == 0 {
		return nil
	}
	out := &Fault{}
	for _, field := range body.Fields {
		member := faultMember(field, depth)
		if member != nil && member.Role == FaultType && body.Field("title") != nil {
			member.Role = FaultBlank
		}
		if member != nil && field.Name == "title" && member.Role == FaultText && body.Field("detail") != nil {
			member.Role = FaultTitle
		}
		switch {
		case member != nil:
			out.Members = append(out.Members, *member)
		case field.Required && !isFaultZero(field):
			return nil
		case field.Required && !IsNullable(field.Value) && isCollection(field):
			out.Emptied = true
		}
	}
	if !out.hasText() {
		return nil
	}
	if slices.ContainsFunc(out.Members, func(m FaultMember) bool { return m.Within != nil }) {
		out.Emptied = false // what describes errors in an object is for all errors
	}
	return out
}

// hasText reports whether a member has the words.
func (f *Fault) hasText() bool {
	return slices.ContainsFunc(f.Members, func(m FaultMember) bool { return m.Role == FaultText || m.Within != nil })
}

// faultMember returns how a member is filled; nil if it is not.
func faultMember(field *Field, depth int) *FaultMember {
	role, u := faultRoles[field.Name], Underlying(field.Value)
	if field.Hidden || field.Value.Shape == OptPtr || field.Value.Shape == Boxed {
		return nil
	}
	elem := u
	list, isList := u.Type.(List)
	if isList {
		if elem = Underlying(list.Elem); role != FaultText || IsNullable(list.Elem) || slices.ContainsFunc(u.Checks, forbidsOne) {
			return nil
		}
	}
	if d := StructDecl(elem); d != nil {
		if within := faultWithin(d, depth-1); within != nil && (role == FaultText || field.Required) {
			return &FaultMember{Field: field, Within: within}
		}
		return nil
	}
	switch t := elem.Type.(type) {
	case String:
	case Integer:
		if role != FaultStatus || t.Bits == 8 {
			return nil
		}
	default:
		return nil
	}
	if role == 0 || role != FaultText && len(elem.Checks) > 0 || role == FaultType && !field.Required {
		return nil
	}
	return &FaultMember{Field: field, Role: role}
}

// forbidsOne reports whether a check forbids lists with one element.
func forbidsOne(check Check) bool {
	items, ok := check.(Items)
	return ok && (items.Min > 1 || items.Max != nil && *items.Max == 0)
}

// isCollection reports whether a member is a list or map.
func isCollection(field *Field) bool {
	switch Underlying(field.Value).Type.(type) {
	case List, Dict:
		return true
	}
	return false
}

// isFaultZero reports whether the zero value is right for a required member that is not
// filled: null, an empty list or map, or false for success.
func isFaultZero(field *Field) bool {
	u := Underlying(field.Value)
	switch u.Type.(type) {
	case List, Dict:
		return len(u.Checks) == 0 || IsNullable(field.Value)
	case Boolean:
		return field.Name == "success" || field.Name == "ok"
	}
	return IsNullable(field.Value)
}
