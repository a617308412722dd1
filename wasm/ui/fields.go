package ui

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// setting is one of a run's settings that a person may type.
type setting int

const (
	epochsSetting setting = iota
	batchSetting
	rateSetting
	seedSetting

	settings // how many there are
)

// id is the setting's part of element ids.
func (s setting) id() string { return [...]string{"epochs", "batch", "rate", "seed"}[s] }

// fields is what stands in the fields of the settings, as typed.
type fields [settings]string

func fieldsOf(s protocol.Settings) fields {
	return fields{
		epochsSetting: strconv.Itoa(s.Epochs),
		batchSetting:  strconv.Itoa(s.BatchSize),
		rateSetting:   rate(s.LearningRate),
		seedSetting:   strconv.FormatUint(s.Seed, 10),
	}
}

// set returns the fields with one replaced.
func (f fields) set(s setting, typed string) fields {
	f[s] = typed
	return f
}

// whole reads a field as a whole number from least to most.
func (f fields) whole(s setting, least, most int) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(f[s]))
	return n, err == nil && n >= least && n <= most
}

// learningRate reads the field of the learning rate.
func (f fields) learningRate() (float32, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(f[rateSetting]), 32)
	return float32(v), err == nil && protocol.CheckLearningRate(float32(v)) == nil
}

// settings reads all fields; it is false when one of them has a problem.
func (f fields) settings() (protocol.Settings, bool) {
	epochs, ok1 := f.whole(epochsSetting, 1, protocol.MaxEpochs)
	batch, ok2 := f.whole(batchSetting, 1, protocol.MaxBatchSize)
	rate, ok3 := f.learningRate()
	seed, ok4 := f.whole(seedSetting, 0, protocol.MaxSeed)
	settings := protocol.DefaultSettings()
	settings.Epochs, settings.BatchSize, settings.LearningRate, settings.Seed = epochs, batch, rate, uint64(seed)
	return settings, ok1 && ok2 && ok3 && ok4
}

// problem tells in words what to change in a field, or nothing.
func (f fields) problem(s setting, t texts) string {
	most := 0
	switch s {
	case epochsSetting:
		most = protocol.MaxEpochs
	case batchSetting:
		most = protocol.MaxBatchSize
	case seedSetting:
		if _, ok := f.whole(s, 0, protocol.MaxSeed); ok {
			return ""
		}
		return t.NotWhole("0", grouped(protocol.MaxSeed))
	case rateSetting:
		if _, ok := f.learningRate(); ok {
			return ""
		}
		return t.NotRate(strconv.Itoa(protocol.MaxLearningRate))
	}
	if _, ok := f.whole(s, 1, most); ok {
		return ""
	}
	return t.NotWhole("1", grouped(most))
}
