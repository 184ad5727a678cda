package classify

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

//go:embed model.bin
var modelFile []byte

// model is the learner as it was trained: logistic regression over the features
// of a text, with one head for each question. model.bin is made from lessons/
// by `go test ./rules/classify -run TestModel -update`; training takes seconds
// and is the same every time, loading takes milliseconds.
type model struct {
	lessons string // digest of the lessons it was made from
	ids     map[feature]int32
	signs   []string // what signMark numbers
	heads   []head
}

// head answers one question: which of its labels. Weights are whole steps of
// scale; a feature the head does not use has none.
type head struct {
	name   string
	labels []string
	bias   []float32
	scale  float32
	rows   []int32 // feature → row of weights, -1 for none
	step   []int8  // row after row, each by label
}

// The questions the learner is asked.
const (
	headLane   = "lane"   // the two lanes and, for ordinary texts, the category
	headKind   = "kind"   // what the person wants
	headTier   = "tier"   // how far it must travel
	headMatter = "matter" // which matter of the catalogue the program ships
)

const modelMagic = "hgmodel1"

// readModel decodes a model file.
func readModel(file []byte) (*model, error) {
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("unpack model: %w", err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("unpack model: %w", err)
	}
	r := bytes.NewReader(plain)
	magic := make([]byte, len(modelMagic))
	if _, err := io.ReadFull(r, magic); err != nil || string(magic) != modelMagic {
		return nil, errors.New("not a model file")
	}
	m := &model{}
	d := decoder{r: r}
	m.lessons = d.text()
	for range d.number() {
		m.signs = append(m.signs, d.text())
	}
	n := d.number()
	m.ids = make(map[feature]int32, n)
	for i := range n {
		var f feature
		for k := range f {
			f[k] = rune(d.signed())
		}
		m.ids[f] = int32(i)
	}
	for range d.number() {
		h := head{name: d.text(), scale: d.float()}
		for range d.number() {
			h.labels = append(h.labels, d.text())
			h.bias = append(h.bias, d.float())
		}
		h.rows = make([]int32, n)
		used := int32(0)
		mark := make([]byte, n)
		d.bytes(mark)
		for i, b := range mark {
			h.rows[i] = -1
			if b != 0 {
				h.rows[i] = used
				used++
			}
		}
		raw := make([]byte, int(used)*len(h.labels))
		d.bytes(raw)
		h.step = make([]int8, len(raw))
		for i, b := range raw {
			h.step[i] = int8(b)
		}
		m.heads = append(m.heads, h)
	}
	if d.err != nil {
		return nil, fmt.Errorf("read model: %w", d.err)
	}
	return m, nil
}

// decoder reads the parts of a model file and remembers the first error.
type decoder struct {
	r   *bytes.Reader
	err error
}

func (d *decoder) number() int {
	n, err := binary.ReadUvarint(d.r)
	d.note(err)
	return int(n)
}

func (d *decoder) signed() int64 {
	n, err := binary.ReadVarint(d.r)
	d.note(err)
	return n
}

func (d *decoder) float() float32 {
	var b [4]byte
	d.bytes(b[:])
	return math.Float32frombits(binary.LittleEndian.Uint32(b[:]))
}

func (d *decoder) bytes(b []byte) {
	_, err := io.ReadFull(d.r, b)
	d.note(err)
}

func (d *decoder) text() string {
	b := make([]byte, min(d.number(), 1<<16))
	d.bytes(b)
	return string(b)
}

func (d *decoder) note(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (m *model) head(name string) *head {
	i := slices.IndexFunc(m.heads, func(h head) bool { return h.name == name })
	return &m.heads[i]
}

// chances gives each label's chance for a text with these features, adding up to 1.
func (h *head) chances(ids []int32) []float64 {
	n := len(h.labels)
	sums := make([]int32, n)
	for _, id := range ids {
		row := h.rows[id]
		if row < 0 {
			continue
		}
		weights := h.step[int(row)*n:][:n]
		for j, w := range weights {
			sums[j] += int32(w)
		}
	}
	value := float64(h.scale)
	if len(ids) > 0 {
		value /= math.Sqrt(float64(len(ids)))
	}
	z := make([]float64, n)
	for j := range z {
		z[j] = float64(h.bias[j]) + value*float64(sums[j])
	}
	softmax(z)
	return z
}

// softmax turns sums into chances, in place.
func softmax(z []float64) {
	top, sum := slices.Max(z), 0.0
	for j := range z {
		z[j] = math.Exp(z[j] - top)
		sum += z[j]
	}
	for j := range z {
		z[j] /= sum
	}
}
