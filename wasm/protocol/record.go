package protocol

import (
	"errors"
	"hash/crc32"
	"strconv"
	"unicode/utf8"
)

// RecordVersion is the version of the stored data's format. It changes only when a field of RunInfo, Settings, Layer, Epoch or
// Checkpoint does, so that stored runs outlive new versions of the messages. Version 1 can still be loaded: it has no Schedule,
// Members, Data and FineTunedOn. So can version 2, which has no Rates.
const RecordVersion = 3

// ErrRecordVersion is wrapped by errors about a record that another version of the page has stored. Apart from that it may be
// intact.
var ErrRecordVersion = errors.New("the stored run is of another version of this page")

// RunInfo is the information on a stored run, without its weights.
type RunInfo struct {
	ID          string // unique, chosen when the run begins; later runs have larger IDs
	Name        string // given by the person; empty: none
	Pinned      bool
	Deleted     bool  // it is removed at the next start, unless the deletion is undone
	Created     int64 // milliseconds since 1970
	Settings    Settings
	Trained     int // epochs
	Tested      bool
	Loss        float32 // on the test digits, when Tested
	Accuracy    float32
	Elapsed     float64 // seconds spent training
	FineTunedOn int     // samples of the person's handwriting that it was fine-tuned on after that
}

// Imported reports whether the run is a network that was trained elsewhere, so that it has no curves.
func (r *RunInfo) Imported() bool { return r.Tested && r.Trained == 0 }

// MaxName is the maximum length of a run's name, in bytes.
const MaxName = 120

const infoKind = 'I'

func (r *RunInfo) fields(c *codec) {
	c.string(&r.ID)
	c.string(&r.Name)
	c.bool(&r.Pinned)
	c.bool(&r.Deleted)
	c.int64(&r.Created)
	r.Settings.fields(c)
	c.int(&r.Trained)
	c.bool(&r.Tested)
	c.float32(&r.Loss)
	c.float32(&r.Accuracy)
	c.float64(&r.Elapsed)
	if c.record != 1 {
		c.int(&r.FineTunedOn)
	}
}

// Checkpoint is the whole state of a run between two epochs, as it is stored in the browser. A run restored from it goes on with
// the same numbers to the bit.
type Checkpoint struct {
	Info         RunInfo
	LearningRate float32      // in force, which may differ from the settings'
	Rates        []RateChange // by which it came to differ, in their order
	Epochs       []Epoch      // trained epochs
	Tensors      []Array      // weights, then the optimiser's state, unless the run is done
}

// Array is a named tensor without its shape, which follows from the settings.
type Array struct {
	Name string
	Data []float32
}

const checkpointKind = 'K'

func (k *Checkpoint) fields(c *codec) {
	k.Info.fields(c)
	c.float32(&k.LearningRate)
	if c.record == 0 || c.record > 2 { // 0: it is written
		list(c, &k.Rates, 20, func(r *RateChange) { r.fields(c) })
	}
	list(c, &k.Epochs, 36, func(e *Epoch) { e.fields(c) })
	arrays(c, &k.Tensors)
}

// MarshalInfo returns the bytes of a run's info, followed by their CRC-32.
func MarshalInfo(r *RunInfo) []byte { return seal(marshal(RecordVersion, infoKind, r)) }

// MarshalCheckpoint returns the bytes of a checkpoint, followed by their CRC-32.
func MarshalCheckpoint(k *Checkpoint) []byte { return seal(marshal(RecordVersion, checkpointKind, k)) }

// UnmarshalInfo loads the bytes of a run's info. Its errors, also for damaged data, wrap ErrFormat or ErrRecordVersion.
func UnmarshalInfo(b []byte) (*RunInfo, error) {
	r := new(RunInfo)
	if err := open(b, infoKind, r); err != nil {
		return nil, err
	}
	return r, nil
}

