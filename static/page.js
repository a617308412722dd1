// What the page needs before its WebAssembly runs: its colours, the progress of the download, and a word when it cannot run.
// It is the first script of the body, so that the chosen theme is there before anything is painted.
"use strict";

try {
  document.documentElement.dataset.theme = localStorage.getItem("digitlab.theme") ?? "";
} catch {
  // Storage is denied: the system's theme it is.
}

document.addEventListener("DOMContentLoaded", () => {
  const unsupported = () => {
    document.getElementById("unsupported").hidden = false;
    document.getElementById("loading").classList.add("unseen");
  };
  if (typeof WebAssembly !== "object") {
    unsupported();
    return;
  }

  // go-app tells its progress in a label of its own, which style.css hides: "37%", and an error's text when it fails.
  // The page's program comes first, the trainer's second; together they are the whole bar.
  const label = document.getElementById("app-wasm-loader-label");
  const icon = document.getElementById("app-wasm-loader-icon");
  const pageBytes = Number(goappWasmContentLength) || 0;
  const trainerBytes = Number(goappEnv.TRAINER_SIZE) || 0;
  window.digitlabPageBytes = pageBytes;
  const share = pageBytes > 0 && trainerBytes > 0 ? pageBytes / (pageBytes + trainerBytes) : 1;

  new MutationObserver(() => {
    if (!icon.classList.contains("goapp-spin")) {
      unsupported();
      return;
    }
    const loading = document.getElementById("loading");
    const progress = Math.round(parseInt(label.innerText.match(/\d+/)?.[0] ?? "0", 10) * share);
    const text = loading.dataset.text.replace("999", progress);
    document.getElementById("loading-text").textContent = text;
    const bar = document.getElementById("loading-bar");
    bar.value = progress;
    bar.setAttribute("aria-label", text);
  }).observe(icon.parentElement, { attributes: true, childList: true, characterData: true, subtree: true });
});
