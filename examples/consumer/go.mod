module example.com/consumer

go 1.26.0

require github.com/peergen/peergen v0.0.0

replace github.com/peergen/peergen => ../..
