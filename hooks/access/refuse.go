package access

import (
	"net/http"

	"github.com/pocketbase/pocketbase/tools/router"
)

// Refuse is a sentence for the person who tried, as HTTP 400. The sentence is
// set after construction because the constructor adds an English full stop.
func Refuse(sentence string) *router.ApiError { return Answer(http.StatusBadRequest, sentence) }

// Answer is a refusal with another status.
func Answer(status int, sentence string) *router.ApiError {
	err := router.NewApiError(status, "", nil)
	err.Message = sentence
	return err
}

// RefuseFields names the wrong fields, each with its stable code and sentence;
// the first sentence is the message.
func RefuseFields(fields ...Field) *router.ApiError {
	data := map[string]any{}
	for _, f := range fields {
		data[f.Name] = map[string]string{"code": f.Code, "message": f.Sentence}
	}
	err := router.NewApiError(http.StatusBadRequest, "", nil)
	err.Message = fields[0].Sentence
	err.Data = data
	return err
}

// Field is what is wrong with one field.
type Field struct{ Name, Code, Sentence string }
