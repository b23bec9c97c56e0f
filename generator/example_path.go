package generator

// examplePath returns the import path of a package in a folder, which its
// examples import. It is empty if nothing can import the package.
func examplePath(dir, pkg string) string {
	if pkg == "main" {
		return ""
	}
	path, err := importPathOf(dir)
	if err != nil {
		return "" // there is no go.mod, so that nothing can import it
	}
	return path
}
