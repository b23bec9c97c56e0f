// Package oracle drives the peer report of peergen against that of oapi-codegen over
// HTTP on loopback. It is tests only, three comparisons:
//
//   - calls: both clients against both servers; the server must see the parameters
//     that the client was given, and the client must decode the report that the
//     server was given.
//   - requests: what both clients send for the same call.
//   - responses: what both servers answer to the same request.
//
// Each difference is in the table of known_test.go, with its reason, or fails the test;
// so does a row of the table that nothing shows any more.
package oracle
