package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// longSession returns the report of a peer in a meeting of an hour: 60 KB with
// every member of the document. cloudflare-go declares jitter, MOS, packet
// loss, throughput and fractional loss as integers and cannot decode fractions,
// so these are integers here: all peers must be able to decode the body.
func longSession(rng *rand.Rand) any {
	s := session{rng, time.Date(2025, 3, 14, 9, 26, 53, 0, time.UTC)}
	return object{
		"data", object{"participant", object{
			"id", s.uuid(),
			"created_at", s.later(),
			"custom_participant_id", "customer-" + s.hex(12),
			"display_name", `Zoë "Z" O'Brien`,
			"duration", 3571.482,
			"joined_at", s.later(),
			"left_at", s.later(),
			"peer_report", object{"metadata", s.metadata(), "quality", s.quality()},
			"peer_stats", s.peerStats(),
			"quality_stats", s.qualityStats(),
			"role", "group_call_host",
			"updated_at", s.later(),
			"user_id", s.uuid(),
		}},
		"success", true,
	}
}

type session struct {
	*rand.Rand
	now time.Time
}

func (s *session) metadata() any {
	return object{
		"audio_devices_updates", s.devices("audioinput", 4),
		"browser_metadata", object{
			"browser", "Chrome", "browser_version", "134.0.6998.89", "engine", "Blink",
			"user_agent", userAgent, "webgl_support", "webgl2",
		},
		"candidate_pairs", object{
			"consuming_transport", s.list(4, func() any { return object{"id", s.hex(8), "state", "succeeded"} }),
			"producing_transport", s.list(20, s.transport),
		},
		"device_info", object{"cpus", 12, "is_mobile", false, "os", "macOS", "os_version", "15.3.2"},
		"events", s.list(240, func() any { return object{"name", s.pick(eventNames), "timestamp", s.later()} }),
		"ip_information", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ipv4", s.ip(),
			"region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"pc_metadata", s.list(24, func() any {
			return object{
				"effective_network_type", s.pick(networks), "reflexive_connectivity", s.chance(),
				"relay_connectivity", s.chance(), "timestamp", s.later(), "turn_connectivity", s.chance(),
			}
		}),
		"room_view_type", "GROUP_CALL", "sdk_name", "web-core", "sdk_version", "2.4.1",
		"selected_device_updates", s.devices("audioinput", 3),
		"speaker_devices_updates", s.devices("audiooutput", 3),
		"video_devices_updates", s.devices("videoinput", 3),
	}
}

func (s *session) transport() any {
	return object{
		"available_outgoing_bitrate", 300_000 + s.IntN(5_000_000),
		"bytes_discarded_on_send", s.IntN(50),
		"bytes_received", s.IntN(40_000_000),
		"bytes_sent", s.IntN(900_000_000),
		"current_round_trip_time", s.decimal(200, 1000),
		"last_packet_received_timestamp", s.now.UnixMilli(),
		"last_packet_sent_timestamp", s.now.UnixMilli() + int64(s.IntN(900)),
		"local_candidate_address", s.ip(),
		"local_candidate_id", "I" + s.hex(8),
		"local_candidate_network_type", s.pick(networks),
		"local_candidate_port", 1024 + s.IntN(60_000),
		"local_candidate_protocol", "udp",
		"local_candidate_related_address", s.ip(),
		"local_candidate_related_port", 1024 + s.IntN(60_000),
		"local_candidate_type", s.pick(candidates),
		"nominated", s.chance(),
		"packets_discarded_on_send", s.IntN(9),
		"packets_received", s.IntN(700_000),
		"packets_sent", s.IntN(900_000),
		"remote_candidate_address", s.ip(),
		"remote_candidate_id", "I" + s.hex(8),
		"remote_candidate_port", 1024 + s.IntN(60_000),
		"remote_candidate_protocol", "udp",
		"remote_candidate_type", s.pick(candidates),
		"total_round_trip_time", s.decimal(90_000_000, 1_000_000),
	}
}

func (s *session) quality() any {
	unknown := func() any {
		return s.list(2, func() any { return object{"consumer_id", s.uuid(), "mos", s.decimal(450, 100)} })
	}
	total := func() any { return object{"avg", s.decimal(450, 100), "count", s.IntN(500)} }
	return object{
		"audio_consumer", unknown(), "audio_consumer_cumulative", total(),
		"audio_producer", s.list(60, func() any {
			return object{
				"bytes_sent", s.IntN(2_000_000), "jitter", s.IntN(30), "mid", fmt.Sprint(s.IntN(4)),
				"mos_quality", 1 + s.IntN(4), "packets_lost", s.IntN(40), "packets_sent", s.IntN(50_000),
				"producer_id", s.uuid(), "rtt", s.decimal(300, 1000), "ssrc", int64(s.Uint32()), "timestamp", s.later(),
			}
		}),
		"audio_producer_cumulative", object{
			"packet_loss", object{
				"10_or_greater_event_fraction", 0, "25_or_greater_event_fraction", 0,
				"5_or_greater_event_fraction", 1, "50_or_greater_event_fraction", 0, "avg", 2,
			},
			"quality_mos", object{"avg", 4, "p50", 4, "p75", 4, "p90", 3},
			"rtt", object{
				"100ms_or_greater_event_fraction", 0.25, "250ms_or_greater_event_fraction", 0.0625,
				"500ms_or_greater_event_fraction", 0.001, "avg", 0.0734,
			},
		},
		"screenshare_audio_consumer", unknown(), "screenshare_audio_consumer_cumulative", total(),
		"screenshare_audio_producer", unknown(), "screenshare_audio_producer_cumulative", total(),
		"screenshare_video_consumer", unknown(), "screenshare_video_consumer_cumulative", total(),
		"screenshare_video_producer", unknown(), "screenshare_video_producer_cumulative", total(),
		"video_consumer", unknown(), "video_consumer_cumulative", total(),
		"video_producer", unknown(), "video_producer_cumulative", total(),
	}
}

