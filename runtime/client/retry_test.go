package client

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestDelaysAreRandomUpToALimitThatDoubles(t *testing.T) {
	for _, c := range []struct {
		retries Retries
		limits  []time.Duration
	}{
		{Retries{}, []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 8 * time.Second}},
		{Retries{MinDelay: time.Second, MaxDelay: 3 * time.Second}, []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 3 * time.Second}},
		{Retries{MinDelay: 10 * time.Second}, []time.Duration{10 * time.Second, 10 * time.Second}},
		{Retries{MinDelay: -1}, []time.Duration{1}},
	} {
		for i, limit := range c.limits {
			var least, most time.Duration = limit, 0
			for range 1000 {
				d := c.retries.delay(i + 1)
				least, most = min(least, d), max(most, d)
			}
			if least < 0 || most >= limit && limit > 1 || limit > 100 && (least > limit/50 || most < limit-limit/50) {
				t.Errorf("%+v: after try %d from %s to %s, want 0 to %s", c.retries, i+1, least, most, limit)
			}
		}
	}
}

func TestRequestedWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now().UTC()
		for _, c := range []struct {
			status int
			header http.Header
			want   time.Duration // -1 is none
		}{
			{503, nil, -1},
			{503, http.Header{"Retry-After": {"7"}}, 7 * time.Second},
			{503, http.Header{"Retry-After": {"0"}}, 0},
			{503, http.Header{"Retry-After": {"0.5"}}, 500 * time.Millisecond},
			{503, http.Header{"Retry-After": {"-1"}}, -1},
			{503, http.Header{"Retry-After": {"NaN"}}, -1},
			{503, http.Header{"Retry-After": {"soon"}}, -1},
			{503, http.Header{"Retry-After": {"1e300"}}, 1e9 * time.Second},
			{503, http.Header{"Retry-After": {now.Add(90 * time.Second).Format(http.TimeFormat)}}, 90 * time.Second},
			{503, http.Header{"Retry-After": {now.Add(-time.Hour).Format(http.TimeFormat)}}, 0},
			{503, http.Header{"Retry-After": {now.Add(time.Hour).Format(time.RFC850)}}, time.Hour},
			{503, http.Header{"Retry-After": {now.Add(2 * time.Hour).Format(http.TimeFormat)}, "Date": {now.Add(time.Hour).Format(http.TimeFormat)}}, time.Hour},
			{503, http.Header{"Retry-After": {"7"}, "Retry-After-Ms": {"150"}}, 150 * time.Millisecond},
			{503, http.Header{"Retry-After": {"7"}, "Retry-After-Ms": {"?"}}, 7 * time.Second},
			{503, http.Header{"Ratelimit-Reset": {"3"}}, -1},
			{429, http.Header{"Ratelimit-Reset": {"3"}}, 3 * time.Second},
			{429, http.Header{"Ratelimit-Reset": {"3"}, "Retry-After": {"1"}}, time.Second},
		} {
			wait, ok := requestedWait(c.status, c.header)
			if !ok {
				wait = -1
			}
			if wait != c.want {
				t.Errorf("%d, %v: %s, want %s", c.status, c.header, wait, c.want)
			}
		}
	})
}

func TestTokens(t *testing.T) {
	var bucket tokens
	for i := range 10 {
		if !bucket.take(retryCost) {
			t.Fatalf("retry %d gets no tokens", i+1)
		}
	}
	if bucket.take(retryCost) {
		t.Error("retry 11 gets tokens")
	}
	for range 20 {
		if bucket.take(timeoutCost) {
			t.Error("a time-out gets tokens before 20 successes")
		}
		bucket.giveBack()
	}
	if !bucket.take(timeoutCost) || bucket.take(1) {
		t.Error("20 successes do not give 20 tokens back")
	}
	for range 1000 {
		bucket.giveBack()
	}
	if !bucket.take(allTokens) || bucket.take(1) {
		t.Error("there are not 100 tokens after many successes")
	}
}
