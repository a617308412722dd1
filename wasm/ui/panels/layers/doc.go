// Package layers is the panel where a person edits the stack of layers, by fields, buttons and dragging, and sees the shapes and
// parameters of the network that was built. Rules for valid stacks are protocol's; the drafts are settings'.
package layers
