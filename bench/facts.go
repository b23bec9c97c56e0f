package bench

import (
	"fmt"

	"github.com/cloudflare/cloudflare-go/v6/realtime_kit"

	"github.com/peergen/peergen/bench/oapicodegen"
	"github.com/peergen/peergen/generated/peerreport"
)

// The types of the peers for the peer report.
type (
	peergenReport    = peerreport.GetParticipantDataFromPeerIDResponse
	oapiReport       = oapicodegen.GetParticipantDataFromPeerId200JSONResponse
	cloudflareReport = realtime_kit.SessionGetParticipantDataFromPeerIDResponse
	cloudflareParams = realtime_kit.SessionGetParticipantDataFromPeerIDParams
)

// facts is a sample of members of every kind, near the end of long bodies. A
// member that the body does not have is zero.
type facts struct {
	Success      bool
	Participant  string  // data.participant.id
	Events       int     // length of data.participant.peer_report.metadata.events
	LastEvent    string  // timestamp of its last item
	SSRC         int64   // ssrc of the last audio_producer
	RTT          float64 // rtt of the same item
	Latitude     float64 // of the last item of peer_stats.events
	VideoPackets int64   // quality_stats.total_video_packets
}

// checkCloudflare compares a sample of what cloudflare-go decoded with the
// body: its responses cannot be encoded.
func checkCloudflare(b *Body, r *cloudflareReport) error {
	v, err := decodeKnown(b.want[0])
	if err != nil {
		return err
	}
	if got, want := factsOfCloudflare(r), factsOfAny(v); got != want {
		return fmt.Errorf("decoded %+v, want %+v", got, want)
	}
	return nil
}

func factsOfAny(v any) (f facts) {
	p := at(v, "data", "participant")
	f.Success, _ = at(v, "success").(bool)
	f.Participant, _ = at(p, "id").(string)
	events, _ := at(p, "peer_report", "metadata", "events").([]any)
	f.Events = len(events)
	f.LastEvent, _ = at(events, "timestamp").(string)
	producers := at(p, "peer_report", "quality", "audio_producer")
	f.SSRC = integer(at(producers, "ssrc"))
	f.RTT, _ = at(producers, "rtt").(float64)
	f.Latitude, _ = at(p, "peer_stats", "events", "metadata", "connection_info", "location", "coords", "latitude").(float64)
	f.VideoPackets = integer(at(p, "quality_stats", "total_video_packets"))
	return f
}

// integer converts numbers below 2^53, which encoding/json has decoded as
// floats.
func integer(v any) int64 {
	n, _ := v.(float64)
	return int64(n)
}

func factsOfCloudflare(r *cloudflareReport) facts {
	p := &r.Data.Participant
	producer := last(p.PeerReport.Quality.AudioProducer)
	return facts{
		Success:      r.Success,
		Participant:  p.ID,
		Events:       len(p.PeerReport.Metadata.Events),
		LastEvent:    last(p.PeerReport.Metadata.Events).Timestamp,
		SSRC:         producer.Ssrc,
		RTT:          producer.RTT,
		Latitude:     last(p.PeerStats.Events).Metadata.ConnectionInfo.Location.Coords.Latitude,
		VideoPackets: p.QualityStats.TotalVideoPackets,
	}
}

// last returns the last item, or the zero value of an empty list.
func last[T any](list []T) (item T) {
	if len(list) > 0 {
		item = list[len(list)-1]
	}
	return item
}
