module github.com/peergen/peergen/generator/testdata/behaviour

go 1.26.0
