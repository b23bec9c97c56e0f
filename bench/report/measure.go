package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/peergen/peergen/bench"
)

// cost is the cost of one call.
type cost struct {
	time   time.Duration // of the processor
	bytes  float64       // allocated
	allocs float64
}

// measure returns the median costs of the cases by name.
func measure(cases []bench.Case, rounds int, span time.Duration) (map[string]cost, error) {
	calls := map[string]int{} // per measurement
	seen := map[string][]cost{}
	for range rounds {
		for _, c := range cases {
			run := func(n int) (cost, error) { return measureCalls(c, n) }
			if calls[c.Name()] == 0 {
				if err := c.Check(); err != nil {
					return nil, fmt.Errorf("%s: %w", c.Name(), err)
				}
				n, err := calibrate(run, span)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", c.Name(), err)
				}
				calls[c.Name()] = n
			}
			result, err := run(calls[c.Name()])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Name(), err)
			}
			seen[c.Name()] = append(seen[c.Name()], result)
		}
	}
	medians := map[string]cost{}
	for name, costs := range seen {
		medians[name] = cost{
			median(costs, func(c cost) time.Duration { return c.time }),
			median(costs, func(c cost) float64 { return c.bytes }),
			median(costs, func(c cost) float64 { return c.allocs }),
		}
	}
	return medians, nil
}

// calibrate returns the number of calls that take about as long as span.
func calibrate(run func(n int) (cost, error), span time.Duration) (int, error) {
	for n := 1; ; n *= 4 {
		c, err := run(n)
		if err != nil {
			return 0, err
		}
		if total := c.time * time.Duration(n); total > span/8 {
			return max(1, int(float64(n)*float64(span)/float64(total))), nil
		}
	}
}

// measureCalls sets up a case and calls it n times.
func measureCalls(c bench.Case, n int) (cost, error) {
	call, stop, err := c.Start(false)
	if err != nil {
		return cost{}, err
	}
	defer stop()
	runtime.GC() // so that no case pays for the garbage of another one, or of its setup
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := processorTime()
	for range n {
		if err := call(); err != nil {
			return cost{}, err
		}
	}
	taken := processorTime() - start
	runtime.ReadMemStats(&after)
	return cost{
		time:   taken / time.Duration(n),
		bytes:  float64(after.TotalAlloc-before.TotalAlloc) / float64(n),
		allocs: float64(after.Mallocs-before.Mallocs) / float64(n),
	}, nil
}

// median returns the median of a property of the values.
func median[T any, N ~int64 | ~float64](values []T, of func(T) N) N {
	numbers := make([]N, len(values))
	for i, v := range values {
		numbers[i] = of(v)
	}
	slices.Sort(numbers)
	n := len(numbers)
	if n%2 == 1 {
		return numbers[n/2]
	}
	return (numbers[n/2-1] + numbers[n/2]) / 2
}
