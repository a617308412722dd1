package lesson

// formula returns a formula in MathML Core, which screen readers speak, by the name that a text has. A map would be in the page's program,
// which has no use for it.
func formula(name string) string {
	switch name {
	case "conv":
		return `<math display="block"><mrow><msub><mi>y</mi><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></msub><mo>=</mo><mi>b</mi><mo>+</mo>` +
			`<munder><mo>∑</mo><mi>u</mi></munder><munder><mo>∑</mo><mi>v</mi></munder>` +
			`<msub><mi>w</mi><mrow><mi>u</mi><mo>,</mo><mi>v</mi></mrow></msub><msub><mi>x</mi><mrow><mi>i</mi><mo>+</mo><mi>u</mi><mo>,</mo><mi>j</mi><mo>+</mo><mi>v</mi></mrow></msub></mrow></math>`
	case "relu":
		return `<math display="block"><mrow><mi mathvariant="normal">ReLU</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo><mo>=</mo><mi>max</mi><mo stretchy="false">(</mo><mn>0</mn><mo>,</mo><mi>x</mi><mo stretchy="false">)</mo></mrow></math>`
	case "softmax":
		return `<math display="block"><mrow><msub><mi>p</mi><mi>i</mi></msub><mo>=</mo><mfrac><msup><mi>e</mi><msub><mi>z</mi><mi>i</mi></msub></msup>` +
			`<mrow><munder><mo>∑</mo><mi>j</mi></munder><msup><mi>e</mi><msub><mi>z</mi><mi>j</mi></msub></msup></mrow></mfrac></mrow></math>`
	case "loss":
		return `<math display="block"><mrow><mi>L</mi><mo>=</mo><mo>−</mo><mi>ln</mi><mspace width="0.2em"></mspace><mi>p</mi></mrow></math>`
	}
	return ""
}
