package lock

// Kind is the kind of a block or of an entry.
type Kind string

// The kinds of blocks.
const (
	Schema    Kind = "schema"    // a component schema: ID is its name in the document, after "PATH#" if it is one of another file, with its path from the folder of the document
	Type      Kind = "type"      // any other declared type: ID is its Go name
	Operation Kind = "operation" // ID is the method, Sub the path with {} for each parameter and a literal query; of hooks, see Webhook
	Scheme    Kind = "scheme"    // a security scheme: ID is its key; the form is the kind of credentials
	Server    Kind = "server"    // the default server: the form is its URL
	ServerURL Kind = "serverurl" // the type of a server: ID is its name in the document, or else its URL with variables in braces
	Webhook   Kind = "webhook"   // the handler of a webhook: ID is its key. Sub of its operations is "webhook " and the key
	Callback  Kind = "callback"  // the handler of a callback: ID is its id. Sub of its operations is "callback " and the id
)

// The kinds of entries.
const (
	// Member and the kinds below it are of types.
	Member     Kind = "member"     // a member of an object: ID is its name
	Additional Kind = "additional" // the field of additional properties
	Item       Kind = "item"       // an item of a tuple: ID is its index, which is its identity in the document
	Rest       Kind = "rest"       // the items after the prefix
	Value      Kind = "value"      // an enum value: ID is its JSON text
	Values     Kind = "values"     // the function that lists the values of an enum
	Variant    Kind = "variant"    // no name: a variant of a union, by the Go name of its type. The form is a number if it was added later: values that fit several variants equally are of the one with the least
	Unknown    Kind = "unknown"    // the variant of a union for unknown values
	As         Kind = "as"         // the method that decodes a variant as another one, by the Go name of its type
	Error      Kind = "error"      // the alias of StatusError for a type that is the body of an error
	Method     Kind = "method"     // no name: a method that not all types have, by its Go name
	ReadOnly   Kind = "readonly"   // no name: a member of an object that is only in responses, by its name
	WriteOnly  Kind = "writeonly"  // no name: a member of an object that is only in requests, by its name
	Omitted    Kind = "omitted"    // no name: a part that may be absent although its Go type, which has a nil, is that of a required one: the name of a member, the location and name of a parameter, or body
	Content    Kind = "content"    // no name: the form of the content of a part of a multipart body
	// OperationID and the kinds below it are of operations, Address of callbacks.
	OperationID Kind = "id"         // no name: ID is the operationId
	Params      Kind = "params"     // the struct of the parameters
	Param       Kind = "param"      // a parameter: ID is its location, Sub its name, of headers in canonical spelling
	Body        Kind = "body"       // a field for a request body: ID is a content type. Those of one Go type share a name
	Sends       Kind = "sends"      // no name: a content type that clients send of a field that has several
	Status      Kind = "status"     // no name: a status that services respond with if they set none, of several with one Go type, or without a body
	Result      Kind = "result"     // no name: the form of the result, which is a name of Results if there are several
	Success     Kind = "success"    // no name: a response that has the result: ID is the status and the content type
	Results     Kind = "results"    // the interface over several results
	ResultBody  Kind = "resultbody" // one of several results: ID is the status and the content type. Those of one Go type share a name
	Failure     Kind = "failure"    // no name: the form of the body of a declared error, ID is the status
	Headers     Kind = "headers"    // the struct of the headers
	Header      Kind = "header"     // a header of an operation or a part: ID is its name in canonical spelling, and the kind of JSON value of a second one of another Go type
	All         Kind = "all"        // the function over the items of all pages: the form is the item
	Pages       Kind = "pages"      // the function over all pages
	Next        Kind = "next"       // the function that returns the parameters for the next page
	Paging      Kind = "paging"     // no name: how it pages: ID is the style, the parameter, the next page and the items
	Address     Kind = "address"    // no name: the address of a callback, as in the document
	// Endpoint and the kinds below it are of security schemes.
	Endpoint Kind = "endpoint" // a URL of an authorization server: ID is the flow, Sub the member
	Consent  Kind = "consent"  // a function that requests consent: ID is its kind
	Unused   Kind = "unused"   // no name: no operation uses the scheme
	Optional Kind = "optional" // no name: servers need no Verifier for the scheme

	Variable Kind = "variable" // of the type of a server, the field of a variable: ID is its name

	Excluded Kind = "excluded" // no name: a filter leaves the block out of the output
)

// traits are what the lines of a kind have.
type traits struct {
	parts int // identifying texts: 0 to 2
	named bool
	typed bool
	block bool
	bare  bool // a line without a form has no equals sign
}

var kinds = map[Kind]traits{
	Schema:    {parts: 1, named: true, typed: true, block: true},
	Type:      {parts: 0, named: true, typed: true, block: true}, // its name is its identity
	Operation: {parts: 2, named: true, block: true},
	Scheme:    {parts: 1, named: true, typed: true, block: true},
	Server:    {typed: true, block: true},
	ServerURL: {parts: 1, named: true, block: true},
	Webhook:   {parts: 1, named: true, block: true},
	Callback:  {parts: 1, named: true, block: true},

	Member:     {parts: 1, named: true, typed: true},
	Additional: {named: true, typed: true},
	Item:       {parts: 1, named: true, typed: true},
	Rest:       {named: true, typed: true},
	Value:      {parts: 1, named: true},
	Values:     {named: true},
	Variant:    {parts: 1, typed: true, bare: true},
	Unknown:    {named: true},
	As:         {parts: 1, named: true},
	Error:      {named: true},
	Method:     {parts: 1},
	ReadOnly:   {parts: 1},
	WriteOnly:  {parts: 1},
	Omitted:    {parts: 1},
	Content:    {typed: true},

	OperationID: {parts: 1},
	Params:      {named: true},
	Param:       {parts: 2, named: true, typed: true},
	Body:        {parts: 1, named: true, typed: true},
	Sends:       {parts: 1},
	Status:      {parts: 1},
	Result:      {typed: true},
	Success:     {parts: 1},
	Results:     {named: true},
	ResultBody:  {parts: 1, named: true, typed: true},
	Failure:     {parts: 1, typed: true},
	Headers:     {named: true},
	Address:     {parts: 1},
	All:         {named: true, typed: true},
	Pages:       {named: true},
	Next:        {named: true},
	Paging:      {parts: 1},
	Header:      {parts: 1, named: true, typed: true},

	Endpoint: {parts: 2, named: true},
	Consent:  {parts: 1, named: true},
	Unused:   {},
	Optional: {},
	Variable: {parts: 1, named: true},

	Excluded: {},
}

// isType reports whether blocks of the kind are Go types.
func (k Kind) isType() bool { return k == Schema || k == Type }
