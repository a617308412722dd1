package digits

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
)

func (*korean) MapHeading() string  { return "모든 숫자의 지도" }
func (*korean) MapChoices() string  { return "지도에 보일 것" }
func (*korean) MapMethods() string  { return "지도를 그리는 방법" }
func (*korean) Perplexity() string  { return "퍼플렉서티(perplexity)" }
func (*korean) MapRun() string      { return "t-SNE 실행" }
func (*korean) MapRest() string     { return "멈추기" }
func (*korean) MapAnew() string     { return "t-SNE 처음부터 다시" }
func (*korean) ZoomIn() string      { return "확대" }
func (*korean) ZoomOut() string     { return "축소" }
func (*korean) WholeMap() string    { return "전체 보기" }
func (*korean) SaveSVG() string     { return "SVG로 저장" }
func (*korean) SaveCSV() string     { return "CSV로 저장" }
func (*korean) MapGrid() string     { return "지도 위의 숫자" }
func (*korean) MapProgress() string { return "t-SNE 반복" }
func (*korean) MapKeys() string {
	return "표시 하나가 데이터의 숫자 하나이고, 색은 레이블을 나타냅니다. 누르면 자세히 볼 수 있습니다. 끌면 지도가 움직이고, 두 손가락을 벌리거나 지도를 누른 뒤 휠을 돌리면 확대됩니다. 키보드에서는 화살표 키로 그 방향의 가장 가까운 숫자로 가고, +와 −로 확대·축소하며, 0을 누르면 전체가 보이고, Enter를 누르면 숫자가 열립니다."
}

func (t *korean) MapMoment(m protocol.Moment, imported bool) string {
	if m == (protocol.Moment{}) && !imported {
		return "학습 전:"
	}
	return t.At(m, imported)
}
func (*korean) MapComes() string    { return "숫자를 배치하고 있습니다." }
func (*korean) MapPrepares() string { return "t-SNE가 숫자마다 이웃을 찾고 있습니다." }
func (*korean) MapStopped() string {
	return "t-SNE를 첫 번째 반복 전에 멈췄습니다."
}
func (*korean) MapTrains() string {
	return "학습이 먼저입니다. t-SNE는 학습을 일시정지하거나 학습이 끝나면 이어집니다. PCA는 학습하는 동안에도 함께 움직입니다."
}
func (*korean) MapBroken() string {
	return "신경망의 값이 너무 커져서 더는 숫자가 아니므로 지도를 그릴 수 없습니다. 학습률을 낮춰 다시 학습해 보세요."
}
func (*korean) MapOfComponents(units int, across, down string) string {
	return fmt.Sprintf("마지막 은닉층의 출력 %d개를 가장 많이 퍼져 보이는 쪽에서 본 모습입니다. 전체 분산 가운데 가로가 %s%%, 세로가 %s%%입니다.", units, across, down)
}
func (*korean) MapTaken(units int) string {
	return fmt.Sprintf("이 출력 가운데 가장 많이 달라지는 %d개만 썼습니다.", units)
}
func (*korean) MapFirst(members int) string {
	return fmt.Sprintf("이 지도는 앙상블의 신경망 %d개 가운데 첫 번째 신경망의 것입니다. 잘못 읽었다는 표시는 신경망 모두가 함께 낸 답을 따릅니다.", members)
}
func (*korean) MapWaits() string {
	return "계산할 값이 많아서 학습을 일시정지하거나 학습이 끝날 때까지 지도는 그대로 있습니다."
}
func (*korean) MapOfNeighbours(units, iteration, iterations int, goingOn bool) string {
	switch {
	case iteration == iterations:
		return fmt.Sprintf("마지막 은닉층의 출력 %d개를 t-SNE로 배치했습니다. %d번 반복해서 끝났습니다.", units, iterations)
	case !goingOn:
		return fmt.Sprintf("마지막 은닉층의 출력 %d개를 t-SNE로 배치하다가 %d번째에서 멈췄습니다. 모두 %d번 반복합니다.", units, iteration, iterations)
	}
	return fmt.Sprintf("마지막 은닉층의 출력 %d개를 t-SNE로 배치하는 중입니다. 반복 %d/%d", units, iteration, iterations)
}
func (*korean) MapDrawing(method protocol.MapMethod, labels []int) string {
	names := make([]string, len(labels))
	for i, l := range labels {
		names[i] = strconv.Itoa(l)
	}
	said := fmt.Sprintf("동그라미가 지금 그린 숫자입니다. 신경망이 보기에 가장 비슷한 숫자들의 레이블은 차례로 %s입니다.", strings.Join(names, ", "))
	if method == protocol.TSNE {
		return said + " t-SNE에는 새 숫자의 자리가 따로 없어서, 이 숫자들 사이에서 더 비슷한 쪽에 가깝게 놓았습니다."
	}
	return said + " 위치는 정확하게 계산한 것입니다."
}
func (k *korean) MapLegend(drawing bool) string {
	if drawing {
		return "모서리: " + k.MapLegendWrong() + ", 동그라미: " + k.MapLegendDrawing()
	}
	return "모서리: " + k.MapLegendWrong()
}
func (*korean) MapLegendWrong() string   { return "잘못 읽은 숫자" }
func (*korean) MapLegendDrawing() string { return "지금 그린 숫자" }
func (*korean) MapMeaning(m protocol.MapMethod) string {
	if m == protocol.TSNE {
		return "이렇게 읽으세요. 서로 붙어 있는 숫자는 신경망에게 비슷해 보이는 숫자입니다. 무리 사이의 거리, 무리의 크기와 모양, 위아래와 왼쪽 오른쪽에는 뜻이 없습니다. 퍼플렉서티를 바꾸면 같은 신경망이라도 지도가 달라집니다."
	}
	return "이렇게 읽으세요. 이 지도는 그림자와 같아서 깊이가 보이지 않습니다. 여기서 멀리 떨어진 숫자는 신경망 안에서도 멀리 떨어져 있습니다. 하지만 여기서 겹쳐 보이는 숫자는 보이지 않는 방향으로 멀리 떨어져 있을 수 있습니다."
}
func (*korean) MapPerplexity() string {
	return "퍼플렉서티는 숫자 하나가 가까이 두려는 이웃이 대략 몇 개인지를 뜻합니다."
}

func (*korean) MapNumbers() string { return "숫자로 보는 지도" }
func (*korean) MapSummary(within, apart string, pairs [][2]int) string {
	names := make([]string, len(pairs))
	for i, p := range pairs {
		names[i] = fmt.Sprintf("%d·%d", p[0], p[1])
	}
	return fmt.Sprintf("숫자는 자기 레이블의 중심에서 평균적으로 지도 너비의 %s%%만큼 떨어져 있고, 중심끼리는 %s%%만큼 떨어져 있습니다. 가장 가까운 레이블 쌍: %s", within, apart, strings.Join(names, ", "))
}
func (*korean) MapLabel() string   { return "레이블" }
func (*korean) MapWithin() string  { return "중심까지의 거리" }
func (*korean) MapNearest() string { return "가장 가까운 레이블" }
func (*korean) MapBetween() string { return "중심 사이의 거리" }
