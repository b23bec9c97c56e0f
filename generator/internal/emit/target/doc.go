package target

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// About begins the doc comment of a declaration with its name, and the text of
// the document, or otherwise.
func About(name string, doc ir.Doc, otherwise string) string {
	text := FirstText(doc)
	switch {
	case text == "":
		return name + " " + otherwise
	case strings.HasPrefix(text, name+" "):
		return text
	}
	return name + ": " + text
}

// FirstText is summary and description. One of them often repeats the other.
func FirstText(doc ir.Doc) string {
	summary, description := strings.TrimSpace(doc.Summary), strings.TrimSpace(doc.Description)
	switch {
	case summary == "" || strings.HasPrefix(description, summary):
		return description
	case description == "":
		return summary
	}
	return Sentence(summary) + "\n\n" + description
}

// Deprecation is the paragraph that marks a declaration as deprecated, or "".
func Deprecation(doc ir.Doc) string {
	switch {
	case doc.Deprecated && doc.Reason != "":
		return "Deprecated: " + strings.TrimSpace(doc.Reason)
	case doc.Deprecated:
		return "Deprecated: marked deprecated in the API description."
	}
	return ""
}

// Listed joins words: a, b and c.
func Listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// AppendOnce appends a text unless the list has it.
func AppendOnce(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// UpperFirst begins a text with a capital.
func UpperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// LowerFirst begins a summary with a small letter if it begins with an article
// or a common verb. Other words may be names, as in "Linux kernel namespaces".
func LowerFirst(text string) string {
	word, _, _ := strings.Cut(text, " ")
	small := strings.ToLower(word)
	if word != UpperFirst(small) || !slices.ContainsFunc(singulars(small), func(s string) bool { return firstWords[s] }) {
		return text
	}
	return small + text[len(word):]
}

// singulars returns a word and what it may be the third person of: gets is of
// get, searches of search, modifies of modify.
func singulars(word string) []string {
	out := []string{word}
	if stem, ok := strings.CutSuffix(word, "s"); ok {
		out = append(out, stem)
	}
	if stem, ok := strings.CutSuffix(word, "es"); ok {
		out = append(out, stem)
	}
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		out = append(out, stem+"y")
	}
	return out
}

// firstWords are the words that summaries of real documents most often begin
// with, as far as they are no names.
var firstWords = wordSet(`
	a an all another the this
	accept activate add allow append apply approve archive assign associate attach authenticate authorize
	block build bulk cancel change check clear close compare complete compute configure confirm connect convert copy count create
	deactivate decline delete deploy deregister describe destroy detach disable disassociate disconnect dismiss download duplicate
	edit enable enroll ensure estimate evaluate execute export extend fetch filter find finish follow
	generate get give grant import include initialize initiate insert inspect install invite invoke issue
	join leave link list load lock log look make manage mark merge migrate modify move mute
	obtain open partially patch pause perform permanently ping place post preview process provide provision publish pull purchase purge push put
	query read rebuild receive redeliver refresh refund regenerate register reject release remove rename render renew reopen reorder replace report request
	resend reset resolve restart restore resume retrieve retry return revoke ring rotate run
	save schedule search select send set show sign simulate start stop store stream submit subscribe suspend switch sync
	terminate test transfer trigger try unarchive unassign unblock unfollow unlink unlock unmute unregister unstar unsubscribe update upgrade upload upsert use
	validate verify view wait watch withdraw write
`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// WithArticle puts "a" or "an" before a name: an Error, an HTTPError, a User.
func WithArticle(name string) string {
	spelled := len(name) == 1 || strings.ToUpper(name[:2]) == name[:2] // letter by letter
	vowel := strings.ContainsAny(name[:1], "AEIO") || spelled && strings.ContainsAny(name[:1], "FHLMNRSX")
	if name[0] == 'U' && !spelled {
		vowel = !slices.ContainsFunc([]string{"Uni", "Usa", "Use", "Uti"}, func(sound string) bool { return strings.HasPrefix(name, sound) })
	}
	if vowel {
		return "an " + name
	}
	return "a " + name
}

// Sentence ends a text with a full stop, unless it ends with a punctuation mark.
func Sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}
