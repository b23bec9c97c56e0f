package generator

// Version is the version of the generator, which the header of every generated
// file carries. It is a constant, and not what the build knows about itself,
// so that the output does not depend on how the tool was built.
const Version = "v0.1.0"
