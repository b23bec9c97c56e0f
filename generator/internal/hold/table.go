package hold

import (
	"maps"
	"slices"
)

// verdict is whether the form of the lock can carry the values of the document.
type verdict int

// The verdicts, from best to worst.
const (
	same     verdict = iota // no change
	exact                   // held: the earlier form represents all values
	lossy                   // held, with values that it does not represent, which are errors as before
	breaking                // not held: the earlier form represents no value, or too few
)

// rule is a cell of the table.
type rule struct {
	verdict verdict
	note    string // lossy: what is not represented; breaking: why not
}

// earlier is a row of the table: a form of the lock, and what it can carry.
type earlier struct {
	exact    []class
	lossy    map[class]string
	breaking map[string][]class // by reason
}

const (
	otherJSON  = "values of another JSON type are errors, as before"
	noFraction = "numbers with a fraction are errors, as before"
	digits     = "digits beyond the precision of a float are lost"
	wideInts   = "values beyond the range of the type are errors, as before"

	jsonTypes   = "their JSON types differ"
	alternative = "a value of one type cannot represent the alternatives of a union"
	structure   = "the type cannot be made from the lock"
	elsewhere   = "the type is declared in another package"
	files       = "a file is sent as a part of a multipart body"
)

// table has a row for each class that a form of the lock can have, and in it each class
// that the document can have now. A test checks that no pair is missing, and writes it to
// docs/held.md.
var table = map[class]earlier{
	text: {
		exact: []class{blob, moment, day, text},
		lossy: map[class]string{raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {unix, integer, number, decimal, boolean, list, dict, object, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	blob: {
		exact: []class{blob},
		lossy: map[class]string{text: "texts that are not base64 are errors, as before", raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:              {unix, integer, number, decimal, boolean, list, dict, object, tuple},
			"a date is not base64": {moment, day},
			alternative:            {union}, files: {filePart},
		},
	},
	moment: {
		exact: []class{moment, unix},
		lossy: map[class]string{text: "texts that are not an RFC 3339 date-time are errors, as before", raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:                     {number, decimal, boolean, list, dict, object, tuple},
			"the texts of the two differ": {blob, day},
			"an integer of the document is not known to count seconds": {integer},
			alternative: {union}, files: {filePart},
		},
	},
	day: {
		exact: []class{day},
		lossy: map[class]string{text: "texts that are not a full-date are errors, as before", raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:                     {unix, integer, number, decimal, boolean, list, dict, object, tuple},
			"the texts of the two differ": {blob, moment},
			alternative:                   {union}, files: {filePart},
		},
	},
	integer: {
		exact: []class{unix},
		lossy: map[class]string{integer: wideInts, number: noFraction, decimal: noFraction, raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, day, boolean, list, dict, object, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	number: {
		exact: []class{unix},
		lossy: map[class]string{number: digits, integer: digits, decimal: digits, raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, day, boolean, list, dict, object, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	decimal: {
		exact: []class{unix, integer, number, decimal},
		lossy: map[class]string{raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, day, boolean, list, dict, object, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	boolean: {
		exact: []class{boolean},
		lossy: map[class]string{raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, unix, day, integer, number, decimal, list, dict, object, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	raw: {
		exact:    slices.DeleteFunc(slices.Clone(classes), func(c class) bool { return c == filePart }),
		breaking: map[string][]class{files: {filePart}},
	},
	list: {
		exact: []class{list}, // if the elements are
		lossy: map[class]string{raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes: {text, blob, moment, unix, day, integer, number, decimal, boolean, dict, object},
			"the elements of a tuple have several types": {tuple},
			alternative: {union}, files: {filePart},
		},
	},
	dict: {
		exact: []class{dict, object}, // if the values, or the members, are
		lossy: map[class]string{raw: otherJSON, foreign: otherJSON},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, unix, day, integer, number, decimal, boolean, list, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	object: {
		lossy: map[class]string{
			object: "members without a field are not read", // if the members are
			dict:   "members without a field are not read",
			raw:    otherJSON, foreign: otherJSON,
		},
		breaking: map[string][]class{
			jsonTypes:   {text, blob, moment, unix, day, integer, number, decimal, boolean, list, tuple},
			alternative: {union}, files: {filePart},
		},
	},
	tuple:   {breaking: map[string][]class{structure: classes}},
	union:   {breaking: map[string][]class{structure: classes}},
	foreign: {breaking: map[string][]class{elsewhere: classes}},
	filePart: {
		exact:    []class{filePart},
		breaking: map[string][]class{files: slices.DeleteFunc(slices.Clone(classes), func(c class) bool { return c == filePart })},
	},
}

// ruleFor returns the cell of the table for a form of one class and a document of another.
func ruleFor(old, now class) rule {
	row := table[old]
	if slices.Contains(row.exact, now) {
		return rule{verdict: exact}
	}
	if note, ok := row.lossy[now]; ok {
		return rule{lossy, note}
	}
	for _, reason := range slices.Sorted(maps.Keys(row.breaking)) {
		if slices.Contains(row.breaking[reason], now) {
			return rule{breaking, reason}
		}
	}
	return rule{breaking, structure}
}
