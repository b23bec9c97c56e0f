package core

// Version0_1_0 is mentioned by packages that share the runtime. If it is undefined
// in such a package, the versions of package and runtime differ: generate both with
// the same version of peergen.
const Version0_1_0 = true
