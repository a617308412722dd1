// Digit Lab's worker in the benchmark: one program, one job at a time. ?program= names another than bench.wasm.
importScripts("/bench/wasm_exec.js");
const go = new Go();
const ready = WebAssembly.instantiateStreaming(fetch("/bench/" + (new URLSearchParams(location.search).get("program") ?? "bench.wasm")), go.importObject).then(({ instance }) => {
  go.run(instance);
  return instance;
});
onmessage = async ({ data: { job, digits } }) => {
  const instance = await ready;
  const before = instance.exports.mem.buffer.byteLength;
  const result = runJob(job, digits);
  postMessage({ result, memory: [before, instance.exports.mem.buffer.byteLength] });
};
