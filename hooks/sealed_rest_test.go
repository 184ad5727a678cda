package hooks_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
	"hongguan/hooks/reports"
	"hongguan/rules/schedule"
)

// opened is what stands in an answer or a file: in letters, office files and
// packed ones too.
func opened(raw string) string {
	var out strings.Builder
	out.WriteString(raw)
	switch {
	case strings.Contains(raw[:min(len(raw), 2000)], "Message-ID: "):
		for _, part := range regexp.MustCompile(`\r?\n\r?\n`).Split(raw, -1) {
			if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(part), "")); err == nil {
				out.WriteString(opened(string(b)))
			}
			if b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(part))); err == nil {
				out.Write(b)
			}
		}
	case strings.HasPrefix(raw, "PK\x03\x04"):
		z, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
		if err != nil {
			return raw
		}
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				_, _ = io.Copy(&out, r)
				r.Close()
			}
		}
	case strings.HasPrefix(raw, "\x1f\x8b"):
		if z, err := gzip.NewReader(strings.NewReader(raw)); err == nil {
			_, _ = io.Copy(&out, z)
		}
	}
	return out.String()
}

// atRest looks where no route leads: rows of every table, files on the disk,
// the request log, and what the command line writes.
func (s *sealedOffice) atRest(table []sight, traces []string) {
	s.t.Helper()
	dir := s.t.TempDir()
	week, err := schedule.ParseISOWeek(s.week)
	apptest.Must(s.t, err)
	apptest.Must(s.t, reports.Write(s, week, dir, io.Discard))
	s.flush()

	words := append([]string{conductText, conductReply}, laterWords...)
	leaders := []string{leaderText, leaderName, leaderReply, "13700000077"}
	for _, folder := range []string{s.DataDir(), dir} {
		apptest.Must(s.t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			body := opened(string(raw))
			s.read("Whoever", path, body, nil, append(leaders, s.upperKey, s.upperLink, s.leaderCode, s.heldCode))
			if !strings.HasPrefix(filepath.Base(path), "data.db") {
				s.read("Whoever", path, body, nil, words)
			}
			return err
		}))
	}
	var tables []string
	apptest.Must(s.t, s.DB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Column(&tables))
	for _, name := range tables {
		var rows []dbx.NullStringMap
		apptest.Must(s.t, s.DB().Select("*").From(name).All(&rows))
		if name != "sealed_reports" {
			s.read("Whoever", "table "+name, fmt.Sprint(rows), nil, words)
		}
	}
	var logged []dbx.NullStringMap
	apptest.Must(s.t, s.AuxDB().Select("*").From("_logs").All(&logged))
	if len(logged) < 100 {
		s.t.Errorf("%d lines in the request log: nothing was logged", len(logged))
	}
	secrets := append([]string{s.conductCode, s.laterOldCode}, s.tokens...)
	s.read("Whoever", "request log", fmt.Sprint(logged), nil, append(secrets, words...))
	for _, line := range logged {
		url := fmt.Sprint(line["data"])
		if regexp.MustCompile(`/api/(letters|sealed|upper|track|reply)`).MatchString(url) && regexp.MustCompile(`"(userIP|remoteIP|userAgent|referer|auth|authId)":"[^"]`).MatchString(url) {
			s.t.Errorf("the log says who: %s", url)
		}
	}
	for _, r := range s.rows("sealed_reports") {
		if r.GetString("audience") != "upper" {
			continue
		}
		for _, f := range r.GetStringSlice("photos") {
			raw, err := os.ReadFile(filepath.Join(s.DataDir(), "storage", r.BaseFilesPath(), f))
			apptest.Must(s.t, err)
			if !bytes.HasPrefix(raw, []byte("age-encryption.org/")) {
				s.t.Errorf("%s lies open", f)
			}
		}
	}
}

// numbers: staff read no exact count below five, whatever it is.
func (s *sealedOffice) numbers() {
	s.t.Helper()
	_, err := s.NonconcurrentDB().NewQuery("UPDATE sealed_reports SET state = 'replied'").Execute()
	apptest.Must(s.t, err)
	for n := 0; n <= 6; n++ {
		s.Clock.Add(time.Minute)
		staff, boss := s.Call(s.town.Steward, "GET", "/api/stats/overview", nil), s.Call(s.town.Superuser, "GET", "/api/stats/overview", nil)
		if _, told := staff.Body["sealed_upper"]; told || (n < 5) != (staff.Body["sealed"] == nil) || (n < 5) != (staff.Text("sealed_label") == "少于 5 件") {
			s.t.Errorf("with %d reports staff read %v, %q", n, staff.Body["sealed"], staff.Text("sealed_label"))
		}
		secretary, _ := boss.Body["sealed"].(float64)
		upper, _ := boss.Body["sealed_upper"].(float64)
		if int(secretary+upper) != n {
			s.t.Errorf("with %d reports the secretary reads %v and %v", n, boss.Body["sealed"], boss.Body["sealed_upper"])
		}
		s.Call(nil, "POST", "/api/letters", map[string]any{"kind": "conduct", "text": fmt.Sprint("第", n, "封"), "target": []string{"", "leader"}[n%2]})
	}
}
