package helpers

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"reflect"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// host has the tutorial's digits only.
type host struct{ data.Host }

func (host) Digits() ([]byte, error) { return os.ReadFile("../../../static/data/digits.csv.gz") }

func (host) Gunzip(file []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, int64(most)))
}

// spawner spawns goroutines as helpers.
type spawner struct {
	t     *testing.T
	cores int
	fails int // number of the answer that a helper fails to give; 0: none
	ended chan error
}

// channel connects a helper and the pool.
type channel struct {
	tasks, answers chan []byte
	begun          chan struct{} // closed when the helper waits for its first task
	fails, count   int
}

func (s *spawner) Cores() int { return s.cores }

func (s *spawner) Spawn(help []byte, taskSize, answerSize int) Helper {
	c, err := protocol.UnmarshalCommand(help)
	if err != nil {
		s.t.Error(err)
		return nil
	}
	ch := &channel{tasks: make(chan []byte, 1), answers: make(chan []byte, 1), begun: make(chan struct{}), fails: s.fails}
	go func() { s.ended <- Help(data.New(host{}, nil), &other{channel: ch}, c.(*protocol.Help)) }()
	<-ch.begun
	return ch
}

func (c *channel) Ready() bool { return true }

func (c *channel) Send(task []byte) { c.tasks <- slices.Clone(task) }

func (c *channel) Receive(answer []byte) bool {
	if c.count++; c.count == c.fails {
		return false
	}
	copy(answer, <-c.answers)
	return true
}

func (c *channel) Terminate() { close(c.tasks) }

type other struct {
	*channel
	came bool
}

func (o *other) Receive(task []byte) bool {
	if !o.came {
		o.came = true
		close(o.begun)
	}
	given, ok := <-o.tasks
	copy(task, given)
	return ok
}

func (o *other) Send(answer []byte) { o.answers <- slices.Clone(answer) }

// train returns the weights after two epochs with a pool of helpers, which may warm up before.
func train(t *testing.T, s protocol.Settings, cores, fails int, warmUp bool) []protocol.Array {
	t.Helper()
	library := data.New(host{}, nil)
	if _, err := library.LoadDigits(); err != nil {
		t.Fatal(err)
	}
	split, err := library.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	var pool Pool
	network.Replicas = pool.Replicas
	spawner := &spawner{t: t, cores: cores, fails: fails, ended: make(chan error, cores)}
	pool.Spawn(spawner, s, network.Members[0].TrainedSize(), warmUp)
	pool.Start()
	want := min(cores, s.MicroBatches())
	if got := pool.Workers(); got != want {
		t.Errorf("%d workers on %d cores, want %d", got, cores, want)
	}
	for _, err := range network.Steps(split.Fit, s, 0) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if pool.Empty() != (cores == 1 || fails > 0) {
		t.Errorf("on %d cores, with answer %d missing, the pool is empty at the end: %v", cores, fails, pool.Empty())
	}
	pool.Terminate()
	for range want - 1 {
		if err := <-spawner.ended; err != nil {
			t.Error(err)
		}
	}
	return network.Weights()
}

// The weights are the same for any number of helpers, also if one does not answer. The last batch of 100 has 5 digits, so that most
// helpers have none.
func TestWeightsDoNotDependOnHelpers(t *testing.T) {
	s := protocol.DefaultSettings()
	s.Epochs, s.Members, s.Augmentation = 2, 2, protocol.Strong
	s.Layers = protocol.WithDropout(protocol.WithNormalization(s.Layers, true), .2)
	for _, s.BatchSize = range []int{96, 100} {
		alone := train(t, s, 1, 0, false)
		for _, c := range []struct {
			cores, fails int
			warmUp       bool
		}{{2, 0, false}, {2, 0, true}, {3, 0, false}, {8, 0, false}, {3, 5, true}} {
			if got := train(t, s, c.cores, c.fails, c.warmUp); !reflect.DeepEqual(got, alone) {
				t.Errorf("%+v, batches of %d: the weights are others", c, s.BatchSize)
			}
		}
	}
}

// If a spawner has no helpers, the pool stays empty.
func TestNoHelpers(t *testing.T) {
	s := protocol.DefaultSettings()
	s.BatchSize = 96
	var pool Pool
	pool.Spawn(none{}, s, 10, true)
	pool.Start()
	if !pool.Empty() || pool.Workers() != 1 {
		t.Errorf("%d workers", pool.Workers())
	}
	if own := pool.Replicas(0).Begin(1, 1, []*nn32.Param{}); own < s.MicroBatches() {
		t.Errorf("the run computes %d micro-batches alone, want all", own)
	}
}

type none struct{}

func (none) Cores() int                    { return 4 }
func (none) Spawn([]byte, int, int) Helper { return nil }
