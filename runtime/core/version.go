package core

// Version0_1_0 is mentioned by packages that share the runtime. A package that
// another version of peergen generated does not compile: generate it again.
const Version0_1_0 = true
