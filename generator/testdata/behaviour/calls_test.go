package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/calls"
)

// kennel is an implementation of the API. Each request sets the status and the
// headers that set has.
type kennel struct {
	calls.UnimplementedAPI
	status int
	header http.Header
	none   bool // return nil
	err    error
}

func (k *kennel) set(ctx context.Context) error {
	call := calls.CallFrom(ctx)
	if k.status != 0 {
		call.SetStatus(k.status)
	}
	maps.Copy(call.Header, k.header)
	return k.err
}

func (k *kennel) GetPet(ctx context.Context, params calls.GetPetParams) (*calls.Pet, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	return &calls.Pet{Name: params.ID}, nil
}

func (k *kennel) HeadPet(ctx context.Context, _ calls.HeadPetParams) error { return k.set(ctx) }

func (k *kennel) DeletePet(ctx context.Context, _ calls.DeletePetParams) error { return k.set(ctx) }

func (k *kennel) Move(ctx context.Context, _ calls.MoveParams) error { return k.set(ctx) }

func (k *kennel) PostDefault(ctx context.Context, _ calls.PostDefaultParams) error { return k.set(ctx) }

func (k *kennel) Download(ctx context.Context, params calls.DownloadParams) (io.ReadCloser, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	if part, ok := params.Range.Get(); ok && part == "bytes=0-2" {
		calls.CallFrom(ctx).SetStatus(206)
		return io.NopCloser(strings.NewReader("PDF")), (&calls.DownloadHeaders{ContentRange: calls.Some("bytes 0-2/9")}).Write(calls.CallFrom(ctx).Header)
	}
	return io.NopCloser(strings.NewReader("PDF is it")), nil
}

func (k *kennel) ListRows(ctx context.Context, _ calls.ListRowsParams) (iter.Seq2[calls.Pet, error], error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	return func(yield func(calls.Pet, error) bool) {
		_ = yield(calls.Pet{Name: "a"}, nil) && yield(calls.Pet{Name: "b"}, nil)
	}, nil
}

func (k *kennel) Listen(ctx context.Context, _ calls.ListenParams) (iter.Seq2[calls.ServerEvent[string], error], error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	return func(yield func(calls.ServerEvent[string], error) bool) {
		yield(calls.ServerEvent[string]{Data: "a"}, nil)
	}, nil
}

func (k *kennel) GetBundle(ctx context.Context, _ calls.GetBundleParams) (*calls.GetBundleResponseBody, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	return &calls.GetBundleResponseBody{Name: calls.Some("n"), File: &calls.FilePart{Content: strings.NewReader("f")}}, nil
}

func (k *kennel) GetWords(ctx context.Context, _ calls.GetWordsParams) (string, error) {
	return "a,b", k.set(ctx)
}

func (k *kennel) GetTags(ctx context.Context, _ calls.GetTagsParams) ([]string, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	return []string{"a"}, nil
}

func (k *kennel) GetRange(ctx context.Context, _ calls.GetRangeParams) (calls.GetRangeResult, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	if k.status == 200 {
		return &calls.GetRangeJSON{Body: "text"}, nil
	}
	return &calls.GetRange2XX{Body: 7}, nil
}

func (k *kennel) StartJob(ctx context.Context, _ calls.StartJobParams) (calls.StartJobResult, error) {
	if err := k.set(ctx); k.none || err != nil {
		return nil, err
	}
	if k.status == 202 {
		return &calls.StartJob202{Body: calls.StartJob202Response{Job: "j"}}, nil
	}
	return &calls.StartJobJSON{Body: calls.Pet{Name: "a"}}, nil
}

func (k *kennel) GetDefault(ctx context.Context, _ calls.GetDefaultParams) (*calls.Pet, error) {
	return &calls.Pet{Name: "a"}, k.set(ctx)
}

func (k *kennel) PutDefault(ctx context.Context, _ calls.PutDefaultParams) (*calls.Pet, error) {
	return &calls.Pet{Name: "a"}, k.set(ctx)
}

