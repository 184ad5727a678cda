// Package docx fills Word documents (.docx) that carry {{markers}}, and builds
// the plain A4 forms we ship as such documents.
//
// It exists because no maintained, freely licensed .docx template filler for Go
// is available. It does only what an office form needs: markers in text even
// where Word split them across runs, table rows repeated for lists, pictures
// replaced by their alternative text, escaping, and line breaks.
//
// A marker is {{名称}}. A marker with a dot, {{经过.时间}}, belongs to a list: the
// table row that holds it is repeated once per entry of that list.
package docx
