package bench

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/peergen/peergen/bench/oapibodies"
)

// writeEvents writes server-sent events, and flushes after each if w can.
func writeEvents(w io.Writer, chunks []oapibodies.ChatChunk) error {
	flusher, _ := w.(http.Flusher)
	for i := range chunks {
		data, err := json.Marshal(&chunks[i])
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return err
		}
		if flusher != nil {
			flusher.Flush()
		}
	}
	_, err := io.WriteString(w, "data: [DONE]\n\n")
	return err
}

var dataPrefix = []byte("data: ")

// readEvents calls f with the data of each server-sent event.
func readEvents(r io.Reader, f func([]byte) error) error {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		data, ok := bytes.CutPrefix(lines.Bytes(), dataPrefix)
		if !ok || string(data) == "[DONE]" {
			continue
		}
		if err := f(data); err != nil {
			return err
		}
	}
	return lines.Err()
}
