package bench

import "fmt"

// report returns the report of a peer in a meeting of an hour: 60 KB with
// every member of the document. cloudflare-go declares jitter, MOS, packet
// loss, throughput and fractional loss as integers and cannot decode fractions,
// so these are integers here: all peers must be able to decode the body.
func (m *maker) report() any {
	return object{
		"data", object{"participant", object{
			"id", m.uuid(),
			"created_at", m.later(),
			"custom_participant_id", "customer-" + m.hex(12),
			"display_name", `Zoë "Z" O'Brien`,
			"duration", 3571.482,
			"joined_at", m.later(),
			"left_at", m.later(),
			"peer_report", object{"metadata", m.metadata(), "quality", m.quality()},
			"peer_stats", m.peerStats(),
			"quality_stats", m.qualityStats(),
			"role", "group_call_host",
			"updated_at", m.later(),
			"user_id", m.uuid(),
		}},
		"success", true,
	}
}

func (m *maker) metadata() any {
	return object{
		"audio_devices_updates", m.devices("audioinput", 4),
		"browser_metadata", object{
			"browser", "Chrome", "browser_version", "134.0.6998.89", "engine", "Blink",
			"user_agent", userAgent, "webgl_support", "webgl2",
		},
		"candidate_pairs", object{
			"consuming_transport", m.list(4, func() any { return object{"id", m.hex(8), "state", "succeeded"} }),
			"producing_transport", m.list(20, m.transport),
		},
		"device_info", object{"cpus", 12, "is_mobile", false, "os", "macOS", "os_version", "15.3.2"},
		"events", m.list(240, func() any { return object{"name", m.pick(eventNames), "timestamp", m.later()} }),
		"ip_information", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ipv4", m.ip(),
			"region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"pc_metadata", m.list(24, func() any {
			return object{
				"effective_network_type", m.pick(networks), "reflexive_connectivity", m.chance(),
				"relay_connectivity", m.chance(), "timestamp", m.later(), "turn_connectivity", m.chance(),
			}
		}),
		"room_view_type", "GROUP_CALL", "sdk_name", "web-core", "sdk_version", "2.4.1",
		"selected_device_updates", m.devices("audioinput", 3),
		"speaker_devices_updates", m.devices("audiooutput", 3),
		"video_devices_updates", m.devices("videoinput", 3),
	}
}

func (m *maker) transport() any {
	return object{
		"available_outgoing_bitrate", 300_000 + m.IntN(5_000_000),
		"bytes_discarded_on_send", m.IntN(50),
		"bytes_received", m.IntN(40_000_000),
		"bytes_sent", m.IntN(900_000_000),
		"current_round_trip_time", m.decimal(200, 1000),
		"last_packet_received_timestamp", m.now.UnixMilli(),
		"last_packet_sent_timestamp", m.now.UnixMilli() + int64(m.IntN(900)),
		"local_candidate_address", m.ip(),
		"local_candidate_id", "I" + m.hex(8),
		"local_candidate_network_type", m.pick(networks),
		"local_candidate_port", 1024 + m.IntN(60_000),
		"local_candidate_protocol", "udp",
		"local_candidate_related_address", m.ip(),
		"local_candidate_related_port", 1024 + m.IntN(60_000),
		"local_candidate_type", m.pick(candidates),
		"nominated", m.chance(),
		"packets_discarded_on_send", m.IntN(9),
		"packets_received", m.IntN(700_000),
		"packets_sent", m.IntN(900_000),
		"remote_candidate_address", m.ip(),
		"remote_candidate_id", "I" + m.hex(8),
		"remote_candidate_port", 1024 + m.IntN(60_000),
		"remote_candidate_protocol", "udp",
		"remote_candidate_type", m.pick(candidates),
		"total_round_trip_time", m.decimal(90_000_000, 1_000_000),
	}
}

