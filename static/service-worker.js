// Keeps the page for use without a network. The server fills in the version, and each file's address with its checksum.
//
// A version is installed whole or not at all, each file by its content, into a cache of its own, while the one before goes on
// working. It takes over when no page of the old one is open, or when the page says so ({type: "app:activate"}). The programs
// of a page and of its worker never come from two versions: addresses have the version in them, and the cache of the version
// before stays while a page may need it. Models are kept elsewhere, in IndexedDB.
"use strict";

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const version = "{{.Version}}";
/** @type {string} */
const base = "{{.Base}}";
/** @type {Record<string, string>} */
const files = { "{{.Files}}": "" };
const prefix = `digitlab:${base}:`; // caches belong to the origin, on which another page of ours may be
const formerPrefix = base === "/" ? "digitlab-" : prefix; // of the first versions, which knew no other path
const cacheName = prefix + version;

// The smallest module that uses a vector: a function of i32.const 0 and i8x16.splat. The trainer that the browser does not
// need is not fetched.
const hasVectors = WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11]));
const unneeded = base + (hasVectors ? "web/trainer-scalar.wasm" : "web/trainer.wasm");
const wanted = Object.keys(files).filter((address) => address !== unneeded);

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.location.origin) {
    return;
  }
  if (event.request.mode === "navigate") {
    event.respondWith(navigate(event.request, url));
    event.waitUntil(tidy());
  } else {
    event.respondWith(respond(event.request, url));
  }
});
scope.addEventListener("message", (event) => {
  if (event.data?.type === "app:activate") {
    scope.skipWaiting();
  }
  if (event.data?.type === "app:complete") {
    event.waitUntil(answer((whole) => event.source?.postMessage({ type: "app:complete", whole })));
  }
});

async function install() {
  try {
    await complete();
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

// answer tells a page whether all is in the cache that it needs without a network. What is not is fetched, and then told of.
async function answer(tell) {
  try {
    if ((await missing()).length > 0) {
      tell(false);
      await complete();
    }
    tell(true);
  } catch (error) {
    console.warn("not all is kept for use without a network:", error);
  }
}

// missing returns what is not in the cache: all at first, later what the browser or a person has removed.
async function missing() {
  const requests = await (await caches.open(cacheName)).keys();
  const kept = new Set(requests.map(({ url }) => new URL(url).pathname));
  return wanted.filter((address) => !kept.has(address));
}

let completing = null; // however many pages ask, by one at a time

// complete fetches what is missing. It asks for the addresses that the page asks for, so that what the page has fetched is not
// fetched again. The browser refuses content that has another checksum. What came stays, though another file does not come.
function complete() {
  completing ??= missing().then((addresses) => Promise.allSettled(addresses.map(keep))).then((results) => {
    const failed = results.find((result) => result.status === "rejected");
    if (failed) {
      throw failed.reason;
    }
  }).finally(() => {
    completing = null;
  });
  return completing;
}

async function keep(address) {
  const versioned = !address.endsWith("/") && !address.startsWith(base + "web/data/");
  const request = new Request(versioned ? `${address}?v=${version}` : address, { cache: "no-cache", integrity: files[address] });
  const response = await fetch(request);
  if (!response.ok) {
    throw new Error(`${address} could not be fetched: ${response.status}`);
  }
  await (await caches.open(cacheName)).put(address, response);
}

// navigate gives a page: the lab or the lesson. Without a network each address that is none leads to the lab; the fragment goes along.
async function navigate(request, url) {
  const address = url.pathname.replace(/\/index\.html$/, "/");
  const isPage = address.endsWith("/") && address in files;
  if (isPage) {
    const page = await (await caches.open(cacheName)).match(address);
    if (page) {
      return page;
    }
  }
  try {
    return await fetch(request);
  } catch (error) {
    return isPage ? Response.error() : Response.redirect(base);
  }
}

// respond takes a file from the cache of the version that its address names, and asks the network for what is not there.
async function respond(request, url) {
  const wanted = url.searchParams.get("v") ?? version;
  if (await caches.has(prefix + wanted)) {
    const cached = await (await caches.open(prefix + wanted)).match(url.pathname);
    if (cached) {
      return cached;
    }
  }
  return fetch(request);
}

// tidy deletes the caches of other versions once no page is open that may need them. A version that waits keeps its own.
async function tidy() {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true });
  if (pages.length > 0 || scope.registration.waiting || scope.registration.installing) {
    return;
  }
  for (const name of await caches.keys()) {
    if ((name.startsWith(prefix) || name.startsWith(formerPrefix)) && name !== cacheName) {
      await caches.delete(name);
    }
  }
}
