package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generated/peerreport"
	"github.com/peergen/peergen/openapi"
)

const operationPath = "/accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}"

// exampleJSON returns the response example of the document.
func exampleJSON(t *testing.T) []byte {
	t.Helper()
	var value any
	if err := yaml.Unmarshal(openapi.PeerReport, &value); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"paths", operationPath, "get", "responses", "200", "content", "application/json", "example"} {
		object, _ := value.(map[string]any)
		if value = object[key]; value == nil {
			t.Fatalf("%s: no member %q on the way to the example", document, key)
		}
	}
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// exampleReport returns the example, decoded by the generated package.
func exampleReport(t *testing.T) *peerreport.GetParticipantDataFromPeerIDResponse {
	t.Helper()
	report := &peerreport.GetParticipantDataFromPeerIDResponse{}
	if err := json.Unmarshal(exampleJSON(t), report); err != nil {
		t.Fatal(err)
	}
	return report
}

// requireSameJSON fails at each JSON pointer where two JSON texts have
// different values.
func requireSameJSON(t *testing.T, want, got []byte) {
	t.Helper()
	for _, d := range differences(parse(t, want), parse(t, got), "") {
		t.Error(d)
	}
}

func parse(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return value
}

// differences lists the differences between two JSON values as "pointer:
// message". Numbers are compared by value: 1, 1.0 and 1e0 are equal.
func differences(want, got any, pointer string) []string {
	var found []string
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			break
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if value, ok := object[name]; ok {
				found = append(found, differences(want[name], value, pointer+"/"+name)...)
			} else {
				found = append(found, fmt.Sprintf("%s/%s: missing", pointer, name))
			}
		}
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if _, ok := want[name]; !ok {
				found = append(found, fmt.Sprintf("%s/%s: unexpected", pointer, name))
			}
		}
		return found
	case []any:
		array, ok := got.([]any)
		if !ok {
			break
		}
		if len(array) != len(want) {
			return []string{fmt.Sprintf("%s: %d items, want %d", pointer, len(array), len(want))}
		}
		for i := range want {
			found = append(found, differences(want[i], array[i], pointer+"/"+strconv.Itoa(i))...)
		}
		return found
	case json.Number:
		if number, ok := got.(json.Number); ok && rational(want).Cmp(rational(number)) == 0 {
			return nil
		}
	default: // string, bool, nil
		if want == got {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s: %s, want %s", pointer, encode(got), encode(want))}
}

func rational(n json.Number) *big.Rat {
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		panic("not a JSON number: " + n.String())
	}
	return r
}

func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // value was decoded from JSON
	}
	return string(text)
}

func TestDifferences(t *testing.T) {
	for _, c := range []struct{ want, got, differences string }{
		{`{"a":[1,null,"x",true]}`, `{"a":[1.0,null,"x",true]}`, ``},
		{`{"a":{"b":0.25,"c":2}}`, `{"a":{"c":2,"b":25e-2}}`, ``},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"c":3,"d":4}}`, "/a/b: missing\n/a/c: 3, want 2\n/a/d: unexpected"},
		{`[9007199254740993]`, `[9007199254740992]`, "/0: 9007199254740992, want 9007199254740993"},
		{`[1,2]`, `[1]`, ": 1 items, want 2"},
		{`[{}]`, `[null]`, "/0: null, want {}"},
		{`[]`, `{}`, ": {}, want []"},
		{`0`, `"0"`, `: "0", want 0`},
		{`null`, `false`, ": false, want null"},
	} {
		got := strings.Join(differences(parse(t, []byte(c.want)), parse(t, []byte(c.got)), ""), "\n")
		if got != c.differences {
			t.Errorf("%s and %s: got %q, want %q", c.want, c.got, got, c.differences)
		}
	}
}
