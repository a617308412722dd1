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

  // Go's start is a task of its own, and not the end of the one in which its program is made ready: that blocks for less long.
  const run = Go.prototype.run;
  Go.prototype.run = async function (instance) {
    await new Promise((resolve) => setTimeout(resolve));
    return run.call(this, instance);
  };

  // go-app tells its progress in a label of its own, which style.css hides: "37%", and an error's text when it fails.
  // The page's program comes first, the trainer's second; together they are the whole bar.
  const label = document.getElementById("app-wasm-loader-label");
  const icon = document.getElementById("app-wasm-loader-icon");
  if (!icon) { // go-app has seen a crawler, and loads nothing
    return;
  }
  const pageBytes = Number(goappWasmContentLength) || 0;
  const trainerBytes = Number(goappEnv.TRAINER_SIZE) || 0;
  window.digitlabPageBytes = pageBytes;
  const share = pageBytes > 0 && trainerBytes > 0 ? pageBytes / (pageBytes + trainerBytes) : 1;

  let shown = 0;
  new MutationObserver(() => {
    if (!icon.classList.contains("goapp-spin")) {
      stop("unloaded");
      return;
    }
    const progress = Math.round(parseInt(label.textContent.match(/\d+/)?.[0] ?? "0", 10) * share);
    if (progress === shown) {
      return;
    }
    shown = progress;
    const loading = document.getElementById("loading");
    const text = loading.dataset.text.replace("999", progress);
    document.getElementById("loading-text").textContent = text;
    const bar = document.getElementById("loading-bar");
    bar.value = progress;
    bar.setAttribute("aria-label", text);
  }).observe(icon.parentElement, { attributes: true, childList: true, characterData: true, subtree: true });
});

// Without a style or the chart library the page runs, but not as it should.
window.addEventListener("load", () => {
  const came = (link) => {
    try {
      return link.sheet.cssRules.length > 0;
    } catch { // as if it were another site's
      return false;
    }
  };
  if (typeof uPlot === "undefined" || ![...document.querySelectorAll("link[rel=stylesheet]")].every(came)) {
    window.digitlabLost = true;
    show("unloaded");
  }
});
