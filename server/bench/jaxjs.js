// jax-js on its wasm backend: the tutorial's network, or the MNIST one, as its own examples are written: loss, gradient and
// Adam in one jitted step. The page is isolated, so that it may use every core.
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from "/bench/peers/@jax-js/jax/dist/index.js";

const uniform = (shape, fanIn, fanOut) => {
  const bound = Math.sqrt(6 / (fanIn + fanOut));
  return np.array(Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => (2 * Math.random() - 1) * bound)).reshape(shape);
};
const pool = (x) => lax.reduceWindow(x, np.max, [2, 2], [2, 2]);
const convolve = (x, kernel, bias) => nn.relu(lax.convGeneralDilated(x, kernel, [1, 1], "VALID").add(bias.reshape([1, -1, 1, 1])));
const dense = (x, w, b) => np.matmul(x, w).add(b);

const networks = {
  tutorial: {
    side: 8,
    params: () => [uniform([10, 1, 3, 3], 9, 90), np.zeros([10]), uniform([90, 50], 90, 50), np.zeros([50]), uniform([50, 10], 50, 10), np.zeros([10])],
    logits: ([k, kb, w1, b1, w2, b2], x) => dense(nn.relu(dense(pool(convolve(x, k, kb)).reshape([-1, 90]), w1, b1)), w2, b2),
  },
  mnist: {
    side: 28,
    params: () => [uniform([8, 1, 5, 5], 25, 200), np.zeros([8]), uniform([16, 8, 5, 5], 200, 400), np.zeros([16]), uniform([256, 10], 256, 10), np.zeros([10])],
    logits: ([k1, b1, k2, b2, w, b], x) => dense(pool(convolve(pool(convolve(x, k1, b1)), k2, b2)).reshape([-1, 256]), w, b),
  },
};

// trainer returns one step of Adam with Keras's epsilon.
function trainer({ logits }) {
  const loss = (params, x, y) => nn.logSoftmax(logits(params, x), -1).mul(y).sum(-1).mean().mul(-1);
  return jit((params, m, v, scale, x, y) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(params), x, y);
    m = m.map((m, i) => m.mul(0.9).add(gradients[i].ref.mul(0.1)));
    v = v.map((v, i) => v.mul(0.999).add(np.square(gradients[i]).mul(0.001)));
    params = params.map((p, i) => p.sub(m[i].ref.mul(scale.ref).div(np.sqrt(v[i].ref).add(1e-7))));
    scale.dispose();
    return [params, m, v, value];
  });
}

// A model is what changes.
function model(network) {
  const step = trainer(network);
  const params = network.params();
  const zeros = () => params.map((p) => np.zeros(p.shape));
  const state = { params, m: zeros(), v: zeros(), t: 0 };
  return {
    state,
    train(x, y) {
      const t = ++state.t;
      const scale = np.array([(0.001 * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)]);
      let value;
      [state.params, state.m, state.v, value] = step(state.params, state.m, state.v, scale, x, y);
      value.dispose();
    },
  };
}

const images = (rows, side) => np.array(Float32Array.from(rows.flat())).reshape([-1, 1, side, side]);
const oneHot = (labels) => np.array(Float32Array.from(labels.flatMap((l) => Array.from({ length: 10 }, (_, i) => Number(i === l))))).reshape([-1, 10]);

async function tutorial({ data, epochs }) {
  const network = networks.tutorial, { state, train } = model(network);
  const predict = jit((params, x) => np.argmax(network.logits(params, x), -1));
  const right = async ({ x, y }) => {
    const read = await predict(tree.ref(state.params), images(x, 8)).data();
    return y.filter((label, i) => read[i] === label).length / y.length;
  };
  const order = data.fit.x.map((_, i) => i);
  const started = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (let at = 0; at < order.length; at += 50) {
      const rows = order.slice(at, at + 50);
      train(images(rows.map((i) => data.fit.x[i]), 8), oneHot(rows.map((i) => data.fit.y[i])));
    }
    await right(data.validation);
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, accuracy: await right(data.test) };
}

// mnist returns images a second.
async function mnist() {
  const { state, train } = model(networks.mnist);
  const x = Array.from({ length: 128 }, () => Array.from({ length: 784 }, Math.random)), y = x.map((_, i) => i % 10);
  const ten = async () => {
    for (let i = 0; i < 10; i++) train(images(x, 28), oneHot(y));
    await blockUntilReady(state.params);
  };
  await ten();
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < 3000; done += 1280) await ten();
  return (1000 * done) / (performance.now() - started);
}

const jobs = { tutorial, mnist };

onmessage = async ({ data: task }) => {
  try {
    await init("wasm");
    defaultDevice("wasm");
    postMessage({ result: await jobs[task.job](task) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
