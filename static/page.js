// What the page needs before its WebAssembly runs: its colours, the progress of the download, and a word when it cannot run,
// or when a file is missing. It is the first script of the body, so that the chosen theme is there before anything is painted.
"use strict";

try {
  document.documentElement.dataset.theme = localStorage.getItem("digitlab.theme") ?? "";
} catch {
  // Storage is denied: the system's theme it is.
}

// Where the system has no language, WebKitGTK's is "C", which is no language tag, and the chart library would stop at it.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en" });
}

// The smallest module with what Go's programs use and the first WebAssembly had not: a function of i32.const 0 and
// i32.extend8_s.
const runsGo = () => typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 10, 7, 1, 5, 0, 65, 0, 192, 11]));

// app.js leaves the start of the page's program to this script. A crawler reads what the server has rendered.
const runs = runsGo() && !/bot|crawl|spider/i.test(navigator.userAgent);
window.digitlabStarts = true;

// near is the address of a file beside this one, of the same version.
const here = new URL(document.currentScript.src);
const near = (file) => new URL(file + here.search, here).href;

// The server's table of checksums of the files that scripts ask for, by their places beside this one. Workers get it behind
// the # of their addresses.
const table = document.querySelector("meta[name=digitlab-files]").content;
const sums = new URLSearchParams(table);

const comes = (url, options) => fetch(url, options).then(async (r) => r.ok && Boolean(await r.arrayBuffer())).catch(() => false);

// check returns "" for a file that is the one that the page was made with, or else "altered" or "lost". One that lies altered in
// the browser's cache, where a version stays for a year, is asked for anew, so that another try has the right one.
async function check(url, integrity) {
  if (await comes(url, { integrity }) || await comes(url, { integrity, cache: "reload" })) {
    return "";
  }
  return await comes(url, { cache: "reload" }) ? "altered" : "lost";
}

const worst = (found) => found.includes("altered") ? "altered" : found.find(Boolean) ?? "";

// checkScripts is check for the scripts of workers, which no browser checks: the worker takes them from the browser's cache. Go's own
// script is checked by the worker, while its program is on the way.
const checkScripts = async (script) => worst(await Promise.all([script, "checked.js"].map((file) => check(near(file), sums.get(file)))));
window.digitlabCheck = checkScripts;

// The chart library comes with the page, and is run in a task of its own.
const charts = { src: near("vendor/uPlot.iife.min.js"), integrity: sums.get("vendor/uPlot.iife.min.js") };
document.head.append(Object.assign(document.createElement("link"),
  { rel: "preload", as: "script", href: charts.src, integrity: charts.integrity }));

function runCharts() {
  return new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { ...charts, onload: resolve });
    script.onerror = async () => {
      resolve();
      lose(await check(charts.src, charts.integrity) || "lost");
    };
    document.head.append(script);
  });
}

let loaded = 0;
let fetched = false;
let trainerChecked = false;
let showLoaded = () => {};

// compiled is the page's program, made ready by a worker, or here where that cannot be.
const compiled = !runs ? null : compileAside().catch((error) => {
  if (error === "altered") {
    throw error;
  }
  return WebAssembly.compileStreaming(fetch(near("app.wasm"), { integrity: sums.get("app.wasm") }));
});

async function compileAside() {
  const problem = await checkScripts("compiler.js");
  if (problem) {
    lose(problem === "altered" && problem); // without one that is lost all works, a little later
    throw new Error(`compiler.js is ${problem}`);
  }
  return new Promise((resolve, reject) => {
    const compiler = new Worker(`${near("compiler.js")}#${table}`);
    compiler.onmessage = ({ data }) => {
      if (data.fetched) {
        fetched = true;
        startTrainer();
      } else if (data.module) {
        resolve(data.module);
      } else if (data.error) {
        reject(data.altered ? "altered" : data.error);
      } else {
        loaded = data.loaded;
        showLoaded();
      }
    };
    compiler.onerror = compiler.onmessageerror = reject;
    checkScripts("worker.js").then((problem) => {
      trainerChecked = !problem;
      startTrainer();
    });
  });
}

