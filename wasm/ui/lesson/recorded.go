package lesson

import "digitlab/wasm/ui/sketch"

// images are the first ten digits of the data, a 0 to a 9: a letter for each of 64 values, from a (0) to q (16).
var images = [classes]string{
	"aafnjbaaaanpkpfaadpcaliaaemaaiiaafiaajiaaelabmhaacofkmaaaagnkaaa",
	"aaamnfaaaaalqjaaaadpqgaaahpqqcaaaabqqdaaaabqqgaaaabqqgaaaaalqkaa",
	"aaaepmaaaadqpoaaaainiqaaaabgplaaabinpbaaajqqfaaaadnqqlfaaaadlqja",
	"aahpnbaaaingpeaaacbnnaaaaacplbaaaaabmmbaaaaabkiaaaiefojaaahnnjaa",
	"aaablaaaaaahiaaaaabngccaaahpajiaafqkaqgaaepqnqbaaaadpkaaaaacqeaa",
	"aamkaaaaaaoqqoaaaanqpkbaaalqqhaaaaaehqhaaaaaeqjaaafemqeaaajqqkaa",
	"aaamnaaaaafqiaaaaanqdaaaaaonaaaaaapmhcaaaanqnqdaaahqlpiaaabjplda",
	"aahinqpbaahhelmaaaaainbaaeiippgaaclppeaaaaaqfaaaaajpbaaaaanfaaaa",
	"aajoibaaaamoomaaaajkapeaaadqmocaaaeqqcaaadqikncaabpbdqiaaalqplba",
	"aalmaaaaacqqqnaaadqmkoaaabqbmpaaaanqjpcaaaadajlaaaaajpeaaajmndaa",
}

