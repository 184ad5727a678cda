package bulletin

import (
	"html"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
)

// policy is what may stand in a post's body: paragraphs, headings, lists, a
// plain table and links. No picture, no style, no class: the pages give the
// look, and a resident chooses how large.
var policy = allowed()

func allowed() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "u", "ul", "ol", "li", "blockquote",
		"table", "caption", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "tel")
	p.RequireParseableURLs(true)
	p.AddTargetBlankToFullyQualifiedLinks(true) // sets rel="noopener" as well
	p.SkipElementsContent("svg", "math", "template", "textarea", "select", "button", "audio", "video", "head")
	return p
}

// ranks keeps the page's own title the only one of its rank. What they replace
// is written by the policy, so that it stands there without attributes.
var ranks = strings.NewReplacer("<h1>", "<h2>", "</h1>", "</h2>", "<h5>", "<h4>", "</h5>", "</h4>", "<h6>", "<h4>", "</h6>", "</h4>")

// Clean is the body as it is kept, and once more as it is sent: a row that was
// written on the disk is no safer than one that was typed.
func Clean(body string) string { return strings.TrimSpace(ranks.Replace(policy.Sanitize(body))) }

var (
	texts  = bluemonday.StrictPolicy()
	blocks = regexp.MustCompile(`</?(p|div|br|hr|h[1-6]|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td)\b`)
)

// plain is the text of a body on one line.
func plain(body string) string {
	return strings.Join(strings.Fields(html.UnescapeString(texts.Sanitize(blocks.ReplaceAllString(policy.Sanitize(body), " $0")))), " ")
}

// pictured finds a picture in the body. It would vanish without a word, so
// whoever put it there is told where pictures go.
var pictured = regexp.MustCompile(`(?i)<(img|picture|video|svg)[\s/>]`)
