package pages

// generated are files that other packages write, by the name under which they
// are served.
func generated() map[string][]byte { return nil }
