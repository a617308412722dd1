// ConvNetJS: the same network, split, optimiser, batch and epochs. Its Adam multiplies by the bias corrections where the
// paper divides; it runs as it is shipped. It has no batches: it adds up gradients and moves every 50 samples.
self.window = self; // where it puts itself
importScripts("/bench/peers/convnetjs/build/convnet.js");
onmessage = ({ data: { data, epochs } }) => {
  const started = performance.now();
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 8, out_sy: 8, out_depth: 1 },
    { type: "conv", sx: 3, filters: 10, stride: 1, pad: 0, activation: "relu" },
    { type: "pool", sx: 2, stride: 2 },
    { type: "fc", num_neurons: 50, activation: "relu" },
    { type: "softmax", num_classes: 10 },
  ]);
  const trainer = new convnetjs.Trainer(net, { method: "adam", learning_rate: 0.001, eps: 1e-7, beta1: 0.9, beta2: 0.999, batch_size: 50 });
  const volumes = ({ x }) => x.map((pixels) => {
    const v = new convnetjs.Vol(8, 8, 1, 0);
    v.w.set(pixels);
    return v;
  });
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
  postMessage({ result: { seconds, accuracy: right(test, data.test.y) } });
};