// serve serves an implementation and returns a client of it.
func serve(t *testing.T, api calls.API, log io.Writer) *calls.Client {
	t.Helper()
	handler, err := calls.NewServer(api, calls.Security{}, calls.WithLogger(slog.New(slog.NewTextHandler(log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return newCaller(t, server.URL+calls.DefaultBasePath)
}

func newCaller(t *testing.T, url string) *calls.Client {
	t.Helper()
	client, err := calls.NewClient(calls.WithBaseURL(url), calls.WithRetries(calls.Retries{Tries: 1}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// operation calls one operation, and returns its result as text: "" for nil.
var operations = map[string]func(context.Context, calls.API) (string, error){
	"getPet": func(ctx context.Context, api calls.API) (string, error) {
		pet, err := api.GetPet(ctx, calls.GetPetParams{ID: "a"})
		return name(pet), err
	},
	"headPet": func(ctx context.Context, api calls.API) (string, error) {
		return "", api.HeadPet(ctx, calls.HeadPetParams{ID: "a"})
	},
	"deletePet": func(ctx context.Context, api calls.API) (string, error) {
		return "", api.DeletePet(ctx, calls.DeletePetParams{ID: "a"})
	},
	"move": func(ctx context.Context, api calls.API) (string, error) { return "", api.Move(ctx, calls.MoveParams{}) },
	"postDefault": func(ctx context.Context, api calls.API) (string, error) {
		return "", api.PostDefault(ctx, calls.PostDefaultParams{})
	},
	"download": func(ctx context.Context, api calls.API) (string, error) {
		return read(api.Download(ctx, calls.DownloadParams{ID: "a"}))
	},
	"part": func(ctx context.Context, api calls.API) (string, error) {
		return read(api.Download(ctx, calls.DownloadParams{ID: "a", Range: calls.Some("bytes=0-2")}))
	},
	"listRows": func(ctx context.Context, api calls.API) (string, error) {
		rows, err := api.ListRows(ctx, calls.ListRowsParams{})
		return join(rows, err, func(p calls.Pet) string { return p.Name })
	},
	"listen": func(ctx context.Context, api calls.API) (string, error) {
		events, err := api.Listen(ctx, calls.ListenParams{})
		return join(events, err, func(e calls.ServerEvent[string]) string { return e.Data })
	},
	"getBundle": func(ctx context.Context, api calls.API) (string, error) {
		bundle, err := api.GetBundle(ctx, calls.GetBundleParams{})
		if bundle == nil || err != nil {
			return "", err
		}
		file, err := io.ReadAll(bundle.File.Content)
		return bundle.Name.Or("") + " " + string(file), err
	},
	"getWords": func(ctx context.Context, api calls.API) (string, error) {
		return api.GetWords(ctx, calls.GetWordsParams{})
	},
	"getTags": func(ctx context.Context, api calls.API) (string, error) {
		tags, err := api.GetTags(ctx, calls.GetTagsParams{})
		if tags != nil && err == nil {
			return "[" + strings.Join(tags, " ") + "]", nil
		}
		return "", err
	},
	"getRange": func(ctx context.Context, api calls.API) (string, error) {
		switch result, err := api.GetRange(ctx, calls.GetRangeParams{}); result := result.(type) {
		case *calls.GetRangeJSON:
			return result.Body, err
		case *calls.GetRange2XX:
			return strings.Repeat("I", int(result.Body)), err
		default:
			return "", err
		}
	},
	"startJob": func(ctx context.Context, api calls.API) (string, error) {
		switch result, err := api.StartJob(ctx, calls.StartJobParams{}); result := result.(type) {
		case *calls.StartJobJSON:
			return result.Body.Name, err
		case *calls.StartJob202:
			return result.Body.Job, err
		default:
			return "", err
		}
	},
	"getDefault": func(ctx context.Context, api calls.API) (string, error) {
		pet, err := api.GetDefault(ctx, calls.GetDefaultParams{})
		return name(pet), err
	},
	"putDefault": func(ctx context.Context, api calls.API) (string, error) {
		pet, err := api.PutDefault(ctx, calls.PutDefaultParams{})
		return name(pet), err
	},
}

func name(pet *calls.Pet) string {
	if pet == nil {
		return ""
	}
	return pet.Name
}

func read(stream io.ReadCloser, err error) (string, error) {
	if stream == nil || err != nil {
		return "", err
	}
	text, err := io.ReadAll(stream)
	return string(text), errors.Join(err, stream.Close())
}

func join[T any](items iter.Seq2[T, error], err error, text func(T) string) (string, error) {
	if items == nil || err != nil {
		return "", err
	}
	var all []string
	for item, err := range items {
		if err != nil {
			return "", err
		}
		all = append(all, text(item))
	}
	return strings.Join(all, " "), nil
}

// reply is what an operation of a server does, and what the caller gets.
type reply struct {
	operation string
	kennel
	result string
	want   int
}

var replies = []reply{
	{"getPet", kennel{}, "a", 200},
	{"getPet", kennel{status: 203}, "a", 203},
	{"getPet", kennel{status: 204}, "", 204},
	{"getPet", kennel{none: true}, "", 204},
	{"getPet", kennel{none: true, status: 204}, "", 204},
	{"getPet", kennel{none: true, status: 200}, "", 500},
	{"getPet", kennel{status: 201}, "", 500},
	{"getPet", kennel{status: 404}, "", 500},
	{"headPet", kennel{}, "", 200},
	{"headPet", kennel{status: 204}, "", 500},
	{"deletePet", kennel{}, "", 202},
	{"deletePet", kennel{status: 204}, "", 204},
	{"deletePet", kennel{status: 200}, "", 500},
	{"move", kennel{}, "", 307},
	{"move", kennel{status: 308}, "", 308},
	{"move", kennel{status: 200}, "", 500},
	{"postDefault", kennel{}, "", 204},
	{"postDefault", kennel{status: 299}, "", 299},
	{"download", kennel{}, "PDF is it", 200},
	{"download", kennel{none: true}, "", 204},
	{"download", kennel{none: true, status: 206}, "", 500},
	{"part", kennel{}, "PDF", 206},
	{"listRows", kennel{}, "a b", 200},
	{"listRows", kennel{none: true}, "", 204},
	{"listen", kennel{}, "a", 200},
	{"listen", kennel{status: 206}, "a", 206},
	{"listen", kennel{none: true}, "", 204},
	{"listen", kennel{status: 205}, "", 500},
	{"getBundle", kennel{}, "n f", 200},
	{"getBundle", kennel{none: true}, "", 204},
	{"getWords", kennel{}, "a,b", 200},
	{"getWords", kennel{status: 202}, "a,b", 202},
	{"getWords", kennel{status: 204}, "", 204},
	{"getTags", kennel{}, "[a]", 200},
	{"getTags", kennel{none: true}, "[]", 200},
	{"getTags", kennel{none: true, status: 204}, "", 204},
	{"getRange", kennel{}, "IIIIIII", 201},
	{"getRange", kennel{status: 200}, "text", 200},
	{"getRange", kennel{status: 299}, "IIIIIII", 299},
	{"getRange", kennel{none: true}, "", 204},
	{"startJob", kennel{}, "a", 201},
	{"startJob", kennel{status: 203}, "a", 203},
	{"startJob", kennel{status: 202}, "j", 202},
	{"startJob", kennel{status: 204}, "", 204},
	{"startJob", kennel{none: true}, "", 204},
	{"getDefault", kennel{}, "a", 200},
	{"getDefault", kennel{status: 201}, "a", 201},
	{"getDefault", kennel{status: 404}, "", 500},
	{"putDefault", kennel{}, "a", 201},
	{"putDefault", kennel{status: 200}, "", 500},
}

// Results and statuses travel from an implementation to the caller, also through a
// server that is implemented by a client. An undeclared status is a 500 that is
// logged.
func TestStatusesOfResults(t *testing.T) {
	var log lockedBuffer
	k := &kennel{}
	direct := serve(t, k, &log)
	proxy := serve(t, direct, io.Discard)
	for _, test := range replies {
		*k = test.kennel
		k.header = http.Header{"X-Age": {"1"}, "Content-Range": {"bytes 0-8/9"}, "Location": {"/x"}}
		for where, client := range map[string]*calls.Client{"direct": direct, "proxy": proxy} {
			log.Reset()
			ctx, call := calls.WithCall(t.Context())
			result, err := operations[test.operation](ctx, client)
			if call.StatusCode != test.want || result != test.result || (err != nil) != (test.want == 500) {
				t.Errorf("%s %s %+v: %q, %d, %v", where, test.operation, test.kennel, result, call.StatusCode, err)
			}
			if logged := log.String() != ""; logged != (test.want == 500) {
				t.Errorf("%s %s %+v: the log is %q", where, test.operation, test.kennel, log.String())
			}
		}
	}
	for operation := range operations {
		if !slices.ContainsFunc(replies, func(r reply) bool { return r.operation == operation }) {
			t.Errorf("no test calls %s", operation)
		}
	}
}

// lockedBuffer is a log that a server and a test use.
type lockedBuffer struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.String()
}

func (b *lockedBuffer) Reset() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.Buffer.Reset()
}