func (s *session) peerStats() any {
	return object{
		"device_info", object{
			"browser", "Chrome", "browser_version", "134.0.6998.89", "cpus", 12, "engine", "Blink",
			"is_mobile", false, "os", "macOS", "os_version", "15.3.2", "sdk_name", "web-core",
			"sdk_version", "2.4.1", "user_agent", userAgent, "webgl_support", "webgl2",
		},
		"events", s.list(16, func() any {
			return object{"metadata", object{"connection_info", s.connection()}, "timestamp", s.later(), "type", s.pick(eventNames)}
		}),
		"ip_information", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ip_location", "48.1374,11.5755",
			"ipv4", s.ip(), "org", "AS13335 Cloudflare, Inc.", "region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"precall_network_information", object{
			"backend_rtt", 41.5, "effective_networktype", "4g", "fractional_loss", 0, "jitter", 3,
			"reflexive_connectivity", true, "relay_connectivity", true, "rtt", 38.25, "throughput", 4210,
			"turn_connectivity", true,
		},
	}
}

func (s *session) connection() any {
	return object{
		"backend_r_t_t", s.decimal(9000, 100),
		"connectivity", object{"host", s.chance(), "reflexive", s.chance(), "relay", s.chance()},
		"effective_network_type", s.pick(networks),
		"fractional_loss", s.IntN(2),
		"ip_details", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ip", s.ip(),
			"loc", "48.1374,11.5755", "postal", "80331", "region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"jitter", s.IntN(40),
		"location", object{"coords", object{"latitude", s.decimal(900_000, 10_000), "longitude", s.decimal(1_800_000, 10_000)}},
		"r_t_t", s.decimal(9000, 100),
		"throughput", s.IntN(9000),
		"turn_connectivity", s.chance(),
	}
}

func (s *session) qualityStats() any {
	stats := func() any {
		return s.list(5, func() any { return object{"timestamp", s.later(), "quality", s.decimal(500, 100)} })
	}
	return object{
		"audio_bandwidth", 41, "audio_stats", stats(), "average_quality", 4, "end", s.later(),
		"first_audio_packet_received", s.later(), "first_video_packet_received", s.later(),
		"last_audio_packet_received", s.later(), "last_video_packet_received", s.later(),
		"peer_ids", s.list(3, func() any { return s.uuid() }), "start", s.later(),
		"total_audio_packets", s.IntN(200_000), "total_audio_packets_lost", s.IntN(900),
		"total_video_packets", s.IntN(900_000), "total_video_packets_lost", s.IntN(4000),
		"video_bandwidth", 1480, "video_stats", stats(),
	}
}

func (s *session) devices(kind string, n int) any {
	return s.list(n, func() any {
		return object{"added", []any{object{"deviceId", s.hex(64), "kind", kind, "label", `Büro "Desk" device`}}, "timestamp", s.later()}
	})
}

var (
	userAgent  = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36"
	networks   = []string{"4g", "3g", "wifi", "ethernet"}
	candidates = []string{"host", "srflx", "prflx", "relay"}
	eventNames = []string{"audio_on", "audio_off", "video_on", "video_off", "screenshare_started", "tab_visibility_changed", "ice_connected"}
)

func (s *session) list(n int, item func() any) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = item()
	}
	return list
}

// later advances the clock by up to 15 s.
func (s *session) later() string {
	s.now = s.now.Add(time.Duration(s.IntN(15_000)) * time.Millisecond)
	return s.now.Format("2006-01-02T15:04:05.000Z")
}

// decimal returns a number with a fraction: up to n/unit, in steps of 1/unit.
func (s *session) decimal(n, unit int) float64 { return float64(s.IntN(n)) / float64(unit) }

func (s *session) pick(from []string) string { return from[s.IntN(len(from))] }
func (s *session) chance() bool              { return s.IntN(2) == 0 }
func (s *session) ip() string                { return fmt.Sprintf("198.51.%d.%d", 100+s.IntN(100), s.IntN(256)) }

func (s *session) hex(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("0123456789abcdef"[s.IntN(16)])
	}
	return b.String()
}

func (s *session) uuid() string {
	return strings.Join([]string{s.hex(8), s.hex(4), s.hex(4), s.hex(4), s.hex(12)}, "-")
}
