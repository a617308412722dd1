package models

import (
	"errors"
	"slices"

	"digitlab/nn32/formats"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// models is the panel's state.
type models struct {
	lab *lab.Lab

	chosen string          // ID of the stored run that is taken; empty: the present one
	format *formats.Format // that is being written; nil: none
	saved  said            // what came of the last export
	opened said            // what came of the last import
	file   string          // name of the first file that was opened last
	source source          // program that is shown
	fitted *fitted         // that is being opened; nil: none
	copied copyState
}

// said is a message in both languages, which may be a problem.
type said struct {
	problem bool
	text    func(words) string
	detail  string // in English, for developers
}

// modelsTopic is what the panel shows.
var modelsTopic = scheduler.NewTopic()

func newModels(l *lab.Lab) *models {
	m := &models{lab: l}
	l.On(m.take)
	return m
}

// take takes an event of the trainer.
func (m *models) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.ModelWeights:
		m.write(e)
	case *protocol.ModelOpened:
		m.told(e)
	case *protocol.Runs:
		if m.chosen != "" && !slices.ContainsFunc(m.others(), func(r protocol.RunInfo) bool { return r.ID == m.chosen }) {
			m.chosen = ""
		}
	case *protocol.Built, *protocol.Shown, *protocol.Tested, *protocol.Status:
	default:
		return
	}
	m.lab.Invalidate(modelsTopic)
}

// others are the stored runs but the present one.
func (m *models) others() []protocol.RunInfo {
	s := m.lab.Session()
	return slices.DeleteFunc(s.StoredRuns(), func(r protocol.RunInfo) bool { return s.Built != nil && r.ID == s.Built.ID })
}

// info returns what is known of the chosen run; false before there is one.
func (m *models) info() (protocol.RunInfo, bool) {
	s := m.lab.Session()
	for _, r := range m.others() {
		if r.ID == m.chosen {
			return r, true
		}
	}
	if s.Built == nil || !s.Usable() {
		return protocol.RunInfo{}, false
	}
	info := protocol.RunInfo{ID: s.Built.ID, Settings: s.Built.Settings, Trained: len(s.Epochs), FineTunedOn: s.Built.FineTunedOn}
	if s.Tested != nil {
		info.Tested, info.Accuracy = true, s.Tested.Accuracy
	}
	for _, r := range s.StoredRuns() {
		if r.ID == info.ID {
			info.Name, info.Created = r.Name, r.Created
		}
	}
	return info, true
}

// hash returns the hash of the chosen run's weights, if it is known: of the present one, when it is done.
func (m *models) hash() uint64 {
	if s := m.lab.Session(); m.chosen == "" && s.Tested != nil {
		return s.Tested.Weights
	}
	return 0
}

// export asks for the weights to be written in a format.
func (m *models) export(f *formats.Format) {
	m.format, m.saved = f, said{}
	m.lab.Post(&protocol.ReadModel{ID: m.chosen})
	m.lab.Invalidate(modelsTopic)
}

// exportInitial asks for the weights before the first step, which the programs read.
func (m *models) exportInitial() {
	m.format, m.saved = &formats.NumPy, said{}
	m.lab.Post(&protocol.ReadModel{ID: m.chosen, Initial: true})
	m.lab.Invalidate(modelsTopic)
}

// write writes the weights that have come.
func (m *models) write(e *protocol.ModelWeights) {
	format := m.format
	m.format = nil
	if format == nil {
		return
	}
	if e.Failure != "" {
		m.saved = said{problem: true, text: func(t words) string { return t.RunProblem(e.Problem) }, detail: e.Failure}
		return
	}
	name := dom.FileName("model", e.Info.Created, e.Info.Name, "")
	if e.Initial {
		name = "initial"
	}
	file, err := writeRun(format, name, e)
	if err != nil {
		m.saved = said{problem: true, text: func(t words) string { return t.NotWritten(format.Name) }, detail: err.Error()}
		return
	}
	m.lab.SaveFile(file.Name, file.Data)
	m.saved = said{text: func(t words) string {
		return t.Written(file.Name, i18n.Grouped((len(file.Data)+1023)/1024), t.At(e.Moment, e.Info.Settings.Epochs, e.Info.Imported()))
	}}
}

