package lab

// Restarted counts a restart of the trainer, which no test can make.
func (l *Lab) Restarted() { l.restarts++ }
