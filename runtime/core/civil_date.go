package core

import (
	"fmt"
	"time"
)

// CivilDate is a day of the calendar, in no time zone: a date of RFC 3339. The
// zero CivilDate is no day, and cannot be sent.
type CivilDate struct {
	Year  int
	Month time.Month
	Day   int
}

// CivilDateOf is the day that t is in, in the time zone that t has.
func CivilDateOf(t time.Time) CivilDate {
	year, month, day := t.Date()
	return CivilDate{year, month, day}
}

// ParseCivilDate reads a date such as 2006-01-02.
func ParseCivilDate(text string) (CivilDate, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return CivilDate{}, &TextError{"format", "must be a date such as 2006-01-02"}
	}
	return CivilDateOf(t), nil
}

// String is the date as RFC 3339 writes it.
func (d CivilDate) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// In is the first moment of the day at a location.
func (d CivilDate) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// MarshalText is String, or an error where the calendar has no such day.
func (d CivilDate) MarshalText() ([]byte, error) {
	if CivilDateOf(d.In(time.UTC)) != d || d.Year < 0 || d.Year > 9999 {
		return nil, fmt.Errorf("the calendar has no day %s", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText is ParseCivilDate.
func (d *CivilDate) UnmarshalText(text []byte) (err error) {
	*d, err = ParseCivilDate(string(text))
	return err
}
