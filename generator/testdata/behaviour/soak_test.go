package behaviour

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/tasks"
)

var soakRequests = flag.Int("soak", 4000, "requests that TestSoak makes")

// soakAPI responds to every request with its identity, so that a response to
// another request is detected.
type soakAPI struct{ tasks.UnimplementedAPI }

func (soakAPI) ListTasks(_ context.Context, params tasks.ListTasksParams) ([]tasks.Task, error) {
	list := make([]tasks.Task, params.Limit.Or(1))
	for i := range list {
		list[i] = tasks.Task{ID: params.XRequestID.Or(""), Title: params.Label[0], Status: tasks.StatusOpen, Subtasks: []tasks.Task{}}
	}
	return list, nil
}

func (soakAPI) CreateTask(_ context.Context, params tasks.CreateTaskParams) (*tasks.Task, error) {
	if params.Body.Labels == nil {
		return nil, nil
	}
	return &tasks.Task{ID: params.Body.Title, Labels: params.Body.Labels, Status: tasks.StatusDone, Subtasks: []tasks.Task{}}, nil
}

func (soakAPI) GetTask(_ context.Context, params tasks.GetTaskParams) (*tasks.Task, error) {
	return nil, &tasks.NotFoundError{StatusCode: 404, Body: tasks.NotFound{ID: params.TaskID}}
}

// TestSoak mixes operations on many connections. No response may belong to
// another request, no goroutine may leak, and memory may not grow after the
// first tenth. Long runs:
//
//	go test . -run TestSoak -soak 10000000 -timeout 2h
//	go test . -run TestSoak -soak 100000 -race -timeout 1h
func TestSoak(t *testing.T) {
	before := runtime.NumGoroutine()
	handler, err := tasks.NewServer(soakAPI{}, tasks.Security{Key: func(ctx context.Context, _ tasks.Credential) (context.Context, error) { return ctx, nil }})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	const callers = 16
	transport := &http.Transport{MaxIdleConnsPerHost: callers}
	client, err := tasks.NewClient(tasks.WithBaseURL(server.URL+tasks.DefaultBasePath), tasks.WithKey("key"), tasks.WithHTTPClient(&http.Client{Transport: transport}))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	warm, done := uint64(0), 0
	for _, until := range []int{*soakRequests / 10, *soakRequests} {
		soak(t, client, callers, done, until)
		used := heapInUse()
		t.Logf("%d requests in %s, %d KiB of heap in use", until, time.Since(start).Round(time.Millisecond), used>>10)
		if warm == 0 {
			warm = used
		}
		if used > warm+1<<20 {
			t.Errorf("the heap grew from %d to %d bytes between request %d and %d", warm, used, done, until)
		}
		done = until
	}
	transport.CloseIdleConnections()
	server.Close()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// soak sends the requests numbered from up to until.
func soak(t *testing.T, client *tasks.Client, callers, from, until int) {
	next := atomic.Int64{}
	next.Store(int64(from))
	var wg sync.WaitGroup
	for range callers {
		wg.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= until || t.Failed() {
					return
				}
				if err := soakOne(t.Context(), client, n); err != nil {
					t.Errorf("request %d: %v", n, err)
				}
			}
		})
	}
	wg.Wait()
}

func soakOne(ctx context.Context, client *tasks.Client, n int) error {
	id := strconv.Itoa(n)
	switch n % 4 {
	case 0:
		list, err := client.ListTasks(ctx, tasks.ListTasksParams{Limit: tasks.Some(int32(n%50 + 1)), Label: []string{"l" + id}, XRequestID: tasks.Some(id)})
		if err != nil || len(list) != n%50+1 || list[0].ID != id || list[len(list)-1].Title != "l"+id {
			return fmt.Errorf("a list of %d: %w", len(list), err)
		}
	case 1, 2:
		body := tasks.NewTask{Title: id}
		if n%4 == 1 {
			body.Labels = tasks.Labels{"n": id}
		}
		created, err := client.CreateTask(ctx, tasks.CreateTaskParams{Body: body})
		if err != nil || (created != nil) != (n%4 == 1) || created != nil && (created.ID != id || created.Labels["n"] != id) {
			return fmt.Errorf("created %+v: %w", created, err)
		}
	case 3:
		_, err := client.GetTask(ctx, tasks.GetTaskParams{TaskID: id})
		if e, ok := errors.AsType[*tasks.NotFoundError](err); !ok || e.Body.ID != id {
			return fmt.Errorf("not found: %w", err)
		}
	}
	return nil
}

func heapInUse() uint64 {
	var m runtime.MemStats
	for range 2 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
