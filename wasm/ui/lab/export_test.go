package lab

// Restarted counts a restart of the trainer, which no test can make.
func (l *Lab) Restarted() { l.restarts++ }

// AskEarly is what Connect does with a worker that page.js has started, which no test has.
func (l *Lab) AskEarly() { l.askEarly() }
