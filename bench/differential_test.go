package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/peergen/peergen/bench/bodies"
	"github.com/peergen/peergen/bench/oapibodies"
	"github.com/peergen/peergen/generated/peerreport"
)

var differentialInputs = flag.Int("inputs", 4000, "the number of mutated inputs of TestDifferential")

// violation is the error of generated code for a value that does not fit its type.
type violation = struct{ In, Name, Keyword, Message string }

// reference is a type that decodes with json/v2: encoding/json with the rules of RFC 7493,
// which generated code follows, too.
type reference struct {
	kind   string
	unions *regexp.Regexp // JSON pointers of unions, which the reference does not decode
	// decode decodes with both. The errors of ours are syntax, and violations.
	decode func(data []byte) (ours, theirs json.Marshaler, syntax error, violations []violation, theirErr error)
}

// theirs encodes a value of the reference.
type theirs[T any] struct{ value *T }

func (v theirs[T]) MarshalJSON() ([]byte, error) { return jsonv2.Marshal(v.value, omitEmpty) }

// decodeBoth returns a decoder of our type and of that of the reference.
func decodeBoth[Own, Other any, P selfCoding[Own]](violationsOf func(error) ([]violation, bool)) func([]byte) (json.Marshaler, json.Marshaler, error, []violation, error) {
	return func(data []byte) (json.Marshaler, json.Marshaler, error, []violation, error) {
		own, other := new(Own), new(Other)
		err := P(own).UnmarshalJSON(data)
		otherErr := jsonv2.Unmarshal(data, other)
		violations, ok := violationsOf(err)
		if ok {
			err = nil
		}
		return P(own), theirs[Other]{other}, err, violations, otherErr
	}
}

func bodyViolations(err error) (out []violation, ok bool) {
	var invalid *bodies.ConstraintError
	if ok = errors.As(err, &invalid); ok {
		for _, v := range invalid.Violations {
			out = append(out, violation{v.In, v.Name, v.Keyword, v.Message})
		}
	}
	return out, ok
}

func reportViolations(err error) (out []violation, ok bool) {
	var invalid *peerreport.ConstraintError
	if ok = errors.As(err, &invalid); ok {
		for _, v := range invalid.Violations {
			out = append(out, violation{v.In, v.Name, v.Keyword, v.Message})
		}
	}
	return out, ok
}

var references = []reference{
	{Report, nil, decodeBoth[peergenReport, oapiReport](reportViolations)},
	{Issues, regexp.MustCompile(`^/items/\d+/labels/\d+`), decodeBoth[bodies.IssuePage, oapibodies.IssuePage](bodyViolations)},
	{Payments, regexp.MustCompile(`^/data/\d+/(customer|source)`), decodeBoth[bodies.PaymentList, oapibodies.PaymentList](bodyViolations)},
	{Chat, nil, decodeBoth[bodies.ChatChunk, oapibodies.ChatChunk](bodyViolations)},
	{Records, nil, decodeBoth[bodies.RecordList, oapibodies.RecordList](bodyViolations)},
}

// TestDifferential compares generated code with json/v2 over mutated bodies: what they
// accept, and what the values are. Use -inputs for more of them.
func TestDifferential(t *testing.T) {
	for n, ref := range references {
		t.Run(ref.kind, func(t *testing.T) {
			m := mutator{rand.New(rand.NewPCG(1, uint64(n)))}
			docs := originals(t, ref.kind)
			var accepted, rejected, skipped int
			for range *differentialInputs / len(references) {
				data := m.mutate(docs[m.IntN(len(docs))])
				outcome, err := ref.compare(data)
				if err != nil {
					t.Fatalf("%v\ninput: %q", err, data)
				}
				switch outcome {
				case bothAccept:
					accepted++
				case bothReject:
					rejected++
				default:
					skipped++
				}
			}
			t.Logf("%d accepted, %d rejected, %d without a verdict", accepted, rejected, skipped)
			if accepted < rejected/10 || skipped > accepted+rejected {
				t.Error("the mutations test too little")
			}
		})
	}
}

// originals returns the small document of a kind, some with its members in another order,
// and some with unknown members.
func originals(t *testing.T, kind string) (out [][]byte) {
	kinds, err := values()
	if err != nil {
		t.Fatal(err)
	}
	m := newMaker(28)
	for _, k := range kinds {
		if k.kind != kind {
			continue
		}
		for range 4 {
			for _, v := range []any{k.small[0], m.shuffled(k.small[0]), m.withUnknown(k.small[0])} {
				text, err := json.Marshal(v)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, text)
			}
		}
	}
	return out
}

// outcome is what a comparison found.
type outcome int

const (
	bothReject outcome = iota
	bothAccept
	noVerdict
)

