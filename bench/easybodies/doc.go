// Package easybodies has the code of easyjson for types of oapi-codegen. The peer
// report is missing: its code would have 9,500 lines.
package easybodies

import "github.com/peergen/peergen/bench/oapibodies"

//go:generate go tool easyjson doc.go

// Types of oapi-codegen with the methods of easyjson.
type (
	//easyjson:json
	IssuePage oapibodies.IssuePage
	//easyjson:json
	PaymentList oapibodies.PaymentList
	//easyjson:json
	ChatChunk oapibodies.ChatChunk
	//easyjson:json
	RecordList oapibodies.RecordList
)