// recorded is the tutorial's run with its seed, as nn32 trains it: after each epoch, with four decimals.
var recorded = [4][]float32{
	{2.3522, 1.2672, 0.7403, 0.4928, 0.3502, 0.2625, 0.1994, 0.1611, 0.1346, 0.1126, 0.0945, 0.0809, 0.0735, 0.0689, 0.0548, 0.0492, 0.0438, 0.0402, 0.0378, 0.0330,
		0.0305, 0.0278, 0.0252, 0.0230, 0.0242, 0.0210, 0.0195, 0.0179, 0.0157, 0.0146, 0.0141, 0.0136, 0.0129, 0.0115, 0.0105, 0.0141, 0.0102, 0.0100, 0.0087, 0.0078,
		0.0073, 0.0069, 0.0064, 0.0065, 0.0057, 0.0054, 0.0052, 0.0051, 0.0046, 0.0044, 0.0043, 0.0041, 0.0043, 0.0039, 0.0038, 0.0035, 0.0033, 0.0032, 0.0030, 0.0029,
		0.0038, 0.0038, 0.0030, 0.0025, 0.0023, 0.0022, 0.0022, 0.0021, 0.0020, 0.0020, 0.0019, 0.0018, 0.0017, 0.0017, 0.0016, 0.0016, 0.0015, 0.0015, 0.0015, 0.0015,
		0.0014, 0.0015, 0.0013, 0.0013, 0.0012, 0.0012, 0.0012, 0.0012, 0.0011, 0.0011, 0.0010, 0.0010, 0.0010, 0.0010, 0.0009, 0.0009, 0.0009, 0.0009, 0.0009, 0.0008},
	{0.2040, 0.6348, 0.8149, 0.8726, 0.9134, 0.9373, 0.9582, 0.9582, 0.9692, 0.9721, 0.9811, 0.9841, 0.9821, 0.9841, 0.9910, 0.9930, 0.9940, 0.9940, 0.9960, 0.9960,
		0.9960, 0.9980, 0.9970, 0.9980, 0.9980, 0.9970, 0.9980, 0.9990, 0.9990, 0.9990, 0.9990, 0.9990, 0.9990, 0.9990, 1.0000, 0.9990, 1.0000, 0.9990, 0.9990, 1.0000,
		1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000,
		1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000,
		1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000},
	{1.6392, 0.8998, 0.5522, 0.3829, 0.2743, 0.2314, 0.1745, 0.1393, 0.1250, 0.1079, 0.1054, 0.0901, 0.0991, 0.0835, 0.0708, 0.0671, 0.0665, 0.0641, 0.0635, 0.0594,
		0.0563, 0.0537, 0.0562, 0.0532, 0.0521, 0.0524, 0.0494, 0.0469, 0.0460, 0.0508, 0.0458, 0.0465, 0.0493, 0.0435, 0.0467, 0.0540, 0.0470, 0.0456, 0.0445, 0.0442,
		0.0445, 0.0427, 0.0436, 0.0428, 0.0426, 0.0425, 0.0409, 0.0403, 0.0405, 0.0413, 0.0412, 0.0390, 0.0400, 0.0399, 0.0406, 0.0403, 0.0392, 0.0397, 0.0392, 0.0409,
		0.0403, 0.0397, 0.0380, 0.0367, 0.0373, 0.0369, 0.0375, 0.0380, 0.0381, 0.0374, 0.0361, 0.0362, 0.0365, 0.0372, 0.0366, 0.0370, 0.0366, 0.0365, 0.0368, 0.0372,
		0.0368, 0.0355, 0.0357, 0.0357, 0.0364, 0.0360, 0.0357, 0.0371, 0.0361, 0.0353, 0.0363, 0.0365, 0.0366, 0.0369, 0.0365, 0.0363, 0.0360, 0.0344, 0.0358, 0.0363},
	{0.4246, 0.7738, 0.8651, 0.8770, 0.9286, 0.9444, 0.9524, 0.9802, 0.9722, 0.9841, 0.9762, 0.9841, 0.9802, 0.9802, 0.9841, 0.9881, 0.9841, 0.9841, 0.9841, 0.9881,
		0.9881, 0.9841, 0.9802, 0.9841, 0.9841, 0.9802, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9802, 0.9841, 0.9841, 0.9841, 0.9802,
		0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9802, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841,
		0.9841, 0.9841, 0.9841, 0.9802, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9802, 0.9802, 0.9841, 0.9841, 0.9841, 0.9841, 0.9802, 0.9841, 0.9881, 0.9802,
		0.9841, 0.9802, 0.9881, 0.9881, 0.9841, 0.9881, 0.9841, 0.9881, 0.9841, 0.9881, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9841, 0.9881, 0.9841, 0.9841, 0.9841},
}

// What else that run gave: its accuracy on the test digits, what it read in the first of them, and the data and the network before it was trained.
const recordedAccuracy = .9796

var (
	recordedPrediction = prediction{digit: 5, label: 5, confidence: 1}
	recordedLook       = looked{of: tutorial, digits: tutorial.Data.Count(), most: ink, first: bytesOf(images[0]), label: 0, loss: 3.4230, accuracy: .1}
)

// bytesOf returns the values of a picture in images.
func bytesOf(letters string) (values []byte) {
	for _, letter := range []byte(letters) {
		values = append(values, letter-'a')
	}
	return values
}

// aDrawing is a small 4 as a person may draw it, as shares of the canvas. shrunken and prepared are the pictures that nn32/drawing makes of
// it: of the whole canvas, and as the data was made.
var aDrawing = []sketch.Stroke{{{X: .5, Y: .3}, {X: .36, Y: .52}, {X: .62, Y: .56}}, {{X: .62, Y: .38}, {X: .5, Y: .76}}}

const (
	shrunken = "aaaaaaaaaaaaaaaaaaafdbaaaaajhcaaaaafpcaaaaachaaaaaabbaaaaaaaaaaa"
	prepared = "aacpdaaaaanjajfaafpbcqdaahoflmaaaahnqqdaaaaioaaaaabogaaaaadpaaaa"
)
