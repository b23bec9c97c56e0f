package bench

// chatChunks returns the n chunks of a chat completion, as OpenAI streams them:
// the role, words or parts of a tool call, and the usage.
func (m *maker) chatChunks(n int) []any {
	id, created := "chatcmpl-"+m.hex(29), m.unix()
	chunks := make([]any, n)
	for i := range chunks {
		delta, finish, usage := object{"content", m.text(1)}, any(nil), any(nil)
		switch {
		case i == 0:
			delta = object{"role", "assistant", "content", "", "refusal", nil}
		case i%10 == 9:
			delta = object{"tool_calls", []any{object{
				"index", 0, "id", "call_" + m.hex(24), "type", "function",
				"function", object{"name", "get_weather", "arguments", `{"city":"` + m.text(1)},
			}}}
		case i == n-1:
			delta, finish = object{}, "stop"
			usage = object{"prompt_tokens", m.IntN(900), "completion_tokens", n, "total_tokens", n + 900}
		}
		chunks[i] = object{
			"id", id,
			"object", "chat.completion.chunk",
			"created", created,
			"model", "gpt-4o-2024-08-06",
			"service_tier", "default",
			"system_fingerprint", "fp_" + m.hex(10),
			"choices", []any{object{"index", 0, "delta", delta, "finish_reason", finish}},
			"usage", usage,
			"obfuscation", m.hex(8),
		}
	}
	return chunks
}

// chatRequest returns the body of a request that starts a completion.
func (m *maker) chatRequest() any {
	return object{
		"model", "gpt-4o",
		"messages", []any{
			object{"role", "system", "content", m.text(20)},
			object{"role", "user", "content", m.text(40)},
		},
		"stream", true,
		"temperature", 0.5,
	}
}
