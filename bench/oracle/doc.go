// Package oracle compares the peer report of peergen with that of oapi-codegen
// over HTTP on loopback. It has only tests, with three comparisons:
//
//   - calls: both clients against both servers; the server must receive the
//     parameters that the client was called with, and the client must decode the
//     report that the server has sent.
//   - requests: what both clients send for the same call.
//   - responses: what both servers send for the same request.
//
// Each difference must be in the table of known_test.go, with its reason. An
// unused row of the table fails.
package oracle