// writeRun returns a file of the networks of a run.
func writeRun(format *formats.Format, name string, e *protocol.ModelWeights) (formats.File, error) {
	members, err := modelsOf(name, e.Info.Settings, e.Weights)
	if err != nil {
		return formats.File{}, err
	}
	return format.Write(name, members...)
}

// maxOpened is the most that files may have together, in bytes.
const maxOpened = 32 << 20

// open makes a run of the network in some files.
func (m *models) open(files []formats.File) {
	m.opened, m.fitted = said{}, nil
	m.file = files[0].Name
	defer m.lab.Invalidate(modelsTopic)
	if !m.lab.Session().Usable() { // they were dropped
		m.opened = said{problem: true, text: func(t words) string { return t.ControlsLoading() }}
		return
	}
	members, err := formats.ReadInto(files, m.template())
	var f *fitted
	if err == nil {
		f, err = fit(members)
	}
	if err != nil {
		m.opened = refusal(err)
		return
	}
	name := runName(m.file)
	m.fitted = f
	m.lab.BeginStored(func(run int) protocol.Command {
		return &protocol.OpenModel{Run: run, Name: name, Settings: f.settings, Candidates: f.candidates}
	})
}

// template returns the present network for files that have weights alone, or nil.
func (m *models) template() *formats.Model {
	s := m.lab.Session()
	if s.Built == nil {
		return nil
	}
	return templateOf(s.Built.Settings)
}

// refusal says why files are not opened.
func refusal(err error) said {
	if misfit := (*Misfit)(nil); errors.As(err, &misfit) {
		return said{problem: true, text: func(t words) string { return t.Unfit(*misfit) }}
	}
	if unknown := (*formats.UnknownLayerError)(nil); errors.As(err, &unknown) {
		misfit := Misfit{Reason: UnknownLayer, Have: unknown.Kind}
		return said{problem: true, text: func(t words) string { return t.Unfit(misfit) }, detail: err.Error()}
	}
	if errors.Is(err, formats.ErrNoStructure) {
		return said{problem: true, text: func(t words) string { return t.WeightsAlone() }, detail: err.Error()}
	}
	return said{problem: true, text: func(t words) string { return t.Unreadable() }, detail: err.Error()}
}

// tooLarge says that files were not read.
func (m *models) tooLarge(name string) {
	m.file = name
	m.opened = said{problem: true, text: func(t words) string { return t.TooLarge(i18n.Grouped(maxOpened >> 20)) }}
	m.lab.Invalidate(modelsTopic)
}

// told takes the trainer's answer to an import.
func (m *models) told(e *protocol.ModelOpened) {
	f := m.fitted
	m.fitted = nil
	switch {
	case f == nil:
	case e.Failure != "":
		m.opened = said{problem: true, text: func(t words) string { return t.NotOpened() }, detail: e.Failure}
	default:
		scale, stated := f.scales[e.Candidate], len(f.scales) == 1
		accuracy := i18n.Percent(e.Accuracies[e.Candidate])
		m.opened = said{text: func(t words) string {
			return t.Opened(i18n.Each(f.parameters, f.settings.Members), accuracy, int(scale), stated, f.sums)
		}}
	}
}

// mostName is the length of a run's name that comes from a file's.
const mostName = 60

// runName returns the name of a run that was opened from a file.
func runName(file string) string {
	runes := []rune(file)
	if len(runes) > mostName {
		runes = append(runes[:mostName-1], '…')
	}
	return string(runes[:min(len(runes), protocol.MaxName/4)])
}
