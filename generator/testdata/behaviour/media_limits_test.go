package behaviour

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

// A limit that is raised for files does not let other parts fill the memory: those that
// are not declared are not read, and the others are limited together.
func TestMediaMultipartTextsAreLimited(t *testing.T) {
	s, _, server := newStore(t, media.WithMaxRequestBytes(100<<20))
	s.sent = describe
	const begin = "--B\r\nContent-Disposition: form-data; name=%q\r\n\r\n"
	send := func(name string, n int64) (status int, reply string) {
		head := fmt.Sprintf(begin+"a\r\n"+begin+"x\r\n"+begin, "title", "file", name)
		body := io.MultiReader(strings.NewReader(head), zeros(n), strings.NewReader("\r\n--B--\r\n"))
		resp, err := http.Post(server.URL+"/upload", "multipart/form-data; boundary=B", body)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(text)
	}
	grown := peak(func() {
		if status, reply := send("unknown", 40<<20); status != 200 {
			t.Errorf("an unknown part: %d %.200s", status, reply)
		}
	})
	if grown > 20<<20 {
		t.Errorf("an unknown part of 40 MB: %d MB of memory", grown>>20)
	}
	if status, reply := send("tags", 20<<20); status != 413 {
		t.Errorf("a text: %d %.200s", status, reply)
	}
}
