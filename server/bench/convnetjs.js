// ConvNetJS: the same network, split, optimiser, batch and epochs. Its Adam multiplies by the bias corrections where the
// paper divides; it runs as it is shipped. It has no batches: it adds up gradients and moves every 50 samples.
self.window = self; // where it puts itself
importScripts("/bench/peers/convnetjs/build/convnet.js");

function network(side, ...layers) {
  const net = new convnetjs.Net();
  net.makeLayers([{ type: "input", out_sx: side, out_sy: side, out_depth: 1 }, ...layers, { type: "softmax", num_classes: 10 }]);
  return net;
}
const convolution = (filters, sx) => ({ type: "conv", sx, filters, stride: 1, pad: 0, activation: "relu" });
const pool = { type: "pool", sx: 2, stride: 2 };
const adam = (net, batch) => new convnetjs.Trainer(net, { method: "adam", learning_rate: 0.001, eps: 1e-7, beta1: 0.9, beta2: 0.999, batch_size: batch });
const volume = (pixels, side) => {
  const v = new convnetjs.Vol(side, side, 1, 0);
  v.w.set(pixels);
  return v;
};

const jobs = {
  tutorial({ data, epochs }) {
    const started = performance.now();
    const net = network(8, convolution(10, 3), pool, { type: "fc", num_neurons: 50, activation: "relu" });
    const trainer = adam(net, 50);
    const volumes = ({ x }) => x.map((pixels) => volume(pixels, 8));
    const right = (set, labels) => set.reduce((sum, v, i) => {
      net.forward(v);
      return sum + (net.getPrediction() === labels[i]);
    }, 0) / labels.length;
    const fit = volumes(data.fit), validation = volumes(data.validation), test = volumes(data.test);
    const order = fit.map((_, i) => i);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
      }
      for (const i of order) trainer.train(fit[i], data.fit.y[i]);
      right(validation, data.validation.y);
    }
    const seconds = (performance.now() - started) / 1000;
    return { seconds, accuracy: right(test, data.test.y) };
  },
  // Images a second.
  mnist() {
    const trainer = adam(network(28, convolution(8, 5), pool, convolution(16, 5), pool), 128);
    const images = Array.from({ length: 128 }, () => volume(Array.from({ length: 784 }, Math.random), 28));
    const batch = () => images.forEach((v, i) => trainer.train(v, i % 10));
    batch();
    const started = performance.now();
    let done = 0;
    for (; performance.now() - started < 3000; done += images.length) batch();
    return (1000 * done) / (performance.now() - started);
  },
};

onmessage = ({ data: task }) => postMessage({ result: jobs[task.job](task) });
