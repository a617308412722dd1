// Runs models with TensorFlow.js, and makes some of its own. Its argument is the folder that has node_modules; standard input is {models: [[{Name, Data:
// base64}, ...]], input: base64 of float32, dims}, and standard output {answers: [{error} or {output}], made: [{files, output}]}.
import { createRequire } from "node:module";

const require = createRequire(process.argv[2] + "/");
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const { layers, loadLayersModel, sequential, model: functional, input: symbolic } = require("@tensorflow/tfjs-layers");
await tf.setBackend("cpu");

let text = "";
for await (const part of process.stdin) text += part;
const { models, input, dims } = JSON.parse(text);
const bytes = Buffer.from(input, "base64");
const x = tf.tensor(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), dims);
const predict = (model, x) => Array.from(model.predict(x).dataSync());

const answers = [];
for (const files of models) {
	try {
		const fetchFunc = async (url) => {
			const file = files.find(({ Name }) => String(url).endsWith("/" + Name));
			return file ? new Response(Buffer.from(file.Data, "base64")) : new Response("", { status: 404 });
		};
		const model = await loadLayersModel(tf.io.http("http://localhost/model.json", { fetchFunc }));
		answers.push({ output: predict(model, x) });
	} catch (error) {
		answers.push({ error: String(error) });
	}
}

// Every layer of package formats, with the options of TensorFlow.js.
const first = sequential({ layers: [
	layers.conv2d({ inputShape: [8, 8, 1], filters: 5, kernelSize: [3, 2], strides: [2, 1], padding: "same", activation: "relu" }),
	layers.batchNormalization({ scale: false }),
	layers.leakyReLU({ alpha: 0.1 }),
	layers.averagePooling2d({ poolSize: 2, strides: 1, padding: "same" }),
	layers.conv2d({ filters: 4, kernelSize: 2, useBias: false, activation: "swish" }),
	layers.maxPooling2d({ poolSize: [2, 3], strides: [1, 2] }),
	layers.flatten(),
	layers.dense({ units: 12, activation: "tanh" }),
	layers.batchNormalization({ center: false, epsilon: 0.01, axis: -1 }),
	layers.dropout({ rate: 0.25 }),
	layers.dense({ units: 10, activation: "softmax" }),
] });
const second = sequential({ name: "second", layers: [
	layers.rescaling({ scale: 0.5, offset: 0.25, inputShape: [8, 8, 1] }),
	layers.conv2d({ filters: 6, kernelSize: 3, activation: "gelu", name: "mine" }),
	layers.elu({ alpha: 1 }),
	layers.reLU(),
	layers.globalAveragePooling2d({}),
	layers.dense({ units: 9, activation: "sigmoid" }),
	layers.activation({ activation: "elu" }),
	layers.dense({ units: 10 }),
	layers.softmax(),
] });
const image = symbolic({ shape: [8, 8] });
const third = functional({ inputs: image, outputs: layers.dense({ units: 10, activation: "softmax" }).apply(
	layers.dense({ units: 20, activation: "relu" }).apply(layers.flatten().apply(image))) });
const fourth = sequential({ layers: [
	layers.reshape({ targetShape: [8, 8, 1], inputShape: [64] }),
	layers.conv2d({ filters: 3, kernelSize: 3 }),
	layers.reshape({ targetShape: [108] }),
	layers.dense({ units: 10, activation: "softmax" }),
] });

const made = [];
for (const [model, shape] of [[first, dims], [second, dims], [third, dims.slice(0, 3)], [fourth, [dims[0], 64]]]) {
	model.setWeights(model.getWeights().map((w, i) => tf.randomUniform(w.shape, w.name.includes("variance") ? 0.2 : -0.3, 0.4, "float32", i + 1)));
	await model.save(tf.io.withSaveHandler(async ({ modelTopology, format, generatedBy, convertedBy, weightSpecs, weightData }) => {
		const json = { modelTopology, format, generatedBy, convertedBy, weightsManifest: [{ paths: ["./model.weights.bin"], weights: weightSpecs }] };
		const parts = Array.isArray(weightData) ? weightData : [weightData];
		made.push({
			files: [
				{ Name: "model.json", Data: Buffer.from(JSON.stringify(json)).toString("base64") },
				{ Name: "model.weights.bin", Data: Buffer.concat(parts.map((p) => Buffer.from(p))).toString("base64") },
			],
			output: predict(model, tf.reshape(x, shape)),
		});
		return {};
	}));
}
process.stdout.write(JSON.stringify({ answers, made }));