// startTrainer starts the trainer while the page's program is made ready, which then takes its worker, and what it has said. A
// worker that fails is left to the program, which starts another, and so is a script that is not as it should be.
function startTrainer() {
  if (!fetched || !trainerChecked || typeof goappEnv === "undefined" || // app.js is still to come
      "digitlabTrainer" in window) { // it is started
    return;
  }
  const worker = new Worker(`${near("worker.js")}#size=${goappEnv.TRAINER_SIZE}&${table}`);
  const said = [];
  window.digitlabTrainer = { worker, said };
  worker.onmessage = ({ data }) => said.push(data);
  worker.onerror = () => {
    window.digitlabTrainer = null;
  };
}

// Each step of the start is a task of its own, so that none blocks the page for long.
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

// start starts the page's program and shows how much of it has come: it is the first part of the bar, the trainer's the second.
async function start() {
  const pageBytes = Number(goappWasmContentLength) || 0;
  const trainerBytes = Number(goappEnv.TRAINER_SIZE) || 0;
  window.digitlabPageBytes = pageBytes;
  const text = document.getElementById("loading-text");
  const bar = document.getElementById("loading-bar");
  const template = document.getElementById("loading").dataset.text;
  showLoaded = () => {
    const percent = Math.floor(100 * loaded / (pageBytes + trainerBytes)) || 0;
    if (percent !== bar.value) {
      text.textContent = template.replace("999", percent);
      bar.value = percent;
      bar.setAttribute("aria-label", text.textContent);
    }
  };
  showLoaded();
  startTrainer();

  const module = await compiled;
  await runCharts();
  await nextTask();
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  await nextTask();
  document.getElementById("app-wasm-loader").remove(); // go-app's own, which style.css hides
  go.run(instance);
}

// A fragment that cannot be decoded would end go-app, which reads the address at the start and whenever it changes. It becomes
// one that can, and that the page refuses with words. This listener is there before go-app's, and so is called before it.
const mend = () => {
  try {
    decodeURIComponent(location.hash);
  } catch {
    history.replaceState(null, "", location.pathname + location.search + "#?");
  }
};
mend();
addEventListener("popstate", mend);

const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

// lose says that a file is lost, or altered, which weighs more. The page that WebAssembly makes in this one's place asks for
// digitlabLost.
async function lose(problem) {
  if (!problem || window.digitlabLost === "altered") {
    return;
  }
  window.digitlabLost = problem;
  await parsed;
  const said = document.getElementById("unloaded");
  said.hidden = false;
  if (problem === "altered") {
    said.firstElementChild.textContent = said.dataset.altered;
  }
}

// checkLinked checks the files that the document names.
const checkLinked = async (elements) => worst(await Promise.all(
  [...document.querySelectorAll(elements)].map((e) => check(e.src ?? e.href, e.integrity))));

// Another try begins with the check, which has the browser's cache give up what is altered.
document.addEventListener("click", async ({ target }) => {
  if (target.id === "try-again") {
    await checkLinked("[integrity]");
    location.reload();
  }
});

parsed.then(async () => {
  const stop = () => document.getElementById("loading").classList.add("invisible");
  if (!runsGo()) {
    document.getElementById("unsupported").hidden = false;
    stop();
    return;
  }
  if (typeof Go === "undefined" || typeof goappEnv === "undefined") { // wasm_exec.js, app.js
    stop();
    lose(await checkLinked("script[integrity]") || "lost");
    return;
  }

  if (runs) {
    start().catch(async (error) => {
      console.error("the page's program could not be started:", error);
      stop();
      lose(error === "altered" ? error : await check(near("app.wasm"), sums.get("app.wasm")) || "lost");
    });
  }
});

// Without a style the page runs, but not as it should.
addEventListener("load", async () => {
  const came = (link) => {
    try {
      return link.sheet.cssRules.length > 0;
    } catch { // as if it were another site's
      return false;
    }
  };
  if (![...document.querySelectorAll("link[rel=stylesheet]")].every(came)) {
    lose(await checkLinked("link[rel=stylesheet]") || "lost");
  }
});
