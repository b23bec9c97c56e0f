package oracle

import "slices"

// The names of the comparisons.
var (
	oursToOurs     = ours.name + " calls " + ours.name
	oursToTheirs   = ours.name + " calls " + theirs.name
	theirsToOurs   = theirs.name + " calls " + ours.name
	theirsToTheirs = theirs.name + " calls " + theirs.name

	ourServer   = []string{oursToOurs, theirsToOurs}
	theirServer = []string{oursToTheirs, theirsToTheirs}
	theirClient = []string{theirsToOurs, theirsToTheirs}
	everyCall   = slices.Concat(ourServer, theirServer)
	theirCodec  = append([]string{"responses"}, oursToTheirs, theirsToOurs, theirsToTheirs)
	requested   = []string{"requests"}
	responded   = []string{"responses"}
)

// Responses as strings.
const (
	ok         = "200 application/json"
	ourBad     = "400 application/problem+json"
	our401     = "401 application/problem+json"
	our404     = "404 application/problem+json"
	our405     = "405 application/problem+json"
	theirBad   = "400 text/plain; charset=utf-8"
	their401   = "401 text/plain; charset=utf-8"
	their404   = "404 text/plain; charset=utf-8"
	their405   = "405 text/plain; charset=utf-8"
	redirected = "307 text/html; charset=utf-8"
)

// The expected result of an invalid call.
const refused = notSent + " or 400"

const stats = "/data/participant/quality_stats"

// saw returns the call that a service receives for the right request with
// filters.
func saw(filters []string) string { return call{accountID, appID, peerID, filters, ""}.String() }

var otherMethods = []string{"method POST", "method PUT", "method PATCH", "method DELETE", "method TRACE", "method QUERY"}

var badTokens = []string{
	"no token", "wrong token", "empty token", "other scheme", "token alone", "two tokens, the first wrong",
	"no token and an unknown filter", "no token by peergen", "wrong token by peergen",
}

// knownRequests are differences between the clients.
var knownRequests = []known{
	{requested, nil, "header User-Agent", "peerreport/4", "Go-http-client/1.1", ourChoice,
		"the package and the version of the document; WithUserAgent sets another"},
	{requested, nil, "header Accept", "application/json", "", theirChoice,
		"their client does not send the content types that it can decode"},
	{requested, []string{`peer "."`}, "target", target[:len(target)-len(peerID)] + "%2E", target[:len(target)-len(peerID)], theirBug,
		"a parameter that is a dot is resolved as a path segment: another resource is requested, with the token"},
	{requested, []string{`peer ".."`}, "target", target[:len(target)-len(peerID)] + "%2E%2E", target[:len(target)-len("peer-report/"+peerID)], theirBug,
		"the same: the path climbs out of its operation"},
	{requested, []string{`peer ""`, "no account", "account of 33", "app of 33"}, "sent", "false", "true", theirChoice,
		"their client checks no constraint; ours sends nothing that the document forbids"},
}

// knownCalls are differences between the result of a call and the document.
var knownCalls = []known{
	{theirClient, []string{`peer "."`, `peer ".."`}, "outcome", "200", "404", theirBug,
		"as in the requests: another path is requested"},
	{theirServer, []string{`peer "/"`}, "outcome", "200", "404", goRouter,
		"ServeMux treats a last segment of %2F as a trailing slash"},
	{theirServer, []string{"unknown filter", "filter that breaks out"}, "outcome", refused, "200", theirChoice,
		"their server does not check enums"},
	{[]string{theirsToTheirs}, []string{"account of 33", "app of 33"}, "outcome", refused, "200", theirChoice,
		"neither side of theirs checks maxLength"},
	{[]string{theirsToTheirs}, []string{"no account"}, "outcome", notSent + " or 400 or 404", "307", goRouter,
		"ServeMux redirects to the path without the empty segment, which is another resource"},
	{everyCall, []string{"filter with a comma"}, "outcome", refused, "200", openAPI,
		"servers must split escaped commas too, for clients that escape them: two filters arrive, both in the enum"},
	{everyCall, []string{"empty filter"}, "outcome", refused, "200", openAPI,
		"form style writes a list of one empty text as it writes an empty list; ours decodes the list, theirs the text"},
	{theirServer, []string{"filters of none"}, "parameters", saw([]string{}), saw([]string{""}), openAPI,
		"as above: theirs reads the text, which no enum check refuses"},
}

