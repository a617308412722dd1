// Starts trainer.wasm in a Web Worker and tells the page how it goes, in plain objects:
//   {kind: "loading", loaded, total}   bytes of the program, total from the address's ?size=, 0 if unknown
//   {kind: "failed", message}          it cannot run
//   {kind: "exited"}                   it ended, which it never should
// All else that passes are ArrayBuffers, between the two programs. What comes before the trainer listens waits in pending.
"use strict";

importScripts("../wasm_exec.js");

self.pending = [];
self.onmessage = (event) => self.pending.push(event.data);

const total = Number(new URLSearchParams(self.location.search).get("size")) || 0;

async function fetchProgram() {
  const response = await fetch("trainer.wasm" + self.location.search);
  if (!response.ok) {
    throw new Error(`trainer.wasm could not be fetched: the server answered ${response.status}`);
  }
  let loaded = 0;
  const counted = response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      self.postMessage({ kind: "loading", loaded, total });
      controller.enqueue(chunk);
    },
  }));
  return new Response(counted, { headers: { "Content-Type": "application/wasm" } });
}

async function start() {
  const go = new Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetchProgram(), go.importObject);
  await go.run(instance);
  self.postMessage({ kind: "exited" });
}

start().catch((error) => self.postMessage({ kind: "failed", message: String(error) }));
