package json

import "math"

// memo has the results of trials in the value of an outermost union. They are found by
// their offsets, one behind the other, because both are read in order.
type memo struct {
	base  int     // offset of the outermost union
	first []int32 // by offset less base: the number of the last trial there
	list  []trial // by number less one
	spare int32   // number of a trial that is no longer used; next is another one
}

// trial is what is known of a value as a type, or which variant of a union it is.
type trial struct {
	i       int32 // offset less base
	next    int32 // number of another trial at this offset
	misfit  int32 // of the value; negative if it is not known. Or the index of the variant
	end     int32 // of the value, less base
	unknown int32 // number of unknown members; negative for a choice
	counted bool  // see Counts of a reader
	value   any   // a pointer to the value if it was read as a whole without violations, else nil; the type that was tried
}

// findTrial returns the number of the trial of a type, or 0.
func findTrial[T any](r *Reader, i int) int32 {
	t := &r.memo
	if i -= t.base; i < 0 || i >= len(t.first) {
		return 0
	}
	for n := t.first[i]; n > 0; n = t.list[n-1].next {
		if _, ok := t.list[n-1].value.(*T); ok {
			return n
		}
	}
	return 0
}

// begin begins the value of a union, unless it is in that of another one.
func (r *Reader) begin(i int) {
	if r.inVariants == 0 && r.scoring == 0 && len(r.memo.list) == 0 {
		r.memo.base = i
	}
}

// at returns the number of the last trial at an offset, or 0.
func (t *memo) at(i int) int32 {
	if i -= t.base; i < 0 || i >= len(t.first) {
		return 0
	}
	return t.first[i]
}

// learn records a trial of the value at i.
func (t *memo) learn(i, end int, n trial) {
	if i < t.base || end-t.base > math.MaxInt32 {
		return // it is tried again
	}
	i, n.end = i-t.base, int32(end-t.base)
	if i >= len(t.first) {
		t.first = append(t.first, make([]int32, i+1-len(t.first))...)
	}
	n.i, n.next = int32(i), t.first[i]
	if k := t.spare; k > 0 {
		t.spare = t.list[k-1].next
		t.list[k-1], t.first[i] = n, k
		return
	}
	t.list = append(t.list, n)
	t.first[i] = int32(len(t.list))
}

// keepBest forgets the trials at i since one, except for the first of the best. It keeps
// choices.
func (t *memo) keepBest(i int, since int32) {
	best := int32(0)
	for n := t.at(i); n != since; n = t.list[n-1].next {
		if k := &t.list[n-1]; k.isTrial() && (best == 0 || k.misfit <= t.list[best-1].misfit) {
			best = n
		}
	}
	last := since
	for n := t.at(i); n != since; {
		k := &t.list[n-1]
		next := k.next
		if n == best || !k.isTrial() {
			k.next, last = last, n
		} else {
			*k = trial{i: k.i, next: t.spare}
			t.spare = n
		}
		n = next
	}
	if last != since {
		t.first[i-t.base] = last
	}
}

// isTrial reports whether t has a misfit.
func (t *trial) isTrial() bool { return t.unknown >= 0 && t.misfit >= 0 }

// forget drops all trials.
func (t *memo) forget() {
	if len(t.list) == 0 {
		return
	}
	if len(t.list) > 1024 || len(t.first) > 1<<16 {
		*t = memo{}
		return
	}
	clear(t.list)
	clear(t.first)
	*t = memo{first: t.first[:0], list: t.list[:0]}
}

// Choose returns the index of the variant of a union that is at i. fit finds it, once,
// although each variant of an outer union is tried.
func Choose[U any](r *Reader, i int, _ *U, fit func() int) int {
	if r.inVariants == 0 && r.scoring == 0 {
		return fit()
	}
	if n := findTrial[U](r, i); n > 0 {
		return int(r.memo.list[n-1].misfit)
	}
	since := r.memo.at(i)
	k := fit()
	if r.err == nil {
		r.memo.keepBest(i, since)
		r.memo.learn(i, i, trial{misfit: int32(k), unknown: -1, value: (*U)(nil)})
	}
	return k
}
