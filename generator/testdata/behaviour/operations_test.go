package behaviour

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/intercept"
)

// TestOperations lists the operations of a document, in its order.
func TestOperations(t *testing.T) {
	var got []string
	for op := range intercept.Operations() {
		got = append(got, fmt.Sprintf("%s %s %s %s %q deprecated=%t idempotent=%t", op.ID, op.Name, op.Method, op.Path, op.Tags, op.Deprecated, op.Idempotent))
	}
	want := []string{
		`createPet CreatePet POST /pets ["pets"] deprecated=false idempotent=true`, // by gen.yaml
		`listPets ListPets GET /pets ["pets" "lists"] deprecated=false idempotent=true`,
		`getPet GetPet GET /pets/{id} ["pets"] deprecated=false idempotent=true`,
		`deletePet DeletePet DELETE /pets/{id} [] deprecated=true idempotent=true`,
		`PutPetsByID PutPetsByID PUT /pets/{id} [] deprecated=false idempotent=false`, // by gen.yaml
		`getName GetName GET /name [] deprecated=false idempotent=true`,
		`patchName PatchName PATCH /name [] deprecated=false idempotent=true`, // by x-idempotent
		`getReport GetReport GET /report [] deprecated=false idempotent=true`,
		`listen Listen GET /events ["files"] deprecated=false idempotent=true`,
		`download Download GET /file ["files"] deprecated=false idempotent=true`,
		`upload Upload POST /file [] deprecated=false idempotent=true`, // by x-speakeasy-retries
	}
	if !slices.Equal(got, want) {
		t.Errorf("operations:\n%q\nwant\n%q", got, want)
	}
	if a, b := slices.Collect(intercept.Operations()), slices.Collect(intercept.Operations()); !slices.Equal(a, b) {
		t.Error("an operation has several variables")
	}
}

// operationLog is a service that records the operation of its context.
type operationLog struct {
	intercept.UnimplementedAPI
	seen []*intercept.Operation
	next intercept.API // called if it is not nil
}

func (l *operationLog) GetName(ctx context.Context, params intercept.GetNameParams) (string, error) {
	l.seen = append(l.seen, intercept.OperationFrom(ctx))
	if l.next != nil {
		return l.next.GetName(ctx, params)
	}
	return "Rex", nil
}

func (l *operationLog) DeletePet(ctx context.Context, _ intercept.DeletePetParams) error {
	_, err := l.GetName(ctx, intercept.GetNameParams{}) // calls another operation
	return err
}

// TestOperationFrom reads the operation in transports and operations. That of a
// client within an operation is the operation of the client.
func TestOperationFrom(t *testing.T) {
	if op := intercept.OperationFrom(t.Context()); op != nil {
		t.Errorf("outside of calls: %v", op)
	}
	operations := map[string]*intercept.Operation{}
	for op := range intercept.Operations() {
		operations[op.Name] = op
	}
	var sent []*intercept.Operation
	client := func(handler http.Handler) *intercept.Client {
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		client, err := intercept.NewClient(intercept.WithBaseURL(server.URL+"/v1"), intercept.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, intercept.OperationFrom(r.Context()))
			return http.DefaultTransport.RoundTrip(r)
		})}))
		if err != nil {
			t.Fatal(err)
		}
		return client
	}
	serve := func(api intercept.API) http.Handler {
		handler, err := intercept.NewServer(api, intercept.WithAuthenticated("key"))
		if err != nil {
			t.Fatal(err)
		}
		return handler
	}
	service := &operationLog{}
	proxy := &operationLog{next: client(serve(service))}
	if err := client(serve(proxy)).DeletePet(t.Context(), intercept.DeletePetParams{ID: "1"}); err != nil {
		t.Fatal(err)
	}
	if want := []*intercept.Operation{operations["DeletePet"], operations["GetName"]}; !slices.Equal(sent, want) {
		t.Errorf("sent %v, want %v", sent, want)
	}
	if want := []*intercept.Operation{operations["DeletePet"]}; !slices.Equal(proxy.seen, want) {
		t.Errorf("the proxy has seen %v, want %v", proxy.seen, want)
	}
	if want := []*intercept.Operation{operations["GetName"]}; !slices.Equal(service.seen, want) {
		t.Errorf("the service has seen %v, want %v", service.seen, want)
	}
}
