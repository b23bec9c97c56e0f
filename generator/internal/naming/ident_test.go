package naming

import "testing"

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"getParticipantDataFromPeerId": "GetParticipantDataFromPeerID",
		"10_or_greater_event_fraction": "N10OrGreaterEventFraction",
		"100ms_or_greater":             "N100msOrGreater",
		"r_t_t":                        "RTT",
		"backend_r_t_t":                "BackendRTT",
		"rtt":                          "RTT",
		"ssrc":                         "SSRC",
		"cpus":                         "CPUs",
		"peer_ids":                     "PeerIDs",
		"userIDs":                      "UserIDs",
		"HTTPServer":                   "HTTPServer",
		"ipv4":                         "IPv4",
		"p50":                          "P50",
		"os_version":                   "OSVersion",
		"pc_metadata":                  "PcMetadata",
		"PetId":                        "PetID",
		"MCPTool":                      "MCPTool",
		"OpenAIAPIKey":                 "OpenAIAPIKey",
		"openAIKey":                    "OpenAIKey",
		"SBOMUrl":                      "SBOMURL",
		"CVE":                          "CVE",
		"CVEs":                         "CVEs",
		"JWKS":                         "JWKS",
		"NUMBER":                       "Number",
		"LIGHT_BLUE":                   "LightBlue",
		"Content-MD5":                  "ContentMD5",
		"CREATE_company":               "CreateCompany",
		"GET_company":                  "GetCompany",
		"usingGET":                     "UsingGET",
		"GraphQL":                      "GraphQL",
		"threeDS2Token":                "ThreeDS2Token",
		"x-rate-limit":                 "XRateLimit",
		"$ref":                         "Ref",
		"@type":                        "Type",
		"+1":                           "Plus1",
		"-1":                           "Minus1",
		">=":                           "GreaterEqual",
		"1.10":                         "N1_10",
		"11.0":                         "N11_0",
		"ünïcode name":                 "ÜnïcodeName",
		"人":                            "X人",
		"type":                         "Type",
		"":                             "",
		"\U0001F600":                   "",
		"\u2b05\ufe0f":                 "",
		"a\u0301b":                     "Ab", // the mark is no part of an identifier
	} {
		if got := Exported(name); got != want {
			t.Errorf("Exported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for ident, want := range map[string]string{
		"GetPeer": "getPeer", "IDToken": "idToken", "API": "api", "N10": "n10", "X人": "x人",
	} {
		if got := Unexported(ident); got != want {
			t.Errorf("Unexported(%q) = %q, want %q", ident, got, want)
		}
	}
}

func TestConstantName(t *testing.T) {
	for value, want := range map[string]string{
		"": "KindEmpty", "ASC": "KindAsc", "OPEN": "KindOpen", "GPU": "KindGPU", "gpu-large": "KindGPULarge", "MCPTool": "KindMCPTool", "\U0001F600": "KindValue", "2": "Kind2",
	} {
		if got := constantName("Kind", value); got != want {
			t.Errorf("constantName(Kind, %q) = %q, want %q", value, got, want)
		}
	}
	if got := constantName("Version2", "0"); got != "Version2_0" {
		t.Errorf("constantName(Version2, 0) = %q, want Version2_0", got)
	}
}

func TestSingularName(t *testing.T) {
	for plural, want := range map[string]string{
		"ProducingTransports": "ProducingTransport", "PeerIDs": "PeerID", "CVEs": "CVE", "CVE": "CVE", "GPS": "GPS", "Data": "Data", "OpenAIKeys": "OpenAIKey", "": "",
	} {
		if got := singularName(plural); got != want {
			t.Errorf("singularName(%q) = %q, want %q", plural, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"events": "event", "categories": "category", "addresses": "address", "boxes": "box", "status": "status", "statuses": "status",
		"analysis": "analysis", "metadata": "metadata", "series": "series", "filters": "filter", "responses": "response", "as": "as",
	} {
		if got := singular(word(plural)); got != word(want) {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}
