package ui

import "fmt"

func (english) CompareReader() string { return "Compare with a network trained on 60,000" }
func (english) OwnNetwork() string    { return "Your network" }
func (english) OwnTrained(digits, seconds string) string {
	return fmt.Sprintf("trained here, on %s digits, in %s s", digits, seconds)
}
func (english) ReaderHeading() string { return "A network trained on 60,000" }
func (english) ReaderTrained() string { return "trained beforehand, on MNIST’s digits" }
func (english) ReaderLoading() string { return "It is being fetched…" }
func (english) NoReader(why string) string {
	return "The network trained on 60,000 could not be loaded. All else works; reload the page to try again. (" + why + ")"
}
func (english) BothRead(digit int) string { return fmt.Sprintf("Both read %d.", digit) }
func (english) ReadDifferently(own, other int) string {
	return fmt.Sprintf("They differ: yours reads %d, the other %d.", own, other)
}
func (english) ReaderHelp() string {
	return "The other network sees the same drawing as 28×28 pixels. It was trained by this page’s own code on MNIST’s 60,000 training " +
		"images: on 55,000, and 5,000 more to calibrate how sure it is. Nothing that you do changes it. " +
		"MNIST: Y. LeCun, C. Cortes and C. J. C. Burges, CC BY-SA 3.0."
}
