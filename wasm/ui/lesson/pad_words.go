package lesson

import "strconv"

// padLabels are the words of drawing cell by cell.
type padLabels struct {
	ByCell     string // the button
	ReadsCells string
	Label      string // of the grid
	Help       string
	Level      string // of a cell, with {row}, {column} and {level}
}

// GridLabel, GridHelp and CellLevel are for the grid.
func (p *padLabels) GridLabel() string { return p.Label }

func (p *padLabels) GridHelp() string { return p.Help }

func (p *padLabels) CellLevel(row, column, level int) string {
	return fill(p.Level, "row", strconv.Itoa(row), "column", strconv.Itoa(column), "level", strconv.Itoa(level))
}

var englishPad = padLabels{
	ByCell:     "Cell by cell",
	ReadsCells: "Set cell by cell, this is the network’s input as it is. It reads {b} ({sureB} %).",
	Label:      "The 8×8 picture, cell by cell",
	Help:       "Arrow keys move. Space fills or empties a cell, 0 to 16 set its ink, + and − change it. Or paint with a finger or the mouse.",
	Level:      "Row {row}, column {column}: {level} of 16",
}

var koreanPad = padLabels{
	ByCell:     "한 칸씩",
	ReadsCells: "한 칸씩 칠한 그림은 그대로 신경망의 입력이 됩니다. 읽은 숫자: {b} ({sureB}%).",
	Label:      "한 칸씩 고치는 8×8 그림",
	Help:       "화살표 키로 옮겨 다닙니다. 스페이스로 칸을 채우거나 비우고, 0부터 16까지 입력하거나 +와 −로 바꿉니다. 손가락이나 마우스로 칠해도 됩니다.",
	Level:      "{row}행 {column}열: 16 가운데 {level}",
}
