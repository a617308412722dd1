// Package protocol has the messages between the page and the trainer.
//
// The page sends a Command down to the Web Worker, the trainer sends an Event up. Each travels as one byte slice, made
// by MarshalCommand or MarshalEvent and loaded by UnmarshalCommand or UnmarshalEvent, so that it crosses as a transferred buffer and never
// as text. The format is private to one build of the two programs: its first byte is Version, and a page that meets
// a trainer of another build gets an error instead of nonsense.
//
// Commands and events about a run carry its number, chosen by the page and rising, so that late echoes of a run that
// was reset can be dropped.
//
// The package knows neither networks nor the browser and imports the standard library alone.
package protocol

// Version is the version of the messages' format. It changes whenever a field of a message does. Stored data has RecordVersion.
const Version = 17
