package requests

import "strings"

// Retold is a public sentence of the timeline for whoever did not ask. The
// stored ones speak to the resident: 『您补充：…』 on the desk would say that the
// clerk did. Only the program's own beginnings are turned, never a word that
// somebody wrote.
func Retold(sentence string) string {
	for _, turn := range [][2]string{
		{"您补充了情况，为保护您，", "居民补充了情况，为保护反映人，"},
		{"收到您的", "收到居民的"}, {"请您补充：", "请居民补充："}, {"已告知您（", "已告知居民（"}, {"您", "居民"},
	} {
		if rest, ok := strings.CutPrefix(sentence, turn[0]); ok {
			return turn[1] + rest
		}
	}
	return strings.Replace(sentence, calledBack+"，您说", calledBack+"，居民说", 1)
}
