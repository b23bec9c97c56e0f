package naming

import "strings"

// irregular has plurals that are common in API documents, and words that look like
// plurals and are not.
var irregular = map[string]string{
	"children": "child", "people": "person", "men": "man", "women": "woman", "indices": "index", "vertices": "vertex",
	"matrices": "matrix", "criteria": "criterion", "aliases": "alias", "buses": "bus", "statuses": "status", "caches": "cache",
	"series": "series", "species": "species", "news": "news", "movies": "movie", "cookies": "cookie", "axes": "axis", "analyses": "analysis",
	"metadata": "metadata", "data": "data", "media": "media", "dns": "dns", "https": "https", "sms": "sms", "tls": "tls", "os": "os", "aws": "aws", "css": "css",
	"responses": "response", "databases": "database", "licenses": "license", "purchases": "purchase", "releases": "release", "phrases": "phrase", "courses": "course",
	"expenses": "expense", "houses": "house", "causes": "cause", "clauses": "clause", "uses": "use", "bases": "base", "cases": "case", "leases": "lease",
}

// singular is the singular of a word, which may be one already.
func singular(plural word) word {
	text := string(plural)
	if isAcronym(text) {
		return word(strings.TrimSuffix(text, "s"))
	}
	if s, ok := irregular[text]; ok {
		return word(s)
	}
	switch {
	case strings.HasSuffix(text, "ies") && len(text) > 4:
		return word(text[:len(text)-3] + "y")
	case hasAnySuffix(text, "sses", "shes", "ches", "xes", "zzes", "uses"):
		return word(text[:len(text)-2])
	case strings.HasSuffix(text, "s") && !hasAnySuffix(text, "ss", "us", "is") && len(text) > 2:
		return word(text[:len(text)-1])
	}
	return plural
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
