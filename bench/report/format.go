package main

import (
	"strconv"
	"time"
)

// duration formats with three digits: 1.23 µs, 45.6 µs, 789 µs.
func duration(d time.Duration) string {
	return digits(float64(d), 1000, "ns", "µs", "ms", "s")
}

// size formats with three digits: 789 B, 45.6 KB.
func size(bytes float64) string { return digits(bytes, 1000, "B", "KB", "MB", "GB") }

func digits(n, step float64, units ...string) string {
	for n >= 999.5 && len(units) > 1 {
		n, units = n/step, units[1:]
	}
	decimals := 0
	switch {
	case n == 0:
	case n < 9.995:
		decimals = 2
	case n < 99.95:
		decimals = 1
	}
	return strconv.FormatFloat(n, 'f', decimals, 64) + " " + units[0]
}

// thousands formats with commas: 12,345.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	rest := strconv.Itoa(1000 + n%1000)
	return thousands(n/1000) + "," + rest[1:]
}
