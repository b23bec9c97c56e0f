package bench

import "encoding/json"

// decoders decode a body into a new value, each with the fastest public
// function.
func decoders(body *Body) map[string]starter {
	return map[string]starter{
		Peergen: decoder(body, func(data []byte) (*peergenReport, error) {
			v := new(peergenReport)
			return v, v.UnmarshalJSON(data)
		}, factsOfPeergen),
		OapiCodegen: decoder(body, func(data []byte) (*oapiReport, error) {
			v := new(oapiReport)
			return v, json.Unmarshal(data, v)
		}, factsOfOapi),
		CloudflareGo: decoder(body, func(data []byte) (*cloudflareReport, error) {
			v := new(cloudflareReport)
			return v, v.UnmarshalJSON(data)
		}, factsOfCloudflare),
		Floor: decoder(body, func(data []byte) (v any, err error) {
			return v, json.Unmarshal(data, &v)
		}, factsOfAny),
	}
}

func decoder[T any](body *Body, decode func([]byte) (T, error), factsOf func(T) facts) starter {
	return func() (func() error, func(), error) {
		v, err := decode(body.JSON)
		if err == nil {
			err = body.check(factsOf(v))
		}
		return func() error {
			_, err := decode(body.JSON)
			return err
		}, nothing, err
	}
}

// encoders encode a value that the same peer has decoded from the body.
// cloudflare-go is missing: its responses cannot be encoded.
func encoders(body *Body) map[string]starter {
	return map[string]starter{
		Peergen:     encoder(body, new(peergenReport), (*peergenReport).MarshalJSON),
		OapiCodegen: encoder(body, new(oapiReport), func(v *oapiReport) ([]byte, error) { return json.Marshal(v) }),
		Floor:       encoder(body, new(any), func(v *any) ([]byte, error) { return json.Marshal(*v) }),
	}
}

func encoder[T any](body *Body, v *T, encode func(*T) ([]byte, error)) starter {
	return func() (func() error, func(), error) {
		if err := json.Unmarshal(body.JSON, v); err != nil {
			return nil, nil, err
		}
		data, err := encode(v)
		if err == nil {
			err = body.checkJSON(data)
		}
		return func() error {
			_, err := encode(v)
			return err
		}, nothing, err
	}
}
