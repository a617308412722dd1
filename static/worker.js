// Starts the trainer in a Web Worker and tells the page how it goes, in plain objects. A browser without vectors gets
// trainer-scalar.wasm instead of trainer.wasm.
//
//   {kind: "loading", loaded, total}    bytes of the program, total from the address's #size=, 0 if unknown
//   {kind: "failed", message, altered}  it cannot run; altered: because it is another than it should be
//   {kind: "exited"}                    it ended, which it never should
// All else that passes are ArrayBuffers, between the two programs. What comes before the trainer listens waits in pending.
"use strict";

importScripts("checked.js" + self.location.search); // of the same version, and checked by the page as this one

self.pending = [];
self.onmessage = (event) => self.pending.push(event.data);

// The smallest module that uses a vector: a function of i32.const 0 and i8x16.splat.
const hasVectors = WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11]));
const program = hasVectors ? "trainer.wasm" : "trainer-scalar.wasm";
const total = hasVectors && Number(checksums.get("size")) || 0;

async function start() {
  await importChecked("../wasm_exec.js");
  const go = new Go();
  const { instance } = await checked(program, (loaded) => self.postMessage({ kind: "loading", loaded, total }),
    (response) => WebAssembly.instantiateStreaming(response, go.importObject));
  await go.run(instance);
  self.postMessage({ kind: "exited" });
}

start().catch((error) => self.postMessage({ kind: "failed", message: String(error), altered: error.altered }));
