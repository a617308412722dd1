// Makes the page's program ready in a Web Worker, so that the page stays free meanwhile, and tells the page how it goes:
//
//   {loaded}          bytes of the program that have come
//   {fetched}         all have
//   {module}          the compiled program
//   {error, altered}  why there is none, and whether that is because it is another than it should be
//
// A browser may compile a function only when it is called first. So the program's start is rehearsed here: what it calls is
// compiled for the page too, since both have the same module.
"use strict";

importScripts("checked.js" + self.location.search); // which page.js has checked, as this one
const compiled = compile();
const prepared = importChecked("../wasm_exec.js");

// What the browser reads once for all its threads, for numbers and times in words, is read here too: the chart library asks for it.
function rehearseWords() {
  new Intl.NumberFormat(self.navigator.language).format(1);
  new Intl.DateTimeFormat().resolvedOptions();
}

async function compile() {
  const module = await checked("app.wasm", (loaded) => self.postMessage({ loaded }), (response) => WebAssembly.compileStreaming(response));
  self.postMessage({ fetched: true });
  return module;
}

/** @param {WebAssembly.Module} module */
async function rehearse(module) {
  await prepared;
  const go = new Go();
  go.env.GOGC = "400"; // garbage collection blocks the page, and its heap is small
  await go.run(await WebAssembly.instantiate(module, go.importObject));
}

// Without a rehearsal the page only starts more slowly.
const patience = () => new Promise((resolve) => setTimeout(resolve, 1000));

try {
  rehearseWords();
} catch {
  // page.js looks after a language that is none.
}
compiled.then(async (module) => {
  await Promise.race([rehearse(module).catch(() => {}), patience()]);
  self.postMessage({ module });
}).catch((error) => self.postMessage({ error: String(error), altered: error.altered })).finally(() => self.close());
