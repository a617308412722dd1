// Keeps the page for use without a network. The server fills in the version and the addresses.
//
// A version is installed whole or not at all, into a cache of its own, while the one before goes on working. It takes over
// when no page of the old one is open, or when the page says so ({type: "app:activate"}), so that the programs of
// a page and of its worker never come from two versions. Models are kept elsewhere, in IndexedDB.
"use strict";

const prefix = "digitlab-";
const cacheName = prefix + "{{.Version}}";
const all = {{.ResourcesToCache}};

// The smallest module that uses a vector: a function of i32.const 0 and i8x16.splat. The trainer that the browser does not
// need is not fetched.
const hasVectors = WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11]));
const unneeded = hasVectors ? "/trainer-scalar.wasm" : "/trainer.wasm";
const addresses = all.filter((address) => !address.endsWith(unneeded));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) {
    event.respondWith(respond(event.request));
  }
});
self.addEventListener("message", (event) => {
  if (event.data?.type === "app:activate") {
    self.skipWaiting();
  }
});

async function install() {
  const responses = await Promise.all(addresses.map(async (address) => {
    const response = await fetch(new Request(address, { cache: "no-cache" }));
    if (!response.ok) {
      throw new Error(`${address} could not be fetched: ${response.status}`);
    }
    return response;
  }));
  const cache = await caches.open(cacheName);
  await Promise.all(responses.map((response, i) => cache.put(addresses[i], response)));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== cacheName) {
      await caches.delete(name);
    }
  }
  await self.clients.claim();
}

// respond takes what belongs to this version from its cache, and asks the network for the rest. Without a network every
// page address gets the page, whose state is in the fragment.
async function respond(request) {
  const cache = await caches.open(cacheName);
  const cached = await cache.match(request, { ignoreSearch: true });
  if (cached) {
    return cached;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === "navigate" && await cache.match("/");
    if (page) {
      return page;
    }
    throw error;
  }
}