// UnmarshalCheckpoint loads the bytes of a checkpoint; its errors are as UnmarshalInfo's.
func UnmarshalCheckpoint(b []byte) (*Checkpoint, error) {
	k := new(Checkpoint)
	if err := open(b, checkpointKind, k); err != nil {
		return nil, err
	}
	return k, nil
}

// ErrNotARun is wrapped by errors about a file that is not a run's at all. They wrap ErrFormat too.
var ErrNotARun = formatError("the file is not a run that Digit Lab has saved")

// fileHead begins the file of a run, so that other files are recognised as such.
const fileHead = "Digit Lab run\n"

// MaxRunFile is the maximum size of a file for UnmarshalRunFile, in bytes: an ensemble of the largest networks with their
// optimisers' states.
const MaxRunFile = MaxEnsemble*MaxParameters*3*4 + 1<<20

// MarshalRunFile returns a checkpoint as a file that a person can save or share.
func MarshalRunFile(k *Checkpoint) []byte { return append([]byte(fileHead), MarshalCheckpoint(k)...) }

// UnmarshalRunFile loads a file of MarshalRunFile. The file may come from anyone: NaN, infinities and lengths beyond the limits are
// refused. Its errors are as UnmarshalInfo's.
func UnmarshalRunFile(b []byte) (*Checkpoint, error) {
	switch {
	case len(b) > MaxRunFile:
		return nil, ErrNotARun
	case len(b) < len(fileHead) || string(b[:len(fileHead)]) != fileHead:
		return nil, ErrNotARun
	}
	k, err := UnmarshalCheckpoint(b[len(fileHead):])
	if err != nil {
		return nil, err
	}
	if err := k.sound(); err != nil {
		return nil, err
	}
	return k, nil
}

// sound returns an error for values that are impossible in a run, whatever its settings.
func (k *Checkpoint) sound() error {
	numbers := []float64{float64(k.Info.Loss), float64(k.Info.Accuracy), k.Info.Elapsed}
	for i, e := range k.Epochs {
		if e.Number != i+1 {
			return formatError("its epochs are not in order")
		}
		numbers = append(numbers, float64(e.Loss), float64(e.Accuracy), float64(e.ValidationLoss), float64(e.ValidationAccuracy),
			float64(e.LearningRate), e.Elapsed)
	}
	for _, r := range k.Rates {
		numbers = append(numbers, float64(r.Moment.Epoch), float64(r.Moment.Step), float64(r.Rate))
	}
	for _, v := range numbers {
		if !finite(v) || v < 0 {
			return formatError("a number of its curves cannot be")
		}
	}
	for _, a := range k.Tensors {
		for _, v := range a.Data {
			if !finite(float64(v)) {
				return formatError("its " + a.Name + " has something that is no number")
			}
		}
	}
	if len(k.Info.Name) > MaxName || !utf8.ValidString(k.Info.Name) {
		return formatError("its name is too long, or no text")
	}
	return nil
}

func finite(v float64) bool { return v-v == 0 }

// seal appends the checksum of a record.
func seal(b []byte) []byte {
	c := &codec{buf: b}
	sum := crc32.ChecksumIEEE(b)
	c.uint32(&sum)
	return c.buf
}

// open checks a record's checksum and version and reads it into m.
func open(b []byte, kind byte, m fielder) error {
	if len(b) < 6 {
		return formatError("a record of " + strconv.Itoa(len(b)) + " bytes")
	}
	body, tail := b[:len(b)-4], &codec{buf: b[len(b)-4:], reading: true}
	var sum uint32
	tail.uint32(&sum)
	switch {
	case crc32.ChecksumIEEE(body) != sum:
		return formatError("the stored run is damaged: its checksum is wrong")
	case body[0] < 1 || body[0] > RecordVersion:
		return ErrRecordVersion
	case body[1] != kind:
		return formatError("another kind of record")
	}
	return read(body[2:], body[0], m)
}
