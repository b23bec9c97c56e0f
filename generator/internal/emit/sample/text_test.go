package sample

import (
	"fmt"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

func TestNumberIsWithinItsBounds(t *testing.T) {
	atLeast := func(limit string) ir.Check { return ir.Bound{Limit: limit} }
	atMost := func(limit string) ir.Check { return ir.Bound{Limit: limit, Upper: true} }
	above := func(limit string) ir.Check { return ir.Bound{Limit: limit, Exclusive: true} }
	for _, test := range []struct {
		checks []ir.Check
		want   string // "" if there is no such number
	}{
		{nil, "1"},
		{[]ir.Check{atLeast("0"), atMost("10")}, "0"},
		{[]ir.Check{atMost("5")}, "5"},
		{[]ir.Check{above("0"), atMost("0.5")}, "0.5"},
		{[]ir.Check{above("7")}, "8"},
		{[]ir.Check{above("1"), ir.Bound{Limit: "9", Upper: true, Exclusive: true}}, "2"},
		{[]ir.Check{above("9"), atMost("9")}, ""},
	} {
		s := &Sampler{Valid: true}
		got := fmt.Sprintf("%#v", s.number(ir.Value{Type: ir.Number{Bits: 64}, Checks: test.checks}))
		if s.Valid != (test.want != "") || s.Valid && got != test.want {
			t.Errorf("%v: got %s, valid %t; want %q", test.checks, got, s.Valid, test.want)
		}
	}
}
