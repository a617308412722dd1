// Package settings is the one table of a run's settings: name, limits, default, group, and how each is parsed, written into a link and
// put into words. It also has the fields as they are typed, the drafts of the layers, and the presets. It renders nothing and changes
// no run.
package settings
