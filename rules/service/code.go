package service

import "time"

// Step is how long one code of the organiser's screen stands there.
const Step = 30 * time.Second

// StepAt numbers the code that stands on the screen at a moment.
func StepAt(t time.Time) int64 { return t.Unix() / int64(Step/time.Second) }

// Good are the codes that are taken at a moment: that on the screen and the one
// before it, which whoever scanned a moment ago still holds. A photograph passed
// on to somebody at home is too old by then.
func Good(t time.Time) []int64 { return []int64{StepAt(t), StepAt(t) - 1} }

// Left is how long the code on the screen still stands there.
func Left(t time.Time) time.Duration {
	return Step - time.Duration(t.UnixNano()%int64(Step))
}
