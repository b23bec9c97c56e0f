package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a name: an acronym in the capitals of the document, any
// other word in lower case.
type word string

// words cuts a name of a document into words:
//
//	getParticipantDataFromPeerId -> get participant data from peer id
//	MCPTool                      -> MCP tool
//	HTTPServer2                  -> HTTP server2
//	backend_r_t_t                -> backend rtt
//	CVE                          -> CVE
//	LIGHT_BLUE                   -> light blue
//	10_or_greater                -> 10 or greater
//
// A run of single letters is one word: "r_t_t" is meant as RTT.
// Symbols separate words; a leading sign is a word ("+1" -> plus 1), so that
// names made of symbols only differ.
func words(name string) []word {
	if len(name) <= maxAcronym && isAcronym(name) && !shouted[name] {
		return []word{word(name)}
	}
	return cut(name, strings.ContainsFunc(name, unicode.IsLower))
}

// constantWords is words for an enum value. Values are often written in capitals
// (OPEN, ASC, NEW), which do not make them acronyms.
func constantWords(value string) []word {
	return cut(value, strings.ContainsFunc(value, unicode.IsLower))
}

// cut is words for a name in which a word in capitals is an acronym, or not.
func cut(name string, acronyms bool) []word {
	var out []word
	letters := false // the last word is a run of single letters
	for _, chunk := range strings.FieldsFunc(spellSigns(name), isSeparator) {
		single := len(chunk) == 1 && unicode.IsLetter(rune(chunk[0]))
		if single && letters {
			out[len(out)-1] += word(strings.ToLower(chunk))
			continue
		}
		letters = single
		parts := camelWords(chunk)
		for _, part := range parts {
			if !acronyms || !isAcronym(part) || len(parts) == 1 && isShouted(part, name) {
				part = strings.ToLower(part)
			}
			out = append(out, word(part))
		}
	}
	return out
}

// A word in capitals is an acronym if lower-case letters follow or precede it
// without a separator (MCPTool, threeDSAuth). Alone it is one if it is short:
// CVE, SBOM, Content-MD5, but CREATE_company is "create company". The limits are
// arbitrary; they fit the names in 405 public documents.
const (
	maxAcronym     = 4 // bytes of a name that is nothing else
	maxAcronymPart = 3 // bytes between separators
)

// isShouted reports whether part, which is all between two separators of name,
// is an ordinary word in capitals.
func isShouted(part, name string) bool {
	return shouted[part] || part != name && len(part) > maxAcronymPart
}

// shouted are short words that documents often write in capitals without being
// acronyms.
var shouted = map[string]bool{"GET": true, "PUT": true, "NOT": true}

// isAcronym reports whether text is written as an acronym: MCP, MD5, CVEs.
func isAcronym(text string) bool {
	text = strings.TrimSuffix(text, "s")
	first, size := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) && strings.ContainsFunc(text[size:], unicode.IsUpper) &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsDigit(r) })
}

// isSeparator reports whether r cannot be in a Go identifier. Combining marks cannot.
func isSeparator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// signs are the words for signs that lead a name, or that a name consists of.
var signs = map[rune]string{
	'+': "plus", '-': "minus", '*': "star", '/': "slash", '=': "equal", '<': "less", '>': "greater", '!': "not",
	'$': "dollar", '@': "at", '#': "hash", '%': "percent", '&': "and", '|': "or", '~': "tilde", '^': "caret",
	'.': "dot", ',': "comma", ':': "colon", ';': "semicolon", '?': "question", '_': "underscore", ' ': "space",
}

// spellSigns replaces "+1" by "plus 1", "-1" by "minus 1" and ">=" by "greater
// equal". "$ref", "@type" and "_id" lose their sign.
func spellSigns(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return !isSeparator(r) }) >= 0 {
		if r := []rune(name); len(r) > 1 && (r[0] == '+' || r[0] == '-' || r[0] == '<' || r[0] == '>') && unicode.IsDigit(r[1]) {
			return signs[r[0]] + " " + string(r[1:])
		}
		return name
	}
	var spelled []string
	for _, r := range name {
		if s := signs[r]; s != "" {
			spelled = append(spelled, s)
		}
	}
	return strings.Join(spelled, " ")
}

// camelWords cuts aB before B and ABc before B. Digits stay with the letters before
// them ("p50", "sha256") and after them ("100ms").
func camelWords(chunk string) []string {
	var out []string
	r := []rune(chunk)
	start := 0
	for i := 1; i < len(r); i++ {
		lowerUpper := unicode.IsUpper(r[i]) && !unicode.IsUpper(r[i-1])
		acronymEnd := i+1 < len(r) && unicode.IsUpper(r[i-1]) && unicode.IsUpper(r[i]) && unicode.IsLower(r[i+1]) && !isPluralEnd(r[i+1:])
		if lowerUpper || acronymEnd {
			out = append(out, string(r[start:i]))
			start = i
		}
	}
	return append(out, string(r[start:]))
}

// isPluralEnd reports whether rest begins with the s of "IDs" and "URLs", which
// belongs to its acronym.
func isPluralEnd(rest []rune) bool {
	return rest[0] == 's' && (len(rest) == 1 || unicode.IsUpper(rest[1]))
}
