package classify

// Plain is a text as the word lists compare it: small letters, narrow digits,
// simplified characters, known typos mended, no spaces and no emoji.
// Punctuation stays.
func Plain(text string) string { return string(normalise(text).runes) }
