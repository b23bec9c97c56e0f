package naming

import (
	"cmp"
	"net/url"
	"regexp"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// servers names the types of servers: Server, and the name of the server, its
// description or its host.
func (a *assignment) servers() {
	for _, s := range a.api.Named {
		key := identity.NamedServer(s)
		a.nameBlock(a.pkg, claim{
			part: s, want: cmp.Or(s.Given, "Server"+serverWords(s)), suffix: "Type", given: s.Given != "",
			what: "server " + s.Address(), doc: s.Doc, hint: hintGoName,
		}, a.earlier.Block(key), func(string) lock.Key { return key })
		fields := newScope(serverMethods)
		b := a.names.blocks[s]
		keepEntries(fields, b.earlier, map[lock.Kind]spelling{lock.Variable: asIs})
		for _, v := range s.Variables {
			a.nameEntry(fields, claim{
				part: v, want: cmp.Or(Exported(v.Name), "Variable"), suffix: "Variable", what: "server variable " + v.Name, doc: s.Doc,
			}, b, identity.Variable(v))
		}
	}
}

// serverMethods are the methods of types of servers.
var serverMethods = []string{"URL", "ConfigureClient"}

// maxServerWords is how many words of a description a name has at most.
const maxServerWords = 3

// serverWords is what the name of the type of a server ends in.
func serverWords(s *ir.NamedServer) string {
	if s.Name != "" {
		return Exported(s.Name)
	}
	phrase := phraseEnd.Split(strings.TrimSpace(s.Doc.Description), 2)[0]
	var words []string
	for w := range strings.FieldsSeq(phrase) {
		if !strings.EqualFold(w, "server") && !strings.EqualFold(w, "the") {
			words = append(words, w)
		}
	}
	if name := Exported(strings.Join(words, " ")); name != "" && len(words) <= maxServerWords && !strings.Contains(phrase, "://") {
		return name
	}
	host := s.URL
	if u, err := url.Parse(s.URL); err == nil {
		host = u.Host
	}
	return cmp.Or(Exported(strings.TrimPrefix(host, "www.")), "URL")
}

// phraseEnd ends the first phrase of a description.
var phraseEnd = regexp.MustCompile(`[.,:;(\n]|\s-+\s`)
