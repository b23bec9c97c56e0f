// Consumer prints the RealtimeKit report of one peer:
//
//	CLOUDFLARE_API_TOKEN=... go run . -account ID -app ID -peer ID
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/peergen/peergen/generated/peerreport"
)

func main() {
	log.SetFlags(0)
	account := flag.String("account", "", "the Cloudflare account")
	app := flag.String("app", "", "the RealtimeKit app")
	peer := flag.String("peer", "", "the peer")
	baseURL := flag.String("base-url", peerreport.DefaultBaseURL, "base URL of the API")
	flag.Parse()

	client, err := peerreport.NewClient(
		peerreport.WithBaseURL(*baseURL),
		peerreport.WithAPIToken(os.Getenv("CLOUDFLARE_API_TOKEN")),
		peerreport.WithHTTPClient(&http.Client{Timeout: 30 * time.Second}),
	)
	if err != nil {
		log.Fatal(err)
	}
	if err := printReport(context.Background(), client, *account, *app, *peer); err != nil {
		log.Fatal(err)
	}
}

// printReport accepts any implementation of API, such as a fake in a test.
func printReport(ctx context.Context, api peerreport.API, account, app, peer string) error {
	ctx, call := peerreport.WithCall(ctx) // what HTTP has besides the report
	report, err := api.GetParticipantDataFromPeerID(ctx, peerreport.GetParticipantDataFromPeerIDParams{
		AccountID: account,
		AppID:     app,
		PeerID:    peer,
		Filters:   []peerreport.Filter{peerreport.FilterDeviceInfo, peerreport.FilterQualityStats},
	})
	if e, ok := errors.AsType[*peerreport.APIError](err); ok && e.StatusCode == http.StatusNotFound {
		return fmt.Errorf("there is no peer %q in the app (CF-Ray %s)", peer, call.Header.Get("CF-Ray"))
	}
	if err != nil {
		return err
	}

	participant := report.GetData().GetParticipant() // nil if one of them is absent
	if participant == nil {
		return errors.New("the report has no participant")
	}
	fmt.Printf("%s, for %.0f s\n", participant.DisplayName.Or("anonymous"), participant.Duration.Or(0))

	browser := participant.GetPeerReport().GetMetadata().GetBrowserMetadata()
	if browser != nil {
		fmt.Println("with", browser.Browser.Or("an unknown browser"), browser.BrowserVersion.Or(""))
	}
	return nil
}
