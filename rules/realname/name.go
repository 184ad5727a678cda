package realname

import (
	"strings"
	"unicode"
)

// compound are the surnames of two characters (those of 《百家姓》 and a few more in use). Only these
// are kept whole by MaskName; for the rest the first character is the surname.
const compound = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 轩辕 长孙 宇文 端木 独孤 南宫 西门 东郭 百里 " +
	"呼延 闻人 赫连 澹台 申屠 太史 钟离 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 鲜于 闾丘 亓官 司寇 拓跋 乐正 完颜 第五 纳兰 左丘 梁丘 " +
	"东门 南门 微生 羊舌 贺兰 叱干 达奚 万俟 谷梁 公羊 公良 漆雕 壤驷 段干 巫马 公西 宰父 即墨"

// NormalizeName brings a name into one form: no blanks around or between Chinese characters, one blank
// between Latin words, half-width letters, one kind of dot in 买买提·艾力.
func NormalizeName(raw string) string {
	text := strings.Map(func(r rune) rune {
		switch {
		case r == '•' || r == '・' || r == '．' || r == '‧' || r == '∙' || r == '･' || r == '●':
			return '·'
		case r >= '！' && r <= '～':
			return r - ('！' - '!')
		case unicode.IsSpace(r) || r == '\u3000':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, raw)
	words := strings.Fields(text)
	var out strings.Builder
	for i, word := range words {
		if i > 0 && latinEnd(words[i-1]) && latinStart(word) {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}

// SameName reports whether two spellings are one name. An empty name is nobody's.
func SameName(a, b string) bool {
	a, b = NormalizeName(a), NormalizeName(b)
	return a != "" && strings.EqualFold(a, b)
}

// MaskName keeps the surname: 王**, 诸葛**. The number of stars says nothing about the length of the name.
func MaskName(name string) string {
	runes := []rune(NormalizeName(name))
	if len(runes) == 0 {
		return ""
	}
	keep := 1
	if len(runes) > 2 {
		for surname := range strings.FieldsSeq(compound) {
			if strings.HasPrefix(string(runes), surname) {
				keep = 2
				break
			}
		}
	}
	return string(runes[:keep]) + "**"
}

// MaskMiddle keeps the surname and the last character, 孙*芳: enough for one of
// a family to find herself among those who share her telephone.
func MaskMiddle(name string) string {
	runes := []rune(NormalizeName(name))
	if len(runes) < 3 {
		return MaskName(name)
	}
	return strings.TrimSuffix(MaskName(name), "*") + string(runes[len(runes)-1])
}

func latinEnd(word string) bool {
	runes := []rune(word)
	return runes[len(runes)-1] < unicode.MaxLatin1
}

func latinStart(word string) bool {
	return []rune(word)[0] < unicode.MaxLatin1
}
