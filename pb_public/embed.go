// Package pb_public holds the pages people see: static HTML, stylesheets and
// ES modules as written, no build step. The program carries them inside itself.
package pb_public

import "embed"

// FS is this folder as served to phones, the resident's side and the staff desk.
//
//go:embed *.html css/*.css js/*.js js/pages/*.js js/parts/*.js js/desk/*.js vendor/*.js
var FS embed.FS
