// TensorFlow.js, tf.layers as its own examples use it, on the backend that the page asks for.
const at = "/bench/peers/@tensorflow/";
importScripts(at + "tfjs-core/dist/tf-core.min.js", at + "tfjs-backend-cpu/dist/tf-backend-cpu.min.js",
  at + "tfjs-backend-wasm/dist/tf-backend-wasm.min.js", at + "tfjs-layers/dist/tf-layers.min.js");

// The wasm backend cannot train a convolution: it has no gradient for the filter. This one is a convolution of the
// transposed input with the gradient, in its own operations; strides of 1 and no padding, as the job has them.
function teachWasm() {
  tf.registerKernel({
    kernelName: "Conv2DBackpropFilter", backendName: "wasm",
    kernelFunc: ({ inputs: { x, dy } }) => {
      const [input, gradient] = [x, dy].map((t) => tf.engine().makeTensorFromTensorInfo(t));
      return tf.tidy(() => tf.transpose(tf.conv2d(tf.transpose(input, [3, 1, 2, 0]), tf.transpose(gradient, [1, 2, 0, 3]), 1, "valid"),
        [1, 2, 0, 3]));
    },
  });
}

onmessage = async ({ data: { data, epochs, backend } }) => {
  try {
    if (backend === "wasm") {
      tf.wasm.setWasmPaths(at + "tfjs-backend-wasm/dist/");
      teachWasm();
    }
    await tf.setBackend(backend);
    await tf.ready();
    const started = performance.now();
    const model = tf.sequential({ layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 10, kernelSize: 3, activation: "relu" }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 50, activation: "relu" }),
      tf.layers.dense({ units: 10, activation: "softmax" }),
    ] });
    model.compile({ optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const set = ({ x, y }) => [tf.reshape(tf.tensor(x), [-1, 8, 8, 1]), tf.oneHot(tf.tensor1d(y, "int32"), 10)];
    const [x, y] = set(data.fit), validationData = set(data.validation);
    await model.fit(x, y, { epochs, batchSize: 50, shuffle: true, validationData, yieldEvery: "never" });
    const seconds = (performance.now() - started) / 1000;
    const [, accuracy] = model.evaluate(...set(data.test));
    postMessage({ result: { seconds, accuracy: accuracy.dataSync()[0] } });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
