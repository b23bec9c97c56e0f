package support

import "embed"

// FS holds the files of this package, tests and this file included: the
// generator takes from it what travels.
//
//go:embed *.go
var FS embed.FS

// LiteralOfPath escapes what a path template has beside its parameters as the
// router of servers wants it.
var LiteralOfPath = escapeLiteral

// FormatChecks are the predicates that generated checks call, by the format of
// a string: for the generator, so that it makes up nothing they refuse, and
// fills in no default that they do.
var FormatChecks = map[string]func(string) bool{
	"uuid": validUUID, "time": validTime, "duration": validDuration, "email": validEmail, "hostname": validHostname,
	"ipv4": validIPv4, "ipv6": validIPv6, "uri": validURI, "json-pointer": validJSONPointer, "regex": validRegex,
	"date": validDate, "date-time": validDateTime,
}
