// Fetches the program of a Web Worker and Go's own script, and lets none run that is not the one that the page was made with. The checksums of the
// files stand behind the # of the worker's address; a worker that was started without them checks nothing.
//
// The browser's own check (fetch's integrity) gives nothing before all has come, so that no progress could be shown, and takes
// ten times as long. So the sum is made here of the bytes that pass, except where a page that came without TLS has no digests.
"use strict";

self.checksums = new URLSearchParams(self.location.hash.slice(1));

// Milliseconds from one report of progress to the next. The page's thread handles each, and has other things to do.
const betweenReports = 50;

// checked gives compile the response with a program, and returns what that makes of it. The response ends only when the
// checksum is right: nothing else is ever compiled to its end. tell is told now and then how many bytes have come.
async function checked(file, tell, compile) {
  const address = file + self.location.search;
  const integrity = checksums.get(file) ?? "";
  const digests = integrity && self.crypto.subtle;
  let altered = false;

  const attempt = async (cache) => {
    altered = false;
    const response = await fetch(address, { cache, integrity: digests ? "" : integrity }).catch(async (error) => {
      altered = !digests && await fetch(address).then(({ ok }) => ok, () => false);
      throw error;
    });
    if (!response.ok) {
      throw new Error(`${file} could not be fetched: the server answered ${response.status}`);
    }
    let loaded = 0, next = 0;
    const chunks = [];
    const counted = /** @type {ReadableStream<Uint8Array>} */ (response.body).pipeThrough(new TransformStream({
      transform(chunk, controller) {
        chunks.push(chunk);
        loaded += chunk.length;
        if (performance.now() >= next) {
          next = performance.now() + betweenReports;
          tell(loaded);
        }
        controller.enqueue(chunk);
      },
      async flush() {
        if (digests && await sumOf(chunks, loaded) !== integrity) {
          altered = true;
          throw new Error("altered");
        }
      },
    }));
    return compile(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
  };

  // One that lies altered in the browser's cache, where a version stays for a year, is asked for anew.
  for (const cache of ["default", "reload"]) {
    try {
      return await attempt(cache);
    } catch (error) {
      if (!altered) {
        throw error;
      }
    }
  }
  throw Object.assign(new Error(`${file} is not the file that the page was made with`), { altered });
}

// importChecked is importScripts for a script that the page has not checked. It is taken from the browser's cache, as what was checked.
async function importChecked(script) {
  const address = script + self.location.search;
  const integrity = checksums.get(script) ?? "";
  const comes = (options) => fetch(address, options).then(async (r) => r.ok && Boolean(await r.arrayBuffer())).catch(() => false);
  if (!await comes({ integrity }) && !await comes({ integrity, cache: "reload" })) {
    const altered = await comes();
    throw Object.assign(new Error(`${script} ${altered ? "is not the file that the page was made with" : "could not be fetched"}`), { altered });
  }
  importScripts(address);
}

async function sumOf(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const sum = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
  return "sha256-" + btoa(String.fromCharCode(...sum));
}
