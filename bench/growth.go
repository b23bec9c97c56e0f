package bench

import (
	"fmt"
	"strconv"
)

// Curve is a series of bodies of which the time to decode should grow in
// proportion to their size.
type Curve struct {
	Name  string
	Unit  string // what the size counts: "member"
	Sizes []int
	make  func(n int) any
}

// Curves are the curves that are measured.
var Curves = []Curve{
	{
		"members in reverse order", "member", []int{19, 38, 75, 150, 300},
		reversedMembers,
	},
	{
		"unknown members", "member", []int{250, 500, 1000, 2000, 4000},
		unknownMembers,
	},
	{
		"nested objects", "level", []int{30, 60, 120, 240, 480},
		nestedObjects,
	},
}

// Body returns the body of the curve with a size.
func (c Curve) Body(n int) (*Body, error) {
	return newBody(growth, strconv.Itoa(n), []any{c.make(n)})
}

// wideNames are the members of the schema Wide.
var wideNames = func() (names [300]string) {
	for i := range names {
		names[i] = fmt.Sprintf("m%03d", i)
	}
	return names
}()

// reversedMembers returns an object with the first n declared members, the last
// one first.
func reversedMembers(n int) any {
	var wide object
	for i := n - 1; i >= 0; i-- {
		wide = append(wide, wideNames[i], 100+i)
	}
	return object{"wide", wide}
}

// unknownMembers returns an object with one declared member after n others.
func unknownMembers(n int) any {
	tree := object{}
	for i := range n {
		tree = append(tree, fmt.Sprintf(unknownPrefix+"%04d", i), 1000+i)
	}
	return object{"tree", append(tree, "id", 7)}
}

// nestedObjects returns n objects, each a member of the one before.
func nestedObjects(n int) any {
	tree := object{"id", 100}
	for range n - 1 {
		tree = object{"id", 100, "child", tree}
	}
	return object{"tree", tree}
}
