package pages

import "path"

// types is our own table: a Windows registry may call .js text/plain, and then
// no browser runs a module.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json; charset=utf-8",
	".webmanifest": "application/manifest+json; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".ico":         "image/x-icon",
	".txt":         "text/plain; charset=utf-8",
}

// mimeOf is the type of a file by its extension; empty for files we never send.
func mimeOf(name string) string { return types[path.Ext(name)] }
