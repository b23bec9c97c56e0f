package behaviour

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/peergen/peergen/generator/testdata/behaviour/retries"
)

// Faults of a try, next to statuses of responses.
const (
	reset       = 1 // the connection ends without a response
	cut         = 2 // the body of a success breaks off
	unreachable = 3 // there is no connection
	hang        = 4 // there is no response
)

// faults are the faults of a plan. Those that take long are rare.
var faults = []int{408, 409, 425, 429, 500, 501, 502, 503, 504, reset, cut, unreachable}

// plan has what happens to each try of each call.
type plan struct {
	seed uint64
	rate float64 // of tries that fail
}

// fault returns the fault of a try, or 0. Numbers begin with 1.
func (p plan) fault(call, try int) int {
	random := rand.New(rand.NewPCG(p.seed, uint64(call)<<8|uint64(try)))
	if random.Float64() >= p.rate {
		return 0
	}
	if random.IntN(150) == 0 {
		return hang
	}
	return faults[random.IntN(len(faults))]
}

// jobs serves a plan: the path of a request has the number of its call, and the header
// X-Try that of its try.
type jobs struct {
	plan  plan
	inner http.Handler
	done  sync.Map // requests of each call that may have had an effect
	keys  sync.Map // idempotency keys of each call
}

// callOf returns the number of the call that a request belongs to.
func callOf(r *http.Request) int {
	call, err := strconv.Atoi(strings.Split(r.URL.Path, "/")[3]) // of /v1/jobs/1/data
	if err != nil {
		panic(err)
	}
	return call
}

func (j *jobs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := callOf(r)
	try, _ := strconv.Atoi(r.Header.Get("X-Try"))
	if key := r.Header.Get("Idempotency-Key"); key != "" {
		if earlier, ok := j.keys.LoadOrStore(call, key); ok && earlier != key {
			j.keys.Store(call, "several")
		}
	}
	fault := j.plan.fault(call, try)
	if fault == cut && r.Method == "DELETE" {
		fault = reset
	}
	if fault != 425 && fault != 429 {
		count, _ := j.done.LoadOrStore(call, &atomic.Int32{})
		count.(*atomic.Int32).Add(1)
	}
	switch fault {
	case 0:
		j.inner.ServeHTTP(w, r)
	case reset:
		panic(http.ErrAbortHandler)
	case cut:
		contentType := "application/json"
		if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/data") {
			contentType = "application/octet-stream"
		}
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"name`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case hang:
		_, _ = io.Copy(io.Discard, r.Body) // so that the end of the connection is noticed
		<-r.Context().Done()
	default:
		if call%2 == 0 {
			w.Header().Set("Retry-After-Ms", "1")
		}
		w.WriteHeader(fault)
	}
}

// jobAPI returns the number of the call.
type jobAPI struct{ retries.UnimplementedAPI }

func (jobAPI) GetJob(_ context.Context, p retries.GetJobParams) (*retries.Job, error) {
	return &retries.Job{Name: p.ID}, nil
}

// named checks what was sent.
func named(id string, body retries.Job) (*retries.Job, error) {
	if body.Name != "body of "+id {
		return nil, &retries.APIError{StatusCode: 400, Detail: "the body is " + body.Name}
	}
	return &retries.Job{Name: id}, nil
}

func (jobAPI) PutJob(_ context.Context, p retries.PutJobParams) (*retries.Job, error) {
	return named(p.ID, p.Body)
}

func (jobAPI) PatchJob(_ context.Context, p retries.PatchJobParams) (*retries.Job, error) {
	return named(p.ID, p.Body)
}

func (jobAPI) RunJob(_ context.Context, p retries.RunJobParams) (*retries.Job, error) {
	return named(p.ID, p.Body)
}

func (jobAPI) RenameJob(_ context.Context, p retries.RenameJobParams) (*retries.Job, error) {
	return named(p.ID, p.Body)
}

func (jobAPI) PayJob(_ context.Context, p retries.PayJobParams) (*retries.Job, error) {
	return named(p.ID, p.Body)
}

func (jobAPI) DeleteJob(context.Context, retries.DeleteJobParams) error { return nil }

func (jobAPI) PutData(_ context.Context, p retries.PutDataParams) (*retries.Job, error) {
	data, err := io.ReadAll(p.Body)
	if err != nil {
		return nil, err
	}
	return named(p.ID, retries.Job{Name: string(data)})
}

func (jobAPI) PutFiles(_ context.Context, p retries.PutFilesParams) (*retries.Job, error) {
	data, err := io.ReadAll(p.Body.Data.Content)
	if err != nil {
		return nil, err
	}
	return named(p.ID, retries.Job{Name: string(data)})
}

