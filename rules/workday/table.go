package workday

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
)

//go:embed days.tsv
var daysTSV string

// embedded is parsed once; a broken table is a broken build, so it stops the program at start.
var embedded = mustTable(daysTSV)

func mustTable(text string) *Calendar {
	c := &Calendar{special: map[int]special{}, known: map[int]bool{}, hours: DefaultHours()}
	for number, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := c.addRow(strings.TrimRight(line, "\r")); err != nil {
			panic(fmt.Sprintf("workday: days.tsv line %d: %v", number+1, err))
		}
	}
	return c
}

// addRow reads "year, holiday, days off, make-up days", tab-separated.
func (c *Calendar) addRow(line string) error {
	columns := strings.Split(line, "\t")
	if len(columns) != 4 {
		return fmt.Errorf("want 4 columns, have %d", len(columns))
	}
	year, err := strconv.Atoi(columns[0])
	if err != nil {
		return err
	}
	c.known[year] = true
	for i, work := range []bool{false, true} {
		if err := c.addRuns(year, columns[2+i], special{work: work, name: columns[1]}); err != nil {
			return err
		}
	}
	return nil
}

// addRuns reads "0101-0103,1231"; "-" alone stands for no day.
func (c *Calendar) addRuns(year int, runs string, s special) error {
	if runs == "-" {
		return nil
	}
	for run := range strings.SplitSeq(runs, ",") {
		first, last, isRange := strings.Cut(run, "-")
		if !isRange {
			last = first
		}
		from, err := monthDay(year, first)
		if err != nil {
			return err
		}
		to, err := monthDay(year, last)
		if err != nil {
			return err
		}
		for day := from; day <= to; day++ {
			c.special[day] = s
		}
	}
	return nil
}

func monthDay(year int, text string) (int, error) {
	t, err := time.ParseInLocation("20060102", fmt.Sprintf("%04d%s", year, text), Zone)
	if err != nil {
		return 0, err
	}
	return dayOf(t), nil
}
