package core

import (
	"fmt"
	"time"
)

// CivilDate is a calendar date without a time zone, as full-date of RFC 3339.
// The zero CivilDate is not a date; its text is empty.
type CivilDate struct {
	Year  int
	Month time.Month
	Day   int
}

// CivilDateOf returns the date of t in the location of t.
func CivilDateOf(t time.Time) CivilDate {
	year, month, day := t.Date()
	return CivilDate{year, month, day}
}

// ParseCivilDate parses a date such as 2006-01-02.
func ParseCivilDate(text string) (CivilDate, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return CivilDate{}, &TextError{"format", "must be a date such as 2006-01-02"}
	}
	return CivilDateOf(t), nil
}

// IsZero reports whether d is the zero CivilDate.
func (d CivilDate) IsZero() bool { return d == CivilDate{} }

// String returns the date in the form 2006-01-02.
func (d CivilDate) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// In returns the first instant of the date in a location.
func (d CivilDate) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// MarshalText returns the date in the form 2006-01-02, or an empty text for the
// zero CivilDate. It returns an error if the date does not exist.
func (d CivilDate) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	if CivilDateOf(d.In(time.UTC)) != d || d.Year < 0 || d.Year > 9999 {
		return nil, fmt.Errorf("the date %s does not exist", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText parses a date as ParseCivilDate does. An empty text is the zero
// CivilDate.
func (d *CivilDate) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = CivilDate{}
		return nil
	}
	*d, err = ParseCivilDate(string(text))
	return err
}
