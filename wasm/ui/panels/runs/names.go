package runs

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/settings"
)

// A run without a name is called by its settings, and by a number where they are the same as another's. The time at which it began
// would be the same text for all runs of a minute.

// runName is what a run is called.
type runName struct {
	Full  string
	Brief string // for the end of a line in the charts: the values alone
}

const (
	mostParts = 3  // settings in a name
	longest   = 32 // characters of a value in a name
)

// namesInList returns the name of each stored run by its ID: how it differs from the tutorial.
func namesInList(runs []protocol.RunInfo, t words) map[string]string {
	usual := describe(protocol.RunInfo{Settings: protocol.DefaultSettings()}, t)
	byID, count, seen := map[string]string{}, map[string]int{}, map[string]int{}
	for _, r := range runs {
		d := describe(r, t)
		name := nameBy(r, d, func(place int) bool { return d[place].Value != usual[place].Value }, t).Full
		if name == "" {
			name = t.AsTutorial()
		}
		byID[r.ID] = name
		count[name]++
	}
	for _, i := range oldestFirst(runs) {
		id := runs[i].ID
		if name := byID[id]; count[name] > 1 {
			seen[name]++
			byID[id] = name + " (" + strconv.Itoa(seen[name]) + ")"
		}
	}
	return byID
}

// namesApart returns the names of compared runs: how they differ from each other. present is the run beside which they are shown, or nil.
func namesApart(runs []protocol.RunInfo, present *protocol.RunInfo, t words) []runName {
	all := make([]settings.Description, len(runs))
	for i, r := range runs {
		all[i] = describe(r, t)
	}
	among := all
	if present != nil {
		among = append(slices.Clip(all), describe(*present, t))
	}
	differs := func(place int) bool {
		return slices.ContainsFunc(among, func(d settings.Description) bool { return d[place].Value != among[0][place].Value })
	}
	names := make([]runName, len(runs))
	for i, r := range runs {
		names[i] = nameBy(r, all[i], differs, t)
	}
	return numbered(runs, names, t)
}

// describe returns the settings of a run, and whether it was fine-tuned, in words.
func describe(r protocol.RunInfo, t words) settings.Description {
	tuned := ""
	if r.FineTunedOn > 0 {
		tuned = t.FineTunedBadge(r.FineTunedOn)
	}
	return append(settings.Describe(r.Settings, t), settings.Described{Setting: protocol.SettingCount, Value: tuned})
}

// nameBy returns the name that a person gave, or one of the settings that tell this run from others.
func nameBy(r protocol.RunInfo, d settings.Description, tells func(place int) bool, t words) runName {
	if r.Name != "" {
		return runName{r.Name, r.Name}
	}
	var full, brief []string
	preset, is := protocol.PresetOf(r.Settings)
	if is = is && tells(layersPlace(d)); is {
		full, brief = []string{t.Preset(preset)}, []string{t.Preset(preset)}
	}
	for place, e := range d {
		if e.Value == "" || !tells(place) || is && e.Setting != protocol.SeedSetting && place != len(d)-1 {
			continue // the name of a preset tells all but the seed
		}
		value := cut(e.Value)
		full, brief = append(full, strings.TrimSpace(e.Name+" "+value)), append(brief, value)
	}
	if len(full) > mostParts {
		full, brief = append(full[:mostParts], "…"), append(brief[:mostParts], "…")
	}
	return runName{strings.Join(full, " · "), strings.Join(brief, " · ")}
}

// layersPlace returns the place of the layers in what describe returns: the last but one.
func layersPlace(d settings.Description) int { return len(d) - 2 }

func cut(value string) string {
	if runes := []rune(value); len(runes) > longest { // layers: the first and the last tell most
		return string(runes[:longest/2]) + "…" + string(runes[len(runes)-longest/2+1:])
	}
	return value
}

// numbered numbers the names of compared runs if some are the same, or are at the end of a line, where there is room for little.
func numbered(runs []protocol.RunInfo, names []runName, t words) []runName {
	different := map[string]bool{}
	for _, n := range names {
		if n.Full != "" {
			different[chart.Shorten(n.Brief)] = true
		}
	}
	if len(different) == len(names) {
		return names
	}
	for place, i := range oldestFirst(runs) {
		n, number := &names[i], t.NumberedRun(place+1)
		switch {
		case runs[i].Name != "":
		case n.Full == "":
			*n = runName{number, number}
		default:
			*n = runName{number + ": " + n.Full, number}
		}
	}
	return names
}

// oldestFirst returns the indexes of runs in the order in which they began.
func oldestFirst(runs []protocol.RunInfo) []int {
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(runs[a].ID, runs[b].ID) })
	return order
}
