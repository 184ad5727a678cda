package classify

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// taught is one lesson as the trainer sees it; an empty label is not taught.
type taught struct {
	features []feature
	label    map[string]string // head → label
}

// How the heads are trained. The figures were found by leaving out one fifth of
// the lessons at a time, see TestCrossed.
var (
	trainSeed   = 20261125
	trainRounds = 16
	trainStep   = 0.6
	trainShrink = 3e-4 // pulls weights to zero, so that rare features do not shout
	trainLeave  = 0.25 // share of features left out of each look, so that no single one is relied on
	leastSeen   = 2
	leastMatter = 2
	trainLevels = 24.0 // weights are kept as whole steps from minus to plus this: enough, and the file stays small
)

// train makes a model from lessons. The same lessons give the same model.
func train(lessons []taught, signs []string) *model {
	seen := map[feature]int{}
	for _, x := range lessons {
		for _, f := range x.features {
			seen[f]++
		}
	}
	var order []feature
	for f, n := range seen {
		if n >= leastSeen {
			order = append(order, f)
		}
	}
	slices.SortFunc(order, func(a, b feature) int { return slices.Compare(a[:], b[:]) })
	m := &model{ids: map[feature]int32{}, signs: signs}
	for i, f := range order {
		m.ids[f] = int32(i)
	}
	for _, name := range []string{headLane, headKind, headTier, headMatter} {
		m.heads = append(m.heads, trainHead(m, name, lessons, order, seen))
	}
	return m
}

// trainHead is logistic regression by stochastic descent with a step of its own
// for each weight (AdaGrad). Labels with few lessons weigh more: an emergency
// is rare, not unimportant.
func trainHead(m *model, name string, lessons []taught, order []feature, seen map[feature]int) head {
	h := head{name: name, rows: make([]int32, len(order))}
	count := map[string]int{}
	var picked []taught
	for _, x := range lessons {
		if l := x.label[name]; l != "" {
			picked = append(picked, x)
			count[l]++
		}
	}
	for l := range count {
		h.labels = append(h.labels, l)
	}
	slices.Sort(h.labels)
	n := len(h.labels)
	used := int32(0)
	for i, f := range order {
		h.rows[i] = -1
		if name == headMatter && (seen[f] < leastMatter || f[2] != 0 && f[0] != signMark && f[0] != headMark) {
			continue // a hundred labels: characters and pairs suffice
		}
		h.rows[i] = used
		used++
	}
	weights, squares := make([]float64, int(used)*n), make([]float64, int(used)*n)
	bias := make([]float64, n)
	share := float64(len(picked)) / float64(n)
	random := rand.New(rand.NewPCG(uint64(trainSeed), uint64(len(name))))
	turns := make([]int, len(picked))
	for i := range turns {
		turns[i] = i
	}
	z := make([]float64, n)
	for range int(trainRounds) {
		random.Shuffle(len(turns), func(i, j int) { turns[i], turns[j] = turns[j], turns[i] })
		for _, k := range turns {
			var rows []int32
			all := 0
			for _, f := range picked[k].features {
				id, ok := m.ids[f]
				if !ok {
					continue
				}
				all++
				if h.rows[id] < 0 || random.Float64() < trainLeave {
					continue
				}
				rows = append(rows, h.rows[id])
			}
			if len(rows) == 0 {
				continue
			}
			value := 1 / math.Sqrt(float64(all)) / (1 - trainLeave)
			copy(z, bias)
			for _, row := range rows {
				for j, w := range weights[int(row)*n : int(row)*n+n] {
					z[j] += w * value
				}
			}
			softmax(z)
			target := slices.Index(h.labels, picked[k].label[name])
			importance := min(math.Sqrt(share/float64(count[h.labels[target]])), 4)
			for j := range z {
				miss := z[j]
				if j == target {
					miss--
				}
				z[j] = miss * importance
				bias[j] -= 0.02 * z[j]
			}
			for _, row := range rows {
				at := int(row) * n
				for j := range n {
					g := z[j]*value + trainShrink*weights[at+j]
					squares[at+j] += g * g
					weights[at+j] -= trainStep * g / (0.1 + math.Sqrt(squares[at+j]))
				}
			}
		}
	}
	top := 1e-9
	for _, w := range weights {
		top = max(top, math.Abs(w))
	}
	h.scale = float32(top / trainLevels)
	h.step = make([]int8, len(weights))
	for i, w := range weights {
		h.step[i] = int8(math.Round(w / top * trainLevels))
	}
	h.bias = make([]float32, n)
	for j, b := range bias {
		h.bias[j] = float32(b)
	}
	return h
}

// write encodes a model as readModel reads it.
func (m *model) write() []byte {
	b := bytes.NewBufferString(modelMagic)
	number := func(n int) { b.Write(binary.AppendUvarint(nil, uint64(n))) }
	text := func(s string) { number(len(s)); b.WriteString(s) }
	float := func(f float32) { b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(f))) }
	text(m.lessons)
	number(len(m.signs))
	for _, s := range m.signs {
		text(s)
	}
	order := make([]feature, 0, len(m.ids))
	for f := range m.ids {
		order = append(order, f)
	}
	slices.SortFunc(order, func(a, b feature) int { return cmp.Compare(m.ids[a], m.ids[b]) })
	number(len(order))
	for _, f := range order {
		for _, r := range f {
			b.Write(binary.AppendVarint(nil, int64(r)))
		}
	}
	number(len(m.heads))
	for _, h := range m.heads {
		text(h.name)
		float(h.scale)
		number(len(h.labels))
		for j, l := range h.labels {
			text(l)
			float(h.bias[j])
		}
		for _, row := range h.rows {
			b.WriteByte(byte(min(row+1, 1)))
		}
		for _, w := range h.step {
			b.WriteByte(byte(w))
		}
	}
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	z.Write(b.Bytes())
	z.Close()
	return packed.Bytes()
}
