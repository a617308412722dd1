// Runs ONNX models with onnxruntime-web. Its argument is the folder that has node_modules; standard input is a list of
// {model: base64, dims, input: base64 of float32}, and standard output a list of {error} or {output}.
import { createRequire } from "node:module";

const require = createRequire(process.argv[2] + "/");
const ort = require("onnxruntime-web/wasm");
ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

let text = "";
for await (const part of process.stdin) text += part;
const answers = [];
for (const { model, dims, input } of JSON.parse(text)) {
	try {
		const session = await ort.InferenceSession.create(Buffer.from(model, "base64"));
		const bytes = Buffer.from(input, "base64");
		const x = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
		const outputs = await session.run({ [session.inputNames[0]]: new ort.Tensor("float32", x, dims) });
		answers.push({ output: Array.from(outputs[session.outputNames[0]].data), names: [...session.inputNames, ...session.outputNames] });
		await session.release();
	} catch (error) {
		answers.push({ error: String(error) });
	}
}
process.stdout.write(JSON.stringify(answers));
