package check

import "github.com/peergen/peergen/runtime/json"

// Checked returns a function that also checks the constraints of a type without Validate,
// if the reader is strict.
func Checked[T any](read json.ReadFunc[T], check func(*Collector, T)) json.ReadFunc[T] {
	return func(r *json.Reader, i int, p *T) int {
		end := read(r, i, p)
		r.Validate(func(toAPI bool) error {
			collector := Collector{In: "body", Request: toAPI}
			check(&collector, *p)
			return collector.Err()
		})
		return end
	}
}

// CheckedAppender is Checked for writing.
func CheckedAppender[T any](elem json.Appender[T], check func(*Collector, T)) json.Appender[T] {
	return func(b []byte, w *json.Writer, key string, p *T) []byte {
		b = elem(b, w, key, p)
		w.Validate(func(toAPI bool) error {
			collector := Collector{In: "body", Request: toAPI}
			check(&collector, *p)
			return collector.Err()
		})
		return b
	}
}

// CheckedText is Checked for a function that parses a text.
func CheckedText[T any](parse func(string, bool) (T, error), check func(*Collector, T)) func(string, bool) (T, error) {
	return func(s string, strict bool) (T, error) {
		v, err := parse(s, strict)
		if err != nil || !strict {
			return v, err
		}
		collector := Collector{In: "body"}
		check(&collector, v)
		return v, collector.Err()
	}
}
