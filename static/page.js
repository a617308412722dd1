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

// The chart library comes with the page, and is run in a task of its own.
const charts = near("vendor/uPlot.iife.min.js");
document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: charts }));

function runCharts() {
  return new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src: charts, onload: resolve });
    script.onerror = () => {
      lose();
      resolve();
    };
    document.head.append(script);
  });
}

let loaded = 0;
let fetched = false;
let showLoaded = () => {};

// compiled is the page's program, made ready by a worker, or here where that cannot be.
const compiled = !runs ? null : new Promise((resolve, reject) => {
  const compiler = new Worker(near("compiler.js"));
  compiler.onmessage = ({ data }) => {
    if (data.fetched) {
      fetched = true;
      startTrainer();
    } else if (data.module) {
      resolve(data.module);
    } else if (data.error) {
      reject(data.error);
    } else {
      loaded = data.loaded;
      showLoaded();
    }
  };
  compiler.onerror = compiler.onmessageerror = reject;
}).catch(() => WebAssembly.compileStreaming(fetch(near("app.wasm"))));

// startTrainer starts the trainer while the page's program is made ready, which then takes its worker, and what it has said. A
// worker that fails is left to the program, which starts another.
function startTrainer() {
  if (typeof goappEnv === "undefined" || "digitlabTrainer" in window) { // app.js is still to come; or it is started
    return;
  }
  const worker = new Worker(`${near("worker.js")}&size=${goappEnv.TRAINER_SIZE}`);
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
  if (fetched) {
    startTrainer();
  }

  const module = await compiled;
  await runCharts();
  await nextTask();
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  await nextTask();
  document.getElementById("app-wasm-loader").remove(); // go-app's own, which style.css hides
  go.run(instance);
}

// show shows what went wrong. The page that WebAssembly makes in this one's place asks for digitlabLost.
function show(id) {
  document.getElementById(id).hidden = false;
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

document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("try-again").addEventListener("click", () => location.reload());
  const stop = (id) => {
    show(id);
    document.getElementById("loading").classList.add("unseen");
  };
  if (!runsGo()) {
    stop("unsupported");
    return;
  }
  if (typeof Go === "undefined" || typeof goappEnv === "undefined") { // wasm_exec.js, app.js
    stop("unloaded");
    return;
  }

  if (runs) {
    start().catch((error) => {
      console.error("the page's program could not be started:", error);
      stop("unloaded");
    });
  }
});

// Without a style or the chart library the page runs, but not as it should.
function lose() {
  window.digitlabLost = true;
  show("unloaded");
}

window.addEventListener("load", () => {
  const came = (link) => {
    try {
      return link.sheet.cssRules.length > 0;
    } catch { // as if it were another site's
      return false;
    }
  };
  if (![...document.querySelectorAll("link[rel=stylesheet]")].every(came)) {
    lose();
  }
});
