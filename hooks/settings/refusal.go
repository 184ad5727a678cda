package settings

import validation "github.com/pocketbase/ozzo-validation/v4"

// refusal is one field's sentence in the shape PocketBase shows beside the field.
func refusal(field, sentence string) error {
	return validation.Errors{field: validation.NewError("validation_"+field, sentence)}
}
