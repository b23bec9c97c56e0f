package generator

// Version is the version of the generator, which the header of every generated
// file contains. It is a constant, not read from the build information, so that
// the output does not depend on how the generator was built.
const Version = "v0.1.0"
