package bench

import (
	"github.com/cloudflare/cloudflare-go/v6/realtime_kit"

	"github.com/peergen/peergen/bench/oapicodegen"
	"github.com/peergen/peergen/generated/peerreport"
)

// The response types of the peers.
type (
	peergenReport    = peerreport.GetParticipantDataFromPeerIDResponse
	oapiReport       = oapicodegen.GetParticipantDataFromPeerId200JSONResponse
	oapiRequest      = oapicodegen.GetParticipantDataFromPeerIdRequestObject
	oapiResult       = oapicodegen.GetParticipantDataFromPeerIdResponseObject
	cloudflareReport = realtime_kit.SessionGetParticipantDataFromPeerIDResponse
	cloudflareParams = realtime_kit.SessionGetParticipantDataFromPeerIDParams
)

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

func factsOfPeergen(r *peergenReport) facts {
	p := r.GetData().GetParticipant()
	f := facts{Success: r.Success.Or(false)}
	if p == nil {
		return f
	}
	f.Participant = p.ID.Or("")
	if m := p.GetPeerReport().GetMetadata(); m != nil {
		f.Events, f.LastEvent = len(m.Events), last(m.Events).Timestamp.Or("")
	}
	if q := p.GetPeerReport().GetQuality(); q != nil {
		producer := last(q.AudioProducer)
		f.SSRC, f.RTT = producer.SSRC.Or(0), producer.RTT.Or(0)
	}
	if s := p.GetPeerStats(); s != nil {
		event := last(s.Events)
		if c := event.GetMetadata().GetConnectionInfo().GetLocation().GetCoords(); c != nil {
			f.Latitude = c.Latitude.Or(0)
		}
	}
	if s := p.GetQualityStats(); s != nil {
		f.VideoPackets = s.TotalVideoPackets.Or(0)
	}
	return f
}

// factsOfOapi requires a complete report or an empty one: every object is a
// pointer.
func factsOfOapi(r *oapiReport) facts {
	f := facts{Success: *r.Success}
	if r.Data == nil {
		return f
	}
	p := r.Data.Participant
	f.Participant = *p.Id
	events := *p.PeerReport.Metadata.Events
	f.Events, f.LastEvent = len(events), *last(events).Timestamp
	producer := last(*p.PeerReport.Quality.AudioProducer)
	f.SSRC, f.RTT = *producer.Ssrc, *producer.Rtt
	f.Latitude = *last(*p.PeerStats.Events).Metadata.ConnectionInfo.Location.Coords.Latitude
	f.VideoPackets = *p.QualityStats.TotalVideoPackets
	return f
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