// compare decodes an input with both. The error is a difference that no rule explains.
func (ref *reference) compare(data []byte) (outcome, error) {
	ours, other, syntax, violations, otherErr := ref.decode(data)
	isValid := jsontext.Value(data).IsValid()
	switch {
	case isValid && syntax != nil && !strings.Contains(syntax.Error(), "more than 1000 deep"):
		return 0, fmt.Errorf("valid JSON, but: %w", syntax)
	case !isValid && syntax == nil && len(violations) < 100:
		return 0, errors.New("invalid JSON is accepted")
	case syntax != nil || !isValid:
		return bothReject, nil
	}
	violations = ref.outsideUnions(violations)
	var semantic *jsonv2.SemanticError
	switch {
	case otherErr == nil && len(violations) > 0:
		return 0, fmt.Errorf("only ours rejects it: %v", violations)
	case len(violations) > 0:
		return bothReject, nil
	case errors.As(otherErr, &semantic) && semantic.GoType == reflect.TypeFor[time.Time]():
		return noVerdict, nil // a lenient reader accepts more
	case otherErr != nil:
		if whole := wholeNumbers(data); !bytes.Equal(whole, data) {
			return ref.compare(whole) // 1.0 and 1e2 are integers in JSON Schema
		}
		return 0, fmt.Errorf("only the reference rejects it: %w", otherErr)
	}
	encoded, err := ours.MarshalJSON()
	if err != nil && strings.Contains(err.Error(), "required union is nil") {
		return noVerdict, nil
	}
	if err != nil {
		return 0, fmt.Errorf("ours cannot be encoded: %w", err)
	}
	again, _, syntax, violations, _ := ref.decode(encoded)
	if syntax != nil || len(ref.outsideUnions(violations)) > 0 {
		return 0, fmt.Errorf("ours cannot be read again: %w %v: %s", syntax, violations, encoded)
	}
	if len(violations) == 0 {
		if second, err := again.MarshalJSON(); err != nil || !bytes.Equal(second, encoded) {
			return 0, fmt.Errorf("ours changes when read again: %w\n%s\n%s", err, encoded, second)
		}
	}
	otherEncoded, err := other.MarshalJSON()
	if err != nil {
		return 0, fmt.Errorf("the reference cannot be encoded: %w", err)
	}
	if d := difference("", ref.canonical(encoded), ref.canonical(otherEncoded)); d != "" {
		return 0, errors.New("other values: " + d)
	}
	return bothAccept, nil
}

// outsideUnions returns the violations of values that the reference decodes.
func (ref *reference) outsideUnions(violations []violation) (out []violation) {
	for _, v := range violations {
		if ref.unions == nil || !ref.unions.MatchString(v.Name) {
			out = append(out, v)
		}
	}
	return out
}

// canonical decodes JSON without nulls, which may be absent, and without unions.
func (ref *reference) canonical(data []byte) any {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return err
	}
	return ref.strip("", v)
}

func (ref *reference) strip(pointer string, v any) any {
	if ref.unions != nil && ref.unions.MatchString(pointer) {
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		for name, item := range v {
			if item = ref.strip(pointer+"/"+name, item); item == nil {
				delete(v, name)
			} else {
				v[name] = item
			}
		}
	case []any:
		for i := range v {
			v[i] = ref.strip(pointer+"/"+strconv.Itoa(i), v[i])
		}
	case json.Number:
		if f, err := v.Float64(); err == nil && (f == 0 || strings.ContainsAny(v.String(), ".eE")) {
			return json.Number(strconv.FormatFloat(f+0, 'g', -1, 64)) // 1e-7 is 1e-07, -0 is 0
		}
	}
	return v
}

// difference describes the first difference of two values that were decoded.
func difference(pointer string, a, b any) string {
	x, isObject := a.(map[string]any)
	y, _ := b.(map[string]any)
	if isObject && y != nil {
		for name := range x {
			if d := difference(pointer+"/"+name, x[name], y[name]); d != "" {
				return d
			}
		}
		for name := range y {
			if _, ok := x[name]; !ok {
				return fmt.Sprintf("%s/%s: ours is absent, theirs is %v", pointer, name, y[name])
			}
		}
		return ""
	}
	v, isArray := a.([]any)
	w, _ := b.([]any)
	if isArray && len(v) == len(w) && w != nil {
		for i := range v {
			if d := difference(pointer+"/"+strconv.Itoa(i), v[i], w[i]); d != "" {
				return d
			}
		}
		return ""
	}
	if !reflect.DeepEqual(a, b) {
		return fmt.Sprintf("%s: ours is %v, theirs is %v", pointer, a, b)
	}
	return ""
}

// number is a number with a fraction or an exponent that is not too large, where a value can be.
var number = regexp.MustCompile(`([:,\[\s])(-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?)([\s,\]}]|$)`)

// wholeNumbers writes numbers that are integers as such. Texts that look like a number are
// changed, too, which changes them for both.
func wholeNumbers(data []byte) []byte {
	return number.ReplaceAllFunc(data, func(match []byte) []byte {
		parts := number.FindSubmatch(match)
		f, err := strconv.ParseFloat(string(parts[2]), 64)
		if err != nil || f != float64(int64(f)) || f > 1<<53 || f < -1<<53 {
			return match
		}
		return concat(parts[1], strconv.AppendInt(nil, int64(f), 10), parts[3])
	})
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
