package overview

// SuggestionCounts is the query whose plan is tested.
const SuggestionCounts = suggestionCounts

// SuggestionShare is the part of the workbench that is timed.
var SuggestionShare = suggestionShare