func (jobAPI) GetData(_ context.Context, p retries.GetDataParams) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader(p.ID)), nil
}

// numbered is a transport that numbers the tries of each call.
type numbered struct {
	http.RoundTripper
	plan  plan
	tries []atomic.Int32 // of each call
}

func (n *numbered) RoundTrip(r *http.Request) (*http.Response, error) {
	call := callOf(r)
	try := int(n.tries[call].Add(1))
	if n.plan.fault(call, try) == unreachable {
		if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GetConn != nil {
			trace.GetConn(r.URL.Host)
		}
		return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	}
	sent := r.Clone(r.Context())
	sent.Header.Set("X-Try", strconv.Itoa(try))
	return n.RoundTripper.RoundTrip(sent)
}

// job is an operation with what the policy depends on.
type job struct {
	name       string
	idempotent bool // or with a key
	once       bool // its body cannot be read again
	stream     bool // its result is a stream
	keyed      bool
	call       func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error)
}

// nameOf returns the name of a result.
func nameOf(result *retries.Job, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return result.Name, nil
}

var jobKinds = []job{
	{name: "getJob", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, _ retries.Job) (string, error) {
		return nameOf(c.GetJob(ctx, retries.GetJobParams{ID: id}))
	}},
	{name: "putJob", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PutJob(ctx, retries.PutJobParams{ID: id, Body: body}))
	}},
	{name: "deleteJob", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, _ retries.Job) (string, error) {
		return id, c.DeleteJob(ctx, retries.DeleteJobParams{ID: id})
	}},
	{name: "patchJob", call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PatchJob(ctx, retries.PatchJobParams{ID: id, Body: body}))
	}},
	{name: "runJob", call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.RunJob(ctx, retries.RunJobParams{ID: id, Body: body}))
	}},
	{name: "renameJob", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.RenameJob(ctx, retries.RenameJobParams{ID: id, Body: body}))
	}},
	{name: "payJob", idempotent: true, keyed: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PayJob(ctx, retries.PayJobParams{ID: id, Body: body}))
	}},
	{name: "putData, of a reader that seeks", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PutData(ctx, retries.PutDataParams{ID: id, Body: strings.NewReader(body.Name)}))
	}},
	{name: "putData, of another reader", idempotent: true, once: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PutData(ctx, retries.PutDataParams{ID: id, Body: io.MultiReader(strings.NewReader(body.Name))}))
	}},
	{name: "putFiles", idempotent: true, call: func(ctx context.Context, c *retries.Client, id string, body retries.Job) (string, error) {
		return nameOf(c.PutFiles(ctx, retries.PutFilesParams{ID: id, Body: retries.PutFilesBody{Name: "a", Data: retries.FilePart{Content: strings.NewReader(body.Name)}}}))
	}},
	{name: "getData", idempotent: true, stream: true, call: func(ctx context.Context, c *retries.Client, id string, _ retries.Job) (string, error) {
		body, err := c.GetData(ctx, retries.GetDataParams{ID: id})
		if err != nil {
			return "", err
		}
		data, err := io.ReadAll(body)
		return string(data), errors.Join(err, body.Close())
	}},
}

// repeats is the policy: whether there is another try after a fault.
func (j job) repeats(fault int) bool {
	switch {
	case j.once:
		return false
	case fault == 425 || fault == 429 || fault == unreachable:
		return true
	case fault == cut && j.stream, fault == 409, fault == 501:
		return false
	}
	return fault != 0 && j.idempotent
}

// expect returns how many tries a call has, and the fault of the last one, without a limit
// of tokens.
func (j job) expect(p plan, call int) (tries, fault int) {
	for tries = 1; ; tries++ {
		if fault = p.fault(call, tries); tries == 3 || !j.repeats(fault) {
			return tries, fault
		}
	}
}

// mismatch returns how the end of a call differs from that of a try with a fault.
func (j job) mismatch(fault int, id, name string, err error) string {
	e, _ := errors.AsType[*retries.APIError](err)
	switch {
	case fault == 0 && (err != nil || name != id):
		return "is not the result of the operation"
	case fault >= 400 && (e == nil || e.StatusCode != fault):
		return fmt.Sprintf("is not an error with status %d", fault)
	case fault == hang && !errors.Is(err, context.DeadlineExceeded):
		return "is not a time-out"
	case (fault == reset || fault == unreachable || fault == cut) && (err == nil || e != nil && e.StatusCode != 200):
		return "is not a network error"
	}
	return ""
}
