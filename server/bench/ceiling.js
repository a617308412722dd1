// How many multiply-adds SIMD128 does here: independent chains of f32x4.mul and f32x4.add, 60 pairs a turn, in a module of a few bytes.
// With few chains they wait for their own results, with many for registers, and how many are best depends on the processor. Returns
// GFLOP/s, the best of all.
const f32x4 = (op) => [0xfd, ...leb(op)];
const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >> 7)]);
const section = (id, ...bytes) => [id, ...leb(bytes.length), ...bytes];

const pairs = 60;

function module(chains) {
  const body = [];
  // Locals: 0 turns (i32), 1 a factor, from 2 on the sums (v128).
  body.push(0x43, 0x77, 0xbe, 0x7f, 0x3f, ...f32x4(0x13), 0x21, 1); // a factor just under 1
  body.push(0x03, 0x40); // loop
  for (let i = 0; i < pairs; i++) {
    const sum = 2 + (i % chains);
    body.push(0x20, sum, 0x20, 1, ...f32x4(0xe6), 0x20, 1, ...f32x4(0xe4), 0x21, sum); // sum = sum·factor + factor
  }
  body.push(0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b); // turns--, again
  body.push(0x20, 2);
  for (let i = 3; i < 2 + chains; i++) body.push(0x20, i, ...f32x4(0xe4));
  body.push(...f32x4(0x1f), 0, 0x0b); // a lane of their sum, so that nothing is for nothing
  const code = [1, ...leb(1 + chains), 0x7b, ...body];
  return new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7d), ...section(3, 1, 0), ...section(7, 1, 1, 0x66, 0, 0),
    ...section(10, 1, ...leb(code.length), ...code)]);
}

onmessage = async () => {
  const turns = 5e5;
  let best = 0;
  for (const chains of [10, 12, 15, 20]) {
    const { instance } = await WebAssembly.instantiate(module(chains));
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      instance.exports.f(turns);
      best = Math.max(best, (turns * pairs * 8) / ((performance.now() - start) * 1e6));
    }
  }
  postMessage({ result: best });
};
