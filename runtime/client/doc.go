// Package client makes the requests of generated clients and reads the responses.
//
//	format      request          response
//	JSON        SetBody          DecodeResult, DecodeValue, DecodeError
//	text        SetText          TextResult, DecodeErrorText
//	form        SetForm          FormResult
//	XML         SetXML           XMLResult, DecodeErrorXML
//	multipart   SetMultipart     MultipartResult
//	bytes       OutgoingStream   the stream of SendStream, DecodeErrorBytes
//	items       OutgoingItems    ItemResult
//	events      OutgoingEvents   EventResult
//	parts       OutgoingParts    PartsResult
//
// The functions from SetMultipart down return the body, which SendStream sends.
package client
