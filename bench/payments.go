package bench

// paymentList returns a page of n Stripe payments, with maps and with both
// variants of each union.
func (m *maker) paymentList(n int) any {
	return object{
		"object", "list",
		"data", m.list(n, m.payment),
		"has_more", true,
		"url", "/v1/payment_intents",
	}
}

func (m *maker) payment() any {
	amount := m.IntN(900_000)
	return object{
		"id", "pi_" + m.hex(24),
		"object", "payment_intent",
		"amount", amount,
		"amount_capturable", 0,
		"amount_received", amount,
		"application_fee_amount", m.or(m.IntN(900)),
		"canceled_at", nil,
		"cancellation_reason", m.or("duplicate"),
		"capture_method", "automatic",
		"client_secret", "pi_" + m.hex(24) + "_secret_" + m.hex(24),
		"confirmation_method", "automatic",
		"created", m.unix(),
		"currency", "eur",
		"customer", m.either("cus_"+m.hex(14), m.customer()),
		"description", m.or(m.text(6)),
		"livemode", true,
		"metadata", m.metadataMap(),
		"payment_method_types", []any{"card", "sepa_debit"},
		"receipt_email", m.or("buyer@example.com"),
		"setup_future_usage", m.or("off_session"),
		"shipping", m.or(m.shipping()),
		"source", m.either(m.card(), m.bankAccount()),
		"statement_descriptor", nil,
		"status", m.pick([]string{"succeeded", "processing", "requires_capture"}),
		"transfer_group", m.or("group_" + m.hex(8)),
	}
}

func (m *maker) either(a, b any) any {
	if m.chance() {
		return a
	}
	return b
}

func (m *maker) customer() any {
	return object{
		"id", "cus_" + m.hex(14),
		"object", "customer",
		"address", m.address(),
		"balance", -m.IntN(9000),
		"created", m.unix(),
		"currency", "eur",
		"delinquent", m.chance(),
		"description", m.or(m.text(5)),
		"email", "buyer@example.com",
		"invoice_prefix", m.hex(8),
		"livemode", true,
		"metadata", m.metadataMap(),
		"name", "Zoë O'Brien",
		"next_invoice_sequence", 1 + m.IntN(90),
		"phone", nil,
		"preferred_locales", []any{"de", "en-GB"},
		"shipping", m.or(m.shipping()),
		"tax_exempt", "none",
	}
}

func (m *maker) shipping() any {
	return object{
		"address", m.address(), "carrier", m.or("DHL"), "name", "Zoë O'Brien", "phone", nil,
		"tracking_number", m.or(m.hex(12)),
	}
}

func (m *maker) address() any {
	return object{
		"city", "München", "country", "DE", "line1", "Straße 17", "line2", nil, "postal_code", "80331", "state", "Bavaria",
	}
}

func (m *maker) card() any {
	return object{
		"id", "card_" + m.hex(24), "object", "card", "brand", "Visa", "country", "DE", "cvc_check", "pass",
		"exp_month", 1 + m.IntN(12), "exp_year", 2030, "fingerprint", m.hex(16), "funding", "credit", "last4", "4242",
		"metadata", m.metadataMap(), "name", m.or("Zoë O'Brien"),
	}
}

func (m *maker) bankAccount() any {
	return object{
		"id", "ba_" + m.hex(24), "object", "bank_account", "account_holder_name", "Zoë O'Brien",
		"bank_name", m.or("STRIPE TEST BANK"), "country", "DE", "currency", "eur", "fingerprint", m.hex(16),
		"last4", "6789", "metadata", m.metadataMap(), "routing_number", "110000000", "status", "new",
	}
}

// metadataMap returns an object without declared members.
func (m *maker) metadataMap() any {
	return mapping{"order_id", m.hex(8), "campaign", m.text(2), "shop", "münchen-1"}
}

func (m *maker) unix() int64 {
	m.later()
	return m.now.Unix()
}
