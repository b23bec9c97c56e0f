package cli

import (
	"bytes"
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// output is a buffer that a command and a test use at once.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

// await waits until the output contains n lines with a text.
func (o *output) await(t *testing.T, n int, text string) {
	t.Helper()
	for range 400 {
		o.mu.Lock()
		got := o.b.String()
		o.mu.Unlock()
		if strings.Count(got, text) >= n {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the output has not %d times %q:\n%s", n, text, o.b.String())
}

// TestWatch changes a document and a file that it refers to, with an error in between. A name that
// comes and goes is not in the lock.
func TestWatch(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", strings.Replace(pets, `"#/components/schemas/Pet"`, `"shared/pet.yaml#/Pet"`, 1))
	write(t, "shared/pet.yaml", "Pet: {type: object, properties: {name: {type: string}}}\n")
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets, examples: false}\n")
	ctx, stop := context.WithCancel(t.Context())
	out, done := &output{}, make(chan int)
	go func() {
		r := &run{stdin: strings.NewReader(""), stdout: out, stderr: out}
		done <- r.execute(ctx, []string{"watch"})
	}()
	out.await(t, 1, "files written")
	write(t, "shared/pet.yaml", "Pet: {type: object, properties: {name: {type: string}, nickna: {type: string}}}\n")
	out.await(t, 2, " written")
	write(t, "shared/pet.yaml", "Pet: {type: object, properties: [}\n")
	out.await(t, 1, "errors, nothing written")
	write(t, "shared/pet.yaml", "Pet: {type: object, properties: {name: {type: string}, nickname: {type: string}}}\n")
	out.await(t, 3, " unchanged, 1 operation")
	stop()
	if code := <-done; code != exitOK {
		t.Errorf("exit code %d", code)
	}
	lock, err := os.ReadFile("pets.lock")
	if err != nil {
		t.Fatal(err)
	}
	if text := string(lock); !strings.Contains(text, "member nickname = Nickname") || strings.Contains(text, "member nickna ") {
		t.Errorf("the lock is\n%s", text)
	}
	if models := tree(t, "pets")["models.gen.go"]; !strings.Contains(models, "Nickname") {
		t.Errorf("the models are\n%s", models)
	}
}
