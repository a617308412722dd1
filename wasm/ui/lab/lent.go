package lab

import "digitlab/wasm/protocol"

// lent is what a feature does for others, which do not know it. Without that feature nothing happens.
type lent struct {
	inside func(place, label int)
	paper  func(cells []byte, of protocol.DataSet)
	wall   func(label, predicted int)
	stage  func(Place)
}

// LendStage has the two functions that show something on the stage call show with its place.
func (l *Lab) LendStage(show func(Place)) { l.lent.stage = show }

func (l *Lab) bring(p Place) {
	if l.lent.stage != nil {
		l.lent.stage(p)
	}
}

// LendInside has LookInside call look.
func (l *Lab) LendInside(look func(place, label int)) { l.lent.inside = look }

// LookInside shows the network at work on a digit of the data, and brings that into view.
func (l *Lab) LookInside(place, label int) {
	if l.lent.inside != nil {
		l.lent.inside(place, label)
		l.bring(NetworkPlace)
	}
}

// LendPaper has DrawOver call draw.
func (l *Lab) LendPaper(draw func(cells []byte, of protocol.DataSet)) { l.lent.paper = draw }

// DrawOver makes a picture of a data set the drawing, and brings that into view.
func (l *Lab) DrawOver(cells []byte, of protocol.DataSet) {
	if l.lent.paper != nil {
		l.lent.paper(cells, of)
		l.bring(DrawPlace)
	}
}

// LendWall has ShowOnWall call show.
func (l *Lab) LendWall(show func(label, predicted int)) { l.lent.wall = show }

// ShowOnWall shows the test digits of a label that are read as a digit, on the wall.
func (l *Lab) ShowOnWall(label, predicted int) {
	if l.lent.wall != nil {
		l.lent.wall(label, predicted)
	}
}
