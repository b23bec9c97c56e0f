package naming

import (
	"go/token"
	"slices"
)

// Runtime has the identifiers that the runtime brings into the output.
type Runtime struct {
	Package []string // package-level, exported or not
	Members []string // methods and fields of its types, which a type that embeds one of them has, too
}

// declared are the package-level identifiers, other than those of the runtime,
// that the output of every document can have. No document moves them.
var declared = []string{
	"API", "Operations", "Client", "NewClient", "DefaultBaseURL", "Fake", "NewLocalClient", "Security", "FromEnv", "NewServer", "UnimplementedAPI", "DefaultBasePath",
	"handlers", "newServerConfig", "ownServers", "userAgent",
	"WebhookAPI", "WebhookClient", "NewWebhookClient", "WebhookHandlers", "NewWebhookHandlers", "UnimplementedWebhookAPI", "webhookHandlers",
	"CallbackAPI", "CallbackClient", "NewCallbackClient", "CallbackHandlers", "NewCallbackHandlers", "UnimplementedCallbackAPI", "callbackHandlers",
	"Intercept", "intercepted", "InterceptWebhooks", "interceptedWebhooks", "InterceptCallbacks", "interceptedCallbacks",
	"WithObserver", "WithRequestLog", "observerOption", "WithServer",
}

// Reserved returns the exported package-level names that no declaration of a document
// has in the output, sorted.
func Reserved(runtime Runtime) []string {
	var names []string
	for _, name := range slices.Concat(runtime.Package, declared) {
		if token.IsExported(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// plannedOperationSuffixes end the names of declarations that belong to one operation
// and come with additions to it, or with later versions: GetPetHeaders comes with the
// first header. A component schema that has such a name keeps it, and the declaration
// gets another one, as GetPetParams does.
// Whatever the document does not name (inline schemas, constants) gets another name.
var plannedOperationSuffixes = []string{"Headers", "All", "Pages", "Next"}

// operationMethods are names that no operation can have as a method: those of
// methods that all clients have, and of types that users embed in the types that
// have the method.
var operationMethods = []string{
	"Do", "With", "API", "Operations", "Intercept", "intercepted", "WithObserver", "WithRequestLog", "observerOption", "Client", "UnimplementedAPI", "WebhookAPI", "WebhookClient", "UnimplementedWebhookAPI",
	"CallbackAPI", "CallbackClient", "UnimplementedCallbackAPI", "Fake",
}

// standardMethods are methods that have one signature in all of Go, which
// `go vet` checks: an operation cannot have it.
var standardMethods = []string{
	"GobDecode", "GobEncode", "MarshalJSON", "MarshalXML", "ReadByte", "ReadRune",
	"UnmarshalJSON", "UnmarshalXML", "UnreadByte", "UnreadRune", "WriteByte",
}

// Exported methods that types can have, which none of their fields may be called.
// They are reserved whether or not a type has them now: a constraint that is added
// later does not rename a field.
var (
	structMethods  = []string{"MarshalJSON", "UnmarshalJSON", "Validate"}
	paramsMethods  = []string{"Validate"}
	headersMethods = []string{"Read", "Write"}
)

// bodyFieldName is the field of the request body, and begins the names of further ones.
const bodyFieldName = "Body"

// Fields that all structs of a kind can have, next to those of the document.
var (
	tupleFields  = []string{"Rest"}
	paramsFields = []string{bodyFieldName}
	partFields   = []string{"Body"}
)
