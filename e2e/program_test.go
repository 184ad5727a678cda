package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// startLimit is how long the program may take to fill the demo and answer.
const startLimit = 60 * time.Second

// program is the office's program, running as its own process.
type program struct {
	url   string
	dir   string // its data
	guide guide
	cmd   *exec.Cmd
	ended chan struct{}
	out   *transcript
}

// guide is what the demo says about itself in demo.json.
type guide struct {
	Superuser struct{ Email, Password string }
	Staff     []struct{ Role, Account, Password, Name string }
	Residents []struct{ Phone, Password, Name string }
	Posters   []struct{ Code, Building, Unit string }
}

// start lets the program serve the demo on a free port.
func start(dir string) (*program, error) {
	exe, err := build(dir)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	l.Close()

	p := &program{url: "http://" + addr, dir: filepath.Join(dir, "data"), ended: make(chan struct{}), out: &transcript{said: make(chan struct{}, 1)}}
	p.cmd = exec.Command(exe, "demo", "--dir", p.dir, "--http", addr)
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { p.cmd.Wait(); close(p.ended) }()
	if err := p.ready(); err != nil {
		p.stop()
		return nil, fmt.Errorf("%w\n%s", err, p.out)
	}
	return p, nil
}

// build makes the program of this tree, or takes the one that is to be tried.
func build(dir string) (string, error) {
	if exe := os.Getenv("HONGGUAN_EXE"); exe != "" {
		return filepath.Abs(exe)
	}
	exe := filepath.Join(dir, "hongguan")
	if runtime.GOOS == "windows" {
		exe += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", exe, "hongguan").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return exe, nil
}

// ready waits for the program to print where it is reached.
func (p *program) ready() error {
	late := time.After(startLimit)
	for {
		select {
		case <-p.ended:
			return errors.New("the program ended")
		case <-late:
			return errors.New("the program did not start in time")
		case <-p.out.said:
		}
		answer, err := http.Get(p.url + "/healthz")
		if err != nil {
			continue // it prints more once it answers
		}
		answer.Body.Close()
		b, err := os.ReadFile(filepath.Join(p.dir, "demo.json"))
		if err != nil {
			return err
		}
		return json.Unmarshal(b, &p.guide)
	}
}

// stop ends the process that start began, politely first.
func (p *program) stop() {
	if runtime.GOOS == "windows" {
		p.cmd.Process.Kill()
	} else {
		p.cmd.Process.Signal(os.Interrupt)
	}
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		p.cmd.Process.Kill()
		<-p.ended
	}
}

// transcript keeps what the program prints and tells of every new line.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
	said chan struct{}
}

func (w *transcript) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.said <- struct{}{}:
	default:
	}
	return w.text.Write(b)
}

func (w *transcript) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// findBrowser names a Chromium of this machine.
func findBrowser() (string, error) {
	if path := os.Getenv("CHROME"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no browser: install chromium, or name one in CHROME, to walk the journeys")
}