func (m *maker) quality() any {
	unknown := func() any {
		return m.list(2, func() any { return object{"consumer_id", m.uuid(), "mos", m.decimal(450, 100)} })
	}
	total := func() any { return object{"avg", m.decimal(450, 100), "count", m.IntN(500)} }
	return object{
		"audio_consumer", unknown(), "audio_consumer_cumulative", total(),
		"audio_producer", m.list(60, func() any {
			return object{
				"bytes_sent", m.IntN(2_000_000), "jitter", m.IntN(30), "mid", fmt.Sprint(m.IntN(4)),
				"mos_quality", 1 + m.IntN(4), "packets_lost", m.IntN(40), "packets_sent", m.IntN(50_000),
				"producer_id", m.uuid(), "rtt", m.decimal(300, 1000), "ssrc", int64(m.Uint32()), "timestamp", m.later(),
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

func (m *maker) peerStats() any {
	return object{
		"device_info", object{
			"browser", "Chrome", "browser_version", "134.0.6998.89", "cpus", 12, "engine", "Blink",
			"is_mobile", false, "os", "macOS", "os_version", "15.3.2", "sdk_name", "web-core",
			"sdk_version", "2.4.1", "user_agent", userAgent, "webgl_support", "webgl2",
		},
		"events", m.list(16, func() any {
			return object{"metadata", object{"connection_info", m.connection()}, "timestamp", m.later(), "type", m.pick(eventNames)}
		}),
		"ip_information", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ip_location", "48.1374,11.5755",
			"ipv4", m.ip(), "org", "AS13335 Cloudflare, Inc.", "region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"precall_network_information", object{
			"backend_rtt", 41.5, "effective_networktype", "4g", "fractional_loss", 0, "jitter", 3,
			"reflexive_connectivity", true, "relay_connectivity", true, "rtt", 38.25, "throughput", 4210,
			"turn_connectivity", true,
		},
	}
}

func (m *maker) connection() any {
	return object{
		"backend_r_t_t", m.decimal(9000, 100),
		"connectivity", object{"host", m.chance(), "reflexive", m.chance(), "relay", m.chance()},
		"effective_network_type", m.pick(networks),
		"fractional_loss", m.IntN(2),
		"ip_details", object{
			"asn", object{"asn", "AS13335"}, "city", "München", "country", "DE", "ip", m.ip(),
			"loc", "48.1374,11.5755", "postal", "80331", "region", "Bavaria", "timezone", "Europe/Berlin",
		},
		"jitter", m.IntN(40),
		"location", object{"coords", object{"latitude", m.decimal(900_000, 10_000), "longitude", m.decimal(1_800_000, 10_000)}},
		"r_t_t", m.decimal(9000, 100),
		"throughput", m.IntN(9000),
		"turn_connectivity", m.chance(),
	}
}

func (m *maker) qualityStats() any {
	stats := func() any {
		return m.list(5, func() any { return object{"timestamp", m.later(), "quality", m.decimal(500, 100)} })
	}
	return object{
		"audio_bandwidth", 41, "audio_stats", stats(), "average_quality", 4, "end", m.later(),
		"first_audio_packet_received", m.later(), "first_video_packet_received", m.later(),
		"last_audio_packet_received", m.later(), "last_video_packet_received", m.later(),
		"peer_ids", m.list(3, func() any { return m.uuid() }), "start", m.later(),
		"total_audio_packets", m.IntN(200_000), "total_audio_packets_lost", m.IntN(900),
		"total_video_packets", m.IntN(900_000), "total_video_packets_lost", m.IntN(4000),
		"video_bandwidth", 1480, "video_stats", stats(),
	}
}

func (m *maker) devices(kind string, n int) any {
	return m.list(n, func() any {
		return object{"added", []any{object{"deviceId", m.hex(64), "kind", kind, "label", `Büro "Desk" device`}}, "timestamp", m.later()}
	})
}

var (
	userAgent  = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36"
	networks   = []string{"4g", "3g", "wifi", "ethernet"}
	candidates = []string{"host", "srflx", "prflx", "relay"}
	eventNames = []string{"audio_on", "audio_off", "video_on", "video_off", "screenshare_started", "tab_visibility_changed", "ice_connected"}
)
