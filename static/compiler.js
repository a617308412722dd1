// Makes the page's program ready in a Web Worker, so that the page stays free meanwhile, and tells the page how it goes:
//
//   {loaded}   bytes of the program that have come
//   {fetched}  all have
//   {module}   the compiled program
//   {error}    why there is none
//
// A browser may compile a function only when it is called first. So the program's start is rehearsed here: what it calls is
// compiled for the page too, since both have the same module.
"use strict";

const version = self.location.search;
const response = fetch("app.wasm" + version);
importScripts("../wasm_exec.js" + version);

// What the browser reads once for all its threads, for numbers and times in words, is read here too: the chart library asks for it.
function rehearseWords() {
  new Intl.NumberFormat(self.navigator.language).format(1);
  new Intl.DateTimeFormat().resolvedOptions();
}

async function compile() {
  const { ok, status, body } = await response;
  if (!ok) {
    throw new Error(`the server answered ${status}`);
  }
  let loaded = 0;
  const counted = body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      self.postMessage({ loaded });
      controller.enqueue(chunk);
    },
    flush() {
      self.postMessage({ fetched: true });
    },
  }));
  return WebAssembly.compileStreaming(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
}

async function rehearse(module) {
  const go = new Go();
  await go.run(await WebAssembly.instantiate(module, go.importObject));
}

// Without a rehearsal the page only starts more slowly.
const patience = () => new Promise((resolve) => setTimeout(resolve, 1000));

try {
  rehearseWords();
} catch {
  // page.js looks after a language that is none.
}
compile().then(async (module) => {
  await Promise.race([rehearse(module).catch(() => {}), patience()]);
  self.postMessage({ module });
}).catch((error) => self.postMessage({ error: String(error) })).finally(() => self.close());
