// TensorFlow.js, tf.layers as its own examples use it, on the backend that the page asks for.
const at = "/bench/peers/@tensorflow/";
importScripts(at + "tfjs-core/dist/tf-core.min.js", at + "tfjs-backend-cpu/dist/tf-backend-cpu.min.js",
  at + "tfjs-backend-wasm/dist/tf-backend-wasm.min.js", at + "tfjs-backend-webgl/dist/tf-backend-webgl.min.js", at + "tfjs-layers/dist/tf-layers.min.js");

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

const network = (...layers) => {
  const model = tf.sequential({ layers });
  model.compile({ optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
};
const convolution = (filters, kernelSize, inputShape) => tf.layers.conv2d({ inputShape, filters, kernelSize, activation: "relu" });
const pool = () => tf.layers.maxPooling2d({ poolSize: 2 });
const dense = (units, activation) => tf.layers.dense({ units, activation });
const set = ({ x, y }) => [tf.reshape(tf.tensor(x), [-1, 8, 8, 1]), tf.oneHot(tf.tensor1d(y, "int32"), 10)];

const jobs = {
  async tutorial({ data, epochs }) {
    const started = performance.now();
    const model = network(convolution(10, 3, [8, 8, 1]), pool(), tf.layers.flatten(), dense(50, "relu"), dense(10, "softmax"));
    const [x, y] = set(data.fit), validationData = set(data.validation);
    await model.fit(x, y, { epochs, batchSize: 50, shuffle: true, validationData, yieldEvery: "never" });
    const seconds = (performance.now() - started) / 1000;
    const [, accuracy] = model.evaluate(...set(data.test));
    return { seconds, accuracy: accuracy.dataSync()[0] };
  },
  // Images a second.
  async mnist() {
    const model = network(convolution(8, 5, [28, 28, 1]), pool(), convolution(16, 5), pool(), tf.layers.flatten(), dense(10, "softmax"));
    const x = tf.randomUniform([640, 28, 28, 1]), y = tf.oneHot(tf.tensor1d(Array.from({ length: 640 }, (_, i) => i % 10), "int32"), 10);
    const epoch = () => model.fit(x, y, { epochs: 1, batchSize: 128, yieldEvery: "never" });
    await epoch();
    const started = performance.now();
    let done = 0;
    for (; performance.now() - started < 3000; done += 640) await epoch();
    return (1000 * done) / (performance.now() - started);
  },
};

onmessage = async ({ data: task }) => {
  try {
    if (task.backend === "wasm") {
      tf.wasm.setWasmPaths(at + "tfjs-backend-wasm/dist/");
      teachWasm();
    }
    if (!(await tf.setBackend(task.backend))) throw new Error(`there is no backend ${task.backend} here`);
    await tf.ready();
    postMessage({ result: await jobs[task.job](task) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
