package runstore

import (
	"errors"
	"fmt"
	"testing"

	"digitlab/wasm/protocol"
)

func TestSaved(t *testing.T) {
	for _, c := range []struct {
		err  error
		want protocol.StorageProblem
	}{
		{nil, protocol.NoStorageProblem},
		{ErrNoStorage, protocol.NoStorage},
		{ErrBlocked, protocol.StorageBlocked},
		{ErrSilent, protocol.StorageSilent},
		{fmt.Errorf("checkpoint: %w", ErrFull), protocol.StorageFull},
		{errors.New("SecurityError"), protocol.StorageBroken},
	} {
		if got := Saved(3, c.err); *got != (protocol.Saved{Run: 3, Problem: c.want}) {
			t.Errorf("%v is reported as %+v, want problem %d", c.err, *got, c.want)
		}
	}
}
