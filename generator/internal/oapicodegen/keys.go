package oapicodegen

// advice describes what a key does in oapi-codegen and what to write instead. A
// row also covers the keys below it (output-options.overlay for .path and
// .strict).
type advice struct {
	does, instead string
	emptyDiffers  bool // an empty list differs from the default
}

// equivalents are the keys that gen.yaml has in some form. A row with `instead`
// is converted and still gets a note, because the generated API differs.
var equivalents = map[string]advice{
	"package":                     {},
	"output":                      {}, // its folder; file names differ
	"generate.models":             {}, // always generated; Import adds a note for a configuration without models
	"generate.client":             {},
	"generate.std-http-server":    {},
	"generate.strict-server":      {}, // handlers are always typed
	"output-options.type-mapping": {}, // Import adds a note for what cannot be converted
	"output-options.overlay":      {}, // actions that match nothing are warnings
	"output-options.skip-prune":   {}, // Import adds a note next to filters

	"output-options.include-tags":          {},
	"output-options.exclude-tags":          {},
	"output-options.include-operation-ids": {}, // Import adds a note next to include-tags
	"output-options.exclude-operation-ids": {},
	"generate.chi-server":                  router("chi", "r.Mount(\"/\", handler)"),
	"generate.echo-server":                 router("echo v4", "e.Any(\"/*\", echo.WrapHandler(handler))"),
	"generate.echo5-server":                router("echo v5", "e.Any(\"/*\", echo.WrapHandler(handler))"),
	"generate.gin-server":                  router("gin", "r.Any(\"/*path\", gin.WrapH(handler))"),
	"generate.gorilla-server":              router("gorilla/mux", "r.PathPrefix(\"/\").Handler(handler)"),
	"generate.fiber-server":                router("fiber v2", "app.Use(adaptor.HTTPHandler(handler))"),
	"generate.fiber-v3-server":             router("fiber v3", "app.Use(adaptor.HTTPHandler(handler))"),
	"generate.iris-server":                 router("iris", "app.Any(\"/{p:path}\", iris.FromStd(handler))"),
}

func router(name, mount string) advice {
	return advice{
		does:    "Registers each operation on a " + name + " router.",
		instead: "The generated server is one http.Handler, which mounts in any router: " + mount + ".",
	}
}

const (
	keepEngine   = "To keep it, render this target with oapi-codegen: put this file's content under `oapi-codegen:`."
	editDocument = "Edit the document instead, or generate from an edited copy."
	dropKey      = "Nothing to do: drop the key."
)