// knownReports are differences in decoded reports and in reports that servers
// encode.
var knownReports = slices.Concat(
	lost("null members", "/end", "null", "", "a nullable member is a pointer with omitempty: null is left out"),
	lost("null members", "/start", "null", "", "the same"),
	lost("unknown integers", "/audio_stats/0", "9007199254740993", "9007199254740992", "unconstrained values are any, their numbers float64"),
	lost("unknown integers", "/audio_stats/1/n", "123456789012345678901234567890", "1.2345678901234568e+29", "the same"),
	lost("unknown fractions", "/video_stats/0", "0.1234567890123456789", "0.12345678901234568", "the same"),
)

// lost returns rows for a member that oapi-codegen loses when it encodes or
// decodes a report.
func lost(report, member, a, b, reason string) []known {
	cases := []string{"report: " + report}
	return []known{
		{theirCodec[1:], cases, "report" + stats + member, a, b, theirBug, reason},
		{theirCodec[:1], cases, "body" + stats + member, a, b, theirBug, reason},
	}
}

// knownResponses are differences between the servers.
var knownResponses = []known{
	{responded, nil, "header X-Content-Type-Options", "nosniff", "", ourChoice,
		"so that no browser treats a report as HTML; net/http sets it for errors only"},
	{responded, nil, "error body", anyText, anyText, ourChoice,
		"problem details (RFC 9457) describe the violations; theirs is the text of a Go error"},

	{responded, []string{"unknown filter by peergen", "filter that breaks out by peergen", "query filters=events,,quality_stats", "query filters=,events",
		"query filters=events,%20quality_stats", "query filters=EVENTS"}, "response", ourBad, ok, theirChoice,
		"their server does not check enums"},
	{responded, []string{"account of 33 in path", "account of 33 by oapi-codegen", "app of 33 by oapi-codegen"}, "response", ourBad, ok, theirChoice,
		"their server does not check maxLength"},
	{responded, []string{"query filters=%zz", "query filters=events;x"}, "response", ourBad, ok, theirBug,
		"url.URL.Query drops what it cannot parse: they respond as if there were no filters"},
	{responded, []string{"query filters=events&filters=quality_stats"}, "response", ok, theirBad, ourChoice,
		"a list that is not exploded is in the query once; ours accepts several, theirs rejects them"},
	{responded, []string{"query filters=", "query filters", "filters of none by peergen", "empty filter by peergen"}, "parameters",
		"[" + saw([]string{}) + "]", "[" + saw([]string{""}) + "]", openAPI,
		"form style writes a list of one empty text as it writes an empty list; ours decodes the list, theirs the text"},

	{responded, []string{"path ends in /", "path ends in /x", "upper case in path", "no peer in path", "without base path",
		`peer "." by oapi-codegen`, `peer ".." by oapi-codegen`, `peer "" by oapi-codegen`}, "response", our404, their404, ourChoice,
		"errors of the router are problem details, too"},
	{responded, []string{"path ends in //", "path ends in /.", "path ends in /..", "double slash in path", "dot segment in path", "no account in path",
		"no account by oapi-codegen"}, "response", our404, redirected, goRouter,
		"ServeMux redirects to a path that it has cleaned, which may be the path of another resource"},
	{responded, []string{`peer "/" by peergen`}, "response", ok, their404, goRouter,
		"ServeMux treats a last segment of %2F as a trailing slash"},

	{responded, []string{"method OPTIONS"}, "response", "204", their405, ourChoice,
		"our server lists the supported methods; ServeMux leaves that to its user"},
	{responded, otherMethods, "response", our405, their405, ourChoice,
		"errors of the router are problem details, too"},
	{responded, otherMethods, "error header Allow", "GET, HEAD, OPTIONS", "GET, HEAD", ourChoice,
		"as for OPTIONS"},

	{responded, badTokens, "response", our401, their401, theirChoice,
		"nothing is generated for security; the text is that of the test's middleware"},
	{responded, badTokens, "error header Www-Authenticate", "Bearer", "", theirChoice,
		"the same; RFC 9110 requires a challenge in each 401"},
	{responded, []string{"lower-case scheme", "spaces before token"}, "response", ok, their401, theirChoice,
		"the same; in RFC 9110 schemes ignore case, and are followed by one or more spaces"},
}

// table are all expected differences.
var table = slices.Concat(knownRequests, knownCalls, knownReports, knownResponses)
