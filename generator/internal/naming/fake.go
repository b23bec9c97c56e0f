package naming

import "github.com/peergen/peergen/generator/internal/ir"

// fakeSuffixes end the names of the fields and methods of the type Fake that belong to one
// operation: GetPetFunc and GetPetCalls.
var fakeSuffixes = []string{"Func", "Calls"}

// fakeMethods reserves the names that the type Fake has for operations of the lock, so that a
// new operation does not get one of them as its method.
func (a *assignment) fakeMethods() {
	if !a.api.Fake {
		return
	}
	for _, b := range a.earlier.Blocks() {
		if s, _ := a.scopeOf(b.Kind); s == a.methods && b.Name != "" {
			for _, suffix := range fakeSuffixes {
				a.methods.reserve(b.Name + suffix)
			}
		}
	}
}

// fakes names the fields and methods of the type Fake. The methods of API come first.
func (a *assignment) fakes() {
	if !a.api.Fake {
		return
	}
	members := newScope()
	ops := a.api.Served()
	for _, op := range ops {
		members.reserve(a.names.Operation(op))
	}
	for _, op := range ops {
		name := a.names.Operation(op)
		a.names.set(op, fakeFunc, members.claim(name+"Func", "Field", asIs))
		a.names.set(op, fakeCalls, members.claim(name+"Calls", "Method", asIs))
	}
	for _, op := range ops {
		a.names.set(op, fakeRecord, members.claim(Unexported(a.names.Operation(op))+"Calls", "List", asIs))
	}
}

// FakeFunc is the field of the type Fake with the function that implements an operation.
func (n *Names) FakeFunc(op *ir.Operation) string { return n.get(op, fakeFunc) }

// FakeCalls is the method of the type Fake that returns the params of the calls of an operation.
func (n *Names) FakeCalls(op *ir.Operation) string { return n.get(op, fakeCalls) }

// FakeRecord is the field of the type Fake with these params.
func (n *Names) FakeRecord(op *ir.Operation) string { return n.get(op, fakeRecord) }