// withoutEquivalent are the keys that gen.yaml does not have.
var withoutEquivalent = map[string]advice{
	"generate.embedded-spec": {does: "Embeds the document, with GetSpec and GetSwagger to read it.", instead: "Embed the document next to your code: //go:embed openapi.yaml, var document []byte."},
	"generate.server-urls":   {does: "Writes a constant or constructor for each server URL.", instead: "Pass the base URL to the client as an option."},

	"import-mapping":         {does: "Maps external documents to Go packages that already have their types.", instead: "External documents are resolved and their types written into this package; map them by hand if two packages must share a type."},
	"allow-remote-refs-from": {does: "Lists the remote documents that a $ref may fetch.", instead: "Keep a local copy of remote documents and point $ref at it.", emptyDiffers: true},
	"additional-imports":     {does: "Adds imports to the generated file.", instead: "Imports are those of the generated code; put additional code into another file of the package."},

	"compatibility.old-merge-schemas":                                      {does: "Merges allOf by embedding structs.", instead: "allOf is merged at the level of schemas. " + keepEngine},
	"compatibility.old-allof-sibling-merging":                              {does: "Drops keywords next to allOf.", instead: "Keywords next to allOf are honored. " + keepEngine},
	"compatibility.old-enum-conflicts":                                     {does: "Names enum constants as older releases did.", instead: "Constants are always prefixed with the name of their type; rename their uses."},
	"compatibility.old-aliasing":                                           {does: "Defines a separate type for each $ref.", instead: "A $ref is the type it names. " + keepEngine},
	"compatibility.disable-flatten-additional-properties":                  {does: "Keeps a struct for objects that have additionalProperties only.", instead: "Such objects are Go maps. " + keepEngine},
	"compatibility.disable-required-readonly-as-pointer":                   {does: "Makes required readOnly properties plain values.", instead: dropKey + " Required properties are plain values."},
	"compatibility.always-prefix-enum-values":                              {does: "Prefixes each enum constant with its type.", instead: dropKey + " Constants are always prefixed."},
	"compatibility.disable-enum-value-conflict-resolution":                 {does: "Does not rename conflicting enum constants.", instead: dropKey + " Prefixed constants do not conflict."},
	"compatibility.apply-chi-middleware-first-to-last":                     {does: "Reverses the order of chi middleware.", instead: "The server has no router middleware: wrap the http.Handler, outermost last."},
	"compatibility.apply-gorilla-middleware-first-to-last":                 {does: "Reverses the order of gorilla/mux middleware.", instead: "The server has no router middleware: wrap the http.Handler, outermost last."},
	"compatibility.circular-reference-limit":                               {does: "Has no effect since kin-openapi v0.126.", instead: dropKey + " Circular references have no limit."},
	"compatibility.allow-unexported-struct-field-names":                    {does: "Lets x-go-name make struct fields unexported.", instead: "Fields are always exported. " + keepEngine},
	"compatibility.preserve-original-operation-id-casing-in-embedded-spec": {does: "Keeps operationId as it is in the embedded document.", instead: dropKey + " An embedded document is the original."},
	"compatibility.headers-implicitly-required":                            {does: "Treats every response header as required.", instead: "Write `required: true` at the headers of the document."},
	"compatibility.enable-auth-scopes-on-context":                          {does: "Puts the scopes of an operation into the request context.", instead: "Check credentials in the security handler given to NewServer."},
	"compatibility.sort-handler-registrations":                             {does: "Registers routes in sorted order.", instead: dropKey + " Routing does not depend on the order of registration."},

	"output-options.skip-fmt":                                        {does: "Writes the code unformatted.", instead: dropKey + " Output is always formatted."},
	"output-options.skip-enum-validate":                              {does: "Leaves out the Valid method of enums.", instead: dropKey + " The method is named Known here."},
	"output-options.skip-enum-via-oneof":                             {does: "Writes a union for a oneOf of titled constants.", instead: keepEngine},
	"output-options.user-templates":                                  {does: "Replaces built-in templates.", instead: "Templates cannot be replaced; put additional code into another file of the package. " + keepEngine},
	"output-options.exclude-schemas":                                 {does: "Leaves out these schemas.", instead: "All schemas are written. " + editDocument},
	"output-options.response-type-suffix":                            {does: "Changes the suffix of response types.", instead: "Names follow one rule; rename their uses."},
	"output-options.client-type-name":                                {does: "Renames the client type.", instead: "The type is Client, in a separate package; rename its uses."},
	"output-options.additional-initialisms":                          {does: "Adds words written in capitals in Go names.", instead: "The usual initialisms of Go are known; rename their uses otherwise."},
	"output-options.streaming-content-types":                         {does: "Flushes responses of these media types chunk by chunk.", instead: keepEngine},
	"output-options.nullable-type":                                   {does: "Uses nullable.Nullable[T] for nullable properties.", instead: dropKey + " Opt[T] distinguishes absent, null and set."},
	"output-options.disable-type-aliases-for-type":                   {does: "Defines types instead of aliases for these kinds.", instead: "Component schemas have separate types. " + keepEngine},
	"output-options.skip-response-body-getters":                      {does: "Leaves out the getters of response bodies.", instead: dropKey + " An operation returns its body; there is no wrapper."},
	"output-options.name-normalizer":                                 {does: "Chooses how names are turned into Go identifiers.", instead: "Names follow one rule, with Go initialisms; rename their uses."},
	"output-options.yaml-tags":                                       {does: "Adds yaml tags to struct fields.", instead: "Convert YAML to JSON before decoding. " + keepEngine},
	"output-options.client-response-bytes-function":                  {does: "Adds a Bytes method to client responses.", instead: "An operation returns its decoded body; wrap the client's http.RoundTripper to see raw bytes."},
	"output-options.skip-client-response-content-type":               {does: "Leaves out the ContentType method of client responses.", instead: dropKey + " An operation returns its body; there is no wrapper."},
	"output-options.prefer-skip-optional-pointer":                    {does: "Makes optional properties plain values.", instead: "Optional properties are Opt[T] by value; read them with Get or Or."},
	"output-options.prefer-skip-optional-pointer-with-omitzero":      {does: "Marks optional plain values omitzero.", instead: dropKey + " Absent properties are never written."},
	"output-options.prefer-skip-optional-pointer-on-container-types": {does: "Makes optional slices and maps plain values.", instead: dropKey + " Optional slices and maps are nil when absent."},
	"output-options.resolve-type-name-collisions":                    {does: "Renames conflicting types.", instead: dropKey + " Conflicts are always resolved."},
	"output-options.generate-types-for-anonymous-schemas":            {does: "Names the types of inline schemas.", instead: dropKey + " Inline schemas are always named."},
}
