package naming

import (
	"strings"
	"unicode"
)

// words cuts a name of a document into lower-case words:
//
//	getParticipantDataFromPeerId -> get participant data from peer id
//	HTTPServer2                  -> http server2
//	backend_r_t_t                -> backend rtt
//	10_or_greater                -> 10 or greater
//
// A run of at least two single letters is one word: nobody means "R T T".
// Symbols separate words; a leading sign is a word ("+1" -> plus 1), so that
// names made of symbols only stay apart.
func words(name string) []string {
	var out []string
	letters := false // the last word is a run of single letters
	for _, chunk := range strings.FieldsFunc(spellSigns(name), isSeparator) {
		single := len(chunk) == 1 && unicode.IsLetter(rune(chunk[0]))
		if single && letters {
			out[len(out)-1] += strings.ToLower(chunk)
			continue
		}
		letters = single
		out = append(out, camelWords(chunk)...)
	}
	return out
}

// isSeparator holds for what Go takes in no identifier, combining marks included.
func isSeparator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// signs are read aloud where they lead a name, and stand for themselves where
// nothing else does.
var signs = map[rune]string{
	'+': "plus", '-': "minus", '*': "star", '/': "slash", '=': "equal", '<': "less", '>': "greater", '!': "not",
	'$': "dollar", '@': "at", '#': "hash", '%': "percent", '&': "and", '|': "or", '~': "tilde", '^': "caret",
	'.': "dot", ',': "comma", ':': "colon", ';': "semicolon", '?': "question", '_': "underscore", ' ': "space",
}

// spellSigns replaces "+1" by "plus 1", "-1" by "minus 1", ">=" by "greater
// equal"; "$ref", "@type" and "_id" lose their sign, as readers expect.
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

// camelWords cuts at aB, at ABc before B, and nowhere else: digits stay with
// the letters before them ("p50", "sha256") and after them ("100ms").
func camelWords(chunk string) []string {
	var out []string
	r := []rune(chunk)
	start := 0
	for i := 1; i < len(r); i++ {
		lowerUpper := unicode.IsUpper(r[i]) && !unicode.IsUpper(r[i-1])
		acronymEnd := i+1 < len(r) && unicode.IsUpper(r[i-1]) && unicode.IsUpper(r[i]) && unicode.IsLower(r[i+1]) && !pluralEnd(r[i+1:])
		if lowerUpper || acronymEnd {
			out = append(out, strings.ToLower(string(r[start:i])))
			start = i
		}
	}
	return append(out, strings.ToLower(string(r[start:])))
}

// pluralEnd holds for the s of "IDs" and "URLs", which is part of its acronym.
func pluralEnd(rest []rune) bool {
	return rest[0] == 's' && (len(rest) == 1 || unicode.IsUpper(rest[1]))
}
