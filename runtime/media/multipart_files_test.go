package media

import (
	"strings"
	"testing"
)

// A file that is the zero value is not sent, and one that is absent is read as zero.
func TestZeroFilledFile(t *testing.T) {
	var sent []string
	writing := &FileCodec{add: func(name string, f *FilePart, _ error) { sent = append(sent, name+" "+f.Filename) }}
	writing.ZeroFilledFile("absent", "", &FilePart{})
	writing.ZeroFilledFile("photo", "", &FilePart{Filename: "rex.png", Content: strings.NewReader("x")})
	if len(sent) != 1 || sent[0] != "photo rex.png" {
		t.Errorf("sent %q", sent)
	}
	reading := &FileCodec{found: func(name string) []FilePart {
		if name == "photo" {
			return []FilePart{{Filename: "rex.png"}}
		}
		return nil
	}}
	var absent, photo FilePart
	reading.ZeroFilledFile("absent", "", &absent)
	reading.ZeroFilledFile("photo", "", &photo)
	if absent.Filename != "" || photo.Filename != "rex.png" || len(reading.violations) != 0 {
		t.Errorf("read %+v, %+v, %v", absent, photo, reading.violations)
	}
}
