package bench

// recordList returns n flat records.
func (m *maker) recordList(n int) any {
	return object{"records", m.list(n, func() any {
		return object{
			"id", m.IntN(1 << 40),
			"name", m.text(2),
			"email", m.hex(8) + "@example.com",
			"active", m.chance(),
			"score", m.decimal(1_000_000, 1000),
			"count", m.IntN(5000),
			"country", m.pick([]string{"de", "fr", "jp", "us"}),
			"created_at", m.second(),
		}
	})}
}
