package classify

// A feature is what the learner sees of a text: a character, two or three
// neighbouring ones, two with any one between them, or a sign.
type feature [3]rune

// The marks of features that are more than neighbouring characters.
const (
	gapMark  rune = -1 // a, gapMark, b: a and b with one character between
	signMark rune = -2 // signMark, n: the sign number n of the model's list
	headMark rune = -3 // headMark, a, b: a pair among the first characters, where people say what it is about
)

// Signs are what the word lists say of a text: a set of words/sets.tsv of which
// one word stands in it ({坏} for 坏了, 失灵, 勿来三 …), and whether the lists of
// dangers, of conduct and of reasons to climb hold.
const (
	signDanger  = "!danger"
	signSealed  = "!sealed"
	signClimb   = "!climb"
	signOutside = "!outside"

	signNamed    = "n:" // with a matter's code: its keywords name it
	signFirst    = "1:" // with a matter's code: its keywords name it most plainly
	signCategory = "c:" // with the category of that matter
)

// beginning is how many characters count as the beginning of a text.
const beginning = 14

// featuresOf lists the features of a normalised text, each once, in the order
// they are met.
func featuresOf(runes []rune) []feature {
	list := make([]feature, 0, 4*len(runes))
	seen := make(map[feature]bool, 4*len(runes))
	add := func(f feature) {
		if !seen[f] {
			seen[f] = true
			list = append(list, f)
		}
	}
	for i, a := range runes {
		if isPunctuation(a) {
			continue
		}
		add(feature{a})
		if i+1 >= len(runes) || isPunctuation(runes[i+1]) {
			continue
		}
		b := runes[i+1]
		add(feature{a, b})
		if i < beginning {
			add(feature{headMark, a, b})
		}
		if i+2 < len(runes) && !isPunctuation(runes[i+2]) {
			add(feature{a, b, runes[i+2]})
			add(feature{a, gapMark, runes[i+2]})
		}
	}
	return list
}
