package bench

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
)

// mutator makes inputs of JSON documents.
type mutator struct{ *rand.Rand }

// mutantValues are JSON, and replace values.
var mutantValues = []string{
	"null", "true", "false", "0", "-0", "1", "-1", "1.0", "1e2", "1E+2", "10e-1", "0.1", "-0.0", "1e400", "1e-400", "9223372036854775807", "9223372036854775808",
	"-9223372036854775808", "-9223372036854775809", "18446744073709551615", "123456789012345678901234567890", "9007199254740993", "1.7976931348623157e308", "5e-324",
	"0.30000000000000004", "100000000000000000000.5", "123456.789", "1e21", "1e-7", "999999999999.999999", `""`, `"a"`, `"a"`, `"\u0041"`, `"\ud83d\ude00"`, `"\n\t\"\\\/\b"`,
	"\"\u00e9\"", "\"\u2028\"", `"\u0000"`, `"<&>"`, `"2024-02-29T12:00:00Z"`, `"2024-02-29T12:00:00.123456789+01:30"`, `"2024-01-01"`, "{}", "[]", "[[]]", `{"a":1}`, `[null]`, " 7 ", "\n\t\"b\"\r ",
}

// mutantTokens are inserted anywhere. Most are not JSON.
var mutantTokens = []string{
	"01", "1.", ".1", "-", "+1", "1e", "NaN", "Infinity", `"\ud83d"`, `"\ude00\ud83d"`, `"\x"`, `"\u12"`, "\"\t\"", "\"\xff\"", "\"\xed\xa0\x80\"", `{"a":1,"a":2}`, `[1,2,]`,
	"\x00", "\v", ",", ":", "{", "}", "[", "]", `"`, `\`, "//", "\ufeff",
}

// mutantSpaces are inserted between tokens.
var mutantSpaces = []string{" ", "\n", "\r\n", "\t", "  \n ", "\f"}

// mutate changes a document in one to three places.
func (m mutator) mutate(doc []byte) []byte {
	data := slices.Clone(doc)
	for range 1 + m.IntN(3) {
		switch m.IntN(24) {
		case 0: // a byte
			if len(data) > 0 {
				data[m.IntN(len(data))] = byte(m.IntN(256))
			}
		case 1: // removes bytes
			from, to := m.part(data, 20)
			data = slices.Delete(data, from, to)
		case 2: // repeats bytes
			from, to := m.part(data, 60)
			data = slices.Insert(data, m.IntN(len(data)+1), bytes.Clone(data[from:to])...)
		case 3:
			data = slices.Insert(data, m.IntN(len(data)+1), m.one(mutantTokens)...)
		case 4: // another value that is not JSON
			if from, to := m.value(data); from >= 0 {
				data = slices.Replace(data, from, to, m.one(mutantTokens)...)
			}
		case 5, 6, 7:
			if at := m.boundary(data); at >= 0 {
				data = slices.Insert(data, at, m.one(mutantSpaces)...)
			}
		case 8: // another name
			if from, to := m.value(data); 0 <= from && from < len(data) && data[from] == '"' {
				if at := bytes.LastIndexByte(data[:from-1], '"'); at >= 0 {
					data = slices.Replace(data, at, from-1, bytes.Clone(data[from:to])...)
				}
			}
		default: // another value
			if from, to := m.value(data); from >= 0 {
				data = slices.Replace(data, from, to, m.one(mutantValues)...)
			}
		}
	}
	return data
}

func (m mutator) one(list []string) []byte { return []byte(list[m.IntN(len(list))]) }

// part returns a short part of data.
func (m mutator) part(data []byte, longest int) (from, to int) {
	from = m.IntN(len(data) + 1)
	return from, min(len(data), from+m.IntN(longest))
}

// boundary returns an offset behind a structural character, or a negative number.
func (m mutator) boundary(data []byte) int {
	from := m.IntN(len(data) + 1)
	if at := bytes.IndexAny(data[from:], ",:{}[]"); at >= 0 {
		return from + at + 1
	}
	return -1
}

// value returns the offsets of a scalar behind a colon, or a negative number.
func (m mutator) value(data []byte) (from, to int) {
	from = m.IntN(len(data) + 1)
	at := bytes.IndexByte(data[from:], ':')
	if at < 0 {
		return -1, -1
	}
	from += at + 1
	to = from
	if to < len(data) && data[to] == '"' {
		for to++; to < len(data) && data[to] != '"'; to++ {
			if data[to] == '\\' {
				to++
			}
		}
		return from, min(to+1, len(data))
	}
	for to < len(data) && strings.IndexByte(",]}", data[to]) < 0 {
		to++
	}
	return from, to
}
