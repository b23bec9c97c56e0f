// Package server serves the operations of generated servers: it routes requests,
// checks credentials, reads parameters and bodies, and writes results and errors.
//
//	format      request                           response
//	JSON        ReadBody, json.Decode             WriteResult
//	text        ReadText, ReadBodyText            WriteText
//	form        ReadText, media.DecodeForm        WriteFormBody
//	XML         ReadBody, media.DecodeXML         WriteXML
//	multipart   ReadMultipart, DecodeMultipart    WriteMultipart
//	bytes       OpenBody                          WriteStream
//	items       ReadBodyItems                     WriteItems
//	events      ReadBodyEvents                    WriteEvents
//	parts       ReadBodyParts                     WriteParts
package server
