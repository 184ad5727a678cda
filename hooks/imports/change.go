package imports

import "slices"

// yesno reads a cell that says yes or no; ok is false when it says neither.
func yesno(cell string, yes, no []string) (value, ok bool) {
	switch {
	case slices.Contains(append(yes, "是", "1", "√", "true", "TRUE"), cell):
		return true, true
	case slices.Contains(append(no, "否", "0", "×", "false", "FALSE"), cell):
		return false, true
	}
	return false, false
}

// said is a yes or no as the spreadsheet shows it.
func said(yes bool) string {
	if yes {
		return "是"
	}
	return "否"
}

// oneChange tells what a row changes in one column; empty when nothing.
func oneChange(column, was, is string) string {
	switch {
	case was == is:
		return ""
	case was == "":
		return column + "：" + is
	case is == "":
		return column + "：清掉“" + was + "”"
	}
	return column + "：" + was + " → " + is
}
