package behaviour

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/discriminators"
)

// discriminatorsEcho responds with the received body.
type discriminatorsEcho struct {
	discriminators.UnimplementedAPI
}

func (discriminatorsEcho) Echo(_ context.Context, params discriminators.EchoParams) (*discriminators.Thing, error) {
	return &params.Body, nil
}

// variantName is the type of the union that a thing has.
func variantName(thing discriminators.Thing) string {
	v := reflect.ValueOf(thing)
	for _, f := range v.Fields() {
		if !f.IsZero() {
			return strings.TrimPrefix(strings.TrimPrefix(fmt.Sprintf("%T", f.Interface()), "*"), "discriminators.")
		}
	}
	return ""
}

// Every variant is received as it was sent, from client to server and back.
func TestDiscriminatorsTravel(t *testing.T) {
	handler, err := discriminators.NewServer(discriminatorsEcho{}, discriminators.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := discriminators.NewClient(discriminators.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ body, want string }{
		{`{"event":{"type":"user","action":"created","a":"x"}}`, "UserCreated"},
		{`{"event":{"type":"user","action":"deleted","b":"x"}}`, "UserDeleted"},
		{`{"event":{"type":"order","o":"x"}}`, "OrderEvent"},
		{`{"account":{"sort":"Person","age":"Adult","name":"n"}}`, "Adult"},
		{`{"account":{"sort":"Person","age":"Child","name":"n"}}`, "Child"},
		{`{"account":{"sort":"Company","name":"n"}}`, "Company"},
		{`{"message":{"via":"mail","what":"sent","at":"x"}}`, "MailSent"},
		{`{"message":{"via":"mail","what":"read","at":"x"}}`, "MailRead"},
		{`{"message":{"via":"chat","what":"sent","at":"x"}}`, "ChatSent"},
		{`{"message":{"via":"chat","what":"read","at":"x"}}`, "ChatRead"},
		{`{"either":{"coffee":"mocha","size":"s"}}`, "Mocha"},
		{`{"either":{"coffee":"latte","size":"s"}}`, "Latte"},
		{`{"either":{"tea":"green","size":"s"}}`, "Green"},
		{`{"either":{"tea":"black","size":"s"}}`, "Black"},
		{`{"deep":{"one":"m","two":"i","three":"l"}}`, "Left"},
		{`{"deep":{"one":"n","two":"i","three":"r"}}`, "Right"},
		{`{"deep":{"one":"n","two":"h"}}`, "Half"},
		{`{"deep":{"one":"f"}}`, "Flat"},
		{`{"leaf":{"type":"user.created","action":"","a":"x"}}`, "UserCreated"},
		{`{"leaf":{"type":"user.deleted","action":"","b":"x"}}`, "UserDeleted"},
		{`{"leaf":{"type":"order"}}`, "OrderEvent"},
		{`{"change":{"type":"user","action":"created","a":"x"}}`, "UserChangeCreated"},
		{`{"change":{"type":"user","action":"deleted","b":"x"}}`, "UserChangeDeleted"},
		{`{"change":{"type":"order","o":"x"}}`, "OrderChange"},
		{`{"task":{"type":"Task"}}`, "TaskBase"},
		{`{"task":{"type":"UserTask","action":"UserTask"}}`, "UserTaskBase"},
		{`{"task":{"type":"UserTask","action":"UserTaskDone","a":"x"}}`, "UserTaskDone"},
		{`{"task":{"type":"UserTaskDone","action":"UserTaskDone","a":"x"}}`, "UserTaskDone"},
		{`{"shape":{"type":"round","form":"circle","r":1}}`, "RoundCircle"},
		{`{"shape":{"type":"round","form":"ellipse","r":1}}`, "RoundEllipse"},
		{`{"shape":{"type":"flat","sides":3}}`, "FlatShape"},
		{`{"animal":{"kind":"Dog","bark":true}}`, "Dog"},
		{`{"animal":{"kind":"Cat","meow":true}}`, "Cat"},
		{`{"pet":{"kind":"petMammal","legs":4}}`, "PetMammalBase"},
		{`{"pet":{"kind":"dog","legs":4,"bark":true}}`, "PetDogBase"},
		{`{"pet":{"kind":"puppy","legs":4,"bark":true,"age":1}}`, "PuppyBase"},
		{`{"pet":{"kind":"newborn","legs":4,"bark":true,"age":0,"hours":2}}`, "Newborn"},
		{`{"pet":{"kind":"cat","legs":4,"meow":true}}`, "PetCat"},
		{`{"pet":{"kind":"bird","wings":2}}`, "Bird"},
		{`{"plant":{"kind":"tree","height":2}}`, "TreeBase"},
		{`{"plant":{"kind":"oak","height":2,"acorns":3}}`, "Oak"},
		{`{"plant":{"kind":"rose","color":"red"}}`, "Rose"},
		{`{"plant":{"kind":"Moss","wet":true}}`, "Moss"},
		{`{"vehicle":{"code":1,"power":5,"doors":2}}`, "Car"},
		{`{"vehicle":{"code":2,"power":5,"load":2}}`, "Truck"},
		{`{"vehicle":{"code":3,"bell":true}}`, "Bike"},
		{`{"number":{"n":1,"v":"x"}}`, "First"},
		{`{"number":{"n":2,"v":"x"}}`, "Second"},
		{`{"version":{"version":0,"v":"x"}}`, "V0"},
		{`{"version":{"version":1,"v":"x"}}`, "V1"},
		{`{"version":{"version":3,"v":"x"}}`, "V2"},
		{`{"level":{"level":0,"v":"x"}}`, "Low"},
		{`{"level":{"level":20,"v":"x"}}`, "High"},
		{`{"flag":{"ok":true,"v":"x"}}`, "Yes"},
		{`{"flag":{"ok":false,"v":"x"}}`, "No"},
		{`{"maybe":{"is":"some","v":"x"}}`, "Something"},
		{`{"maybe":{"is":"none","v":"x"}}`, "Nothing"},
		{`{"wrapped":{"sort":"person","age":"Child"}}`, "Child"},
		{`{"wrapped":{"sort":"company","name":"n"}}`, "Company"},
		{`{"inline":{"sort":"Child","age":"x"}}`, "Child"},
		{`{"inline":{"sort":"Company"}}`, "Company"},
		{`{"mixed":{"kind":"oak","acorns":1}}`, "Oak"},
		{`{"mixed":{"kind":"Stone","weight":1}}`, "Stone"},
		{`{"mixed":"text"}`, "MixedString"},
		{`{"open":{"sort":"company","name":"n"}}`, "Company"},
		{`{"open":{"sort":"any","x":"y"}}`, "OpenWithX"},
		{`{"rest":{"kind":"leftover","a":"x"}}`, "Leftover"},
		{`{"rest":{"kind":"other"}}`, "RestBase"},
		{`{"account":{"sort":"Adult","age":"Adult"}}`, "Adult"},
		{`{"remote":{"kind":"near","next":{"kind":"far","miles":1},"steps":2}}`, "Near"},
		{`{"remote":{"kind":"far","miles":1}}`, "Far"},
		{`{"other":{"kind":"first","a":1}}`, "Initial"},
		{`{"other":{"kind":"Later","b":1}}`, "Later"},
		{`{"other":{"kind":"Third","c":1}}`, "Third"},
	} {
		if resp, body := do(t, "POST", server.URL+"/echo", test.body, "Content-Type", "application/json"); resp.StatusCode != 200 || strings.TrimSpace(body) != test.body {
			t.Errorf("%s: the server responds with %s %s", test.body, resp.Status, body)
		}
		var sent discriminators.Thing
		if err := json.Unmarshal([]byte(test.body), &sent); err != nil || variantName(sent) != test.want {
			t.Errorf("%s is a %s, %v, want %s", test.body, variantName(sent), err, test.want)
		}
		if got, err := client.Echo(t.Context(), discriminators.EchoParams{Body: sent}); err != nil || !reflect.DeepEqual(*got, sent) {
			t.Errorf("%s: the client receives %+v, %v", test.body, got, err)
		}
	}
}

// An unset discriminator is sent, on every level, as the type of its member.
func TestDiscriminatorsAreSent(t *testing.T) {
	type thing = discriminators.Thing
	for _, test := range []struct {
		thing discriminators.Thing
		want  string
	}{
		{thing{Event: &discriminators.UserCreated{A: "x"}}, `{"event":{"type":"user","action":"","a":"x"}}`},
		{thing{Account: &discriminators.Child{}}, `{"account":{"sort":"Person","age":"Child"}}`},
		{thing{Message: &discriminators.ChatRead{}}, `{"message":{"via":"chat","what":"read"}}`},
		{thing{Either: &discriminators.Black{}}, `{"either":{"tea":"black"}}`},
		{thing{Deep: &discriminators.Right{}}, `{"deep":{"one":"m","two":"i","three":"r"}}`},
		{thing{Deep: &discriminators.Half{One: "n"}}, `{"deep":{"one":"n","two":"h"}}`},
		{thing{Leaf: &discriminators.UserDeleted{}}, `{"leaf":{"type":"user.deleted","action":"","b":""}}`},
		{thing{Change: &discriminators.UserChangeDeleted{}}, `{"change":{"type":"user","action":"deleted"}}`},
		{thing{Task: &discriminators.UserTaskDone{}}, `{"task":{"type":"UserTask","action":"UserTaskDone"}}`},
		{thing{Shape: &discriminators.RoundEllipse{}}, `{"shape":{"type":"round","form":"ellipse"}}`},
		{thing{Animal: &discriminators.Cat{}}, `{"animal":{"kind":"Cat"}}`},
		{thing{Pet: &discriminators.PuppyBase{}}, `{"pet":{"kind":"puppy"}}`},
		{thing{Plant: &discriminators.Oak{}}, `{"plant":{"kind":"oak"}}`},
		{thing{Vehicle: &discriminators.Truck{}}, `{"vehicle":{"code":2}}`},
		{thing{Number: &discriminators.Second{}}, `{"number":{"n":2}}`},
		{thing{Version: &discriminators.V0{}}, `{"version":{"version":0}}`},
		{thing{Version: &discriminators.V2{}}, `{"version":{"version":2}}`},
		{thing{Level: &discriminators.Low{}}, `{"level":{"level":0}}`},
		{thing{Level: &discriminators.High{}}, `{"level":{"level":10}}`},
		{thing{Flag: &discriminators.Yes{}}, `{"flag":{"ok":true}}`},
		{thing{Flag: &discriminators.No{}}, `{"flag":{"ok":false}}`},
		{thing{Maybe: &discriminators.Nothing{}}, `{"maybe":{"is":"none"}}`},
		{thing{Wrapped: &discriminators.Adult{}}, `{"wrapped":{"sort":"person","age":"Adult"}}`},
		{thing{Inline: &discriminators.Adult{}}, `{"inline":{"sort":"Adult","age":""}}`},
		{thing{Mixed: &discriminators.Oak{}}, `{"mixed":{"kind":"oak"}}`},
		{thing{Rest: &discriminators.RestBase{}}, `{"rest":{"kind":"other"}}`},
		{thing{Remote: &discriminators.Far{}}, `{"remote":{"kind":"far"}}`},
		{thing{Other: &discriminators.Third{}}, `{"other":{"kind":"Third"}}`},
	} {
		if got, err := json.Marshal(test.thing); err != nil || string(got) != test.want {
			t.Errorf("%s is sent, %v, want %s", got, err, test.want)
		}
	}
}

// A server rejects an unknown value of a discriminator and lists those that are
// possible; a client keeps the JSON of a variant that is newer than its document.
func TestDiscriminatorsUnknown(t *testing.T) {
	handler, err := discriminators.NewServer(discriminatorsEcho{}, discriminators.Security{})
	if err != nil {
		t.Fatal(err)
	}
	strict := httptest.NewServer(handler)
	defer strict.Close()
	for _, test := range []struct{ body, unknown, want string }{
		{`{"event":{"type":"x"}}`, "UnknownEvent", `body /event/type: must be one of "user", "order"`},
		{`{"event":{"action":"created"}}`, "UnknownEvent", `body /event/type: is required: one of "user", "order"`},
		{`{"account":{"sort":"Person","age":"x"}}`, "UnknownAccount", `body /account/age: must be one of "Adult", "Child"`},
		{`{"account":{"sort":"Person"}}`, "UnknownAccount", `body /account/age: is required: one of "Adult", "Child"`},
		{`{"message":{"via":"mail","what":"x"}}`, "UnknownMessage", `body /message/what: must be one of "sent", "read"`},
		{`{"deep":{"one":"m","two":"i","three":"x"}}`, "UnknownDeep", `body /deep/three: must be one of "l", "r"`},
		{`{"leaf":{"type":"user"}}`, "UnknownLeaf", `body /leaf/type: must be one of "user.created", "user.deleted", "order"`},
		{`{"change":{"type":"user","action":"x"}}`, "UnknownChange", `body /change/action: must be one of "created", "deleted"`},
		{`{"shape":{"type":"round","form":"x"}}`, "UnknownShape", `body /shape/form: must be one of "circle", "ellipse"`},
		{`{"pet":{"kind":"x"}}`, "UnknownPet", `body /pet/kind: must be one of "petMammal", "dog", "puppy", "newborn", "cat", "bird"`},
		{`{"number":{"n":3}}`, "UnknownNumber", `body /number/n: must be one of 1, 2`},
		{`{"version":{"version":4}}`, "UnknownVersion", `body /version/version: must be one of 0, 1, 2, 3`},
		{`{"level":{"level":5}}`, "UnknownLevel", `body /level/level: must be one of 0, 10, 20`},
		{`{"vehicle":{"code":4}}`, "UnknownVehicle", `body /vehicle/code: must be one of 1, 2, 3`},
		{`{"flag":{"ok":null}}`, "UnknownFlag", `body /flag/ok: must be one of true, false`},
		{`{"flag":{"v":"x"}}`, "UnknownFlag", `body /flag/ok: is required: one of true, false`},
	} {
		resp, body := do(t, "POST", strict.URL+"/echo", test.body, "Content-Type", "application/json")
		var problem struct{ Errors []discriminators.Violation }
		if err := json.Unmarshal([]byte(body), &problem); err != nil || resp.StatusCode != 400 || len(problem.Errors) != 1 || problem.Errors[0].String() != test.want {
			t.Errorf("%s: %s %s, want %s", test.body, resp.Status, body, test.want)
		}
		newer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(test.body))
		}))
		client, err := discriminators.NewClient(discriminators.WithBaseURL(newer.URL))
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.Echo(t.Context(), discriminators.EchoParams{})
		if err != nil || variantName(*got) != test.unknown {
			t.Errorf("%s: the client receives %+v, %v, want %s", test.body, got, err, test.unknown)
		} else if again, err := json.Marshal(got); err != nil || string(again) != test.body {
			t.Errorf("%s is %s, %v again", test.body, again, err)
		}
		newer.Close()
	}
}

// A number is a discriminator in any spelling; a string is none.
func TestDiscriminatorsOfNumbers(t *testing.T) {
	for body, want := range map[string]string{
		`{"number":{"n":2.0}}`: "Second",
		`{"number":{"n":1e0}}`: "First",
	} {
		var thing discriminators.Thing
		if err := json.Unmarshal([]byte(body), &thing); err != nil || variantName(thing) != want {
			t.Errorf("%s is a %s, %v, want %s", body, variantName(thing), err, want)
		}
	}
	var thing discriminators.Thing
	if err := json.Unmarshal([]byte(`{"number":{"n":"1"}}`), &thing); err == nil || !strings.Contains(err.Error(), "/number/n") {
		t.Errorf("the string 1 for a number: %v", err)
	}
}
