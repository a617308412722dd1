// What the page needs before its program (app.wasm) runs, and what it says where that cannot run. It is the first script of the
// body, so that the chosen theme is there before anything is painted. In this order: theme, language and fragment; checks of
// files; what is fetched; the start of the trainer and of the program; what is drawn meanwhile; what is said of what goes wrong.
"use strict";

applyTheme();
ensureLanguageTag();
ensureDecodableFragment();
addEventListener("popstate", ensureDecodableFragment); // before go-app's listener, which reads the fragment, too

/** @typedef {"" | "lost" | "altered"} FileProblem what is wrong with a file */
/** @typedef {FileProblem | "stalled" | "ended"} Problem the same, or that the start does not go on, or that the program has ended */
/** @typedef {[number, number][]} Stroke the pen's places, as shares of the canvas's side */

/**
 * All that this script and the page's program know of each other; the program reads it in wasm/ui/dom/host.go.
 *
 * @typedef {object} Shared
 * @property {number} percent how far the start has come: the bar's percentage
 * @property {Stroke[] | null} strokes what was drawn so far; null once the program draws
 * @property {Problem} problem the worst that befell a file or the program
 * @property {{worker: Worker, messages: any[]} | null} [trainer] the trainer's worker, and what it has sent; null once the program has
 *   taken it, and when it has failed
 * @property {(script: string) => Promise<FileProblem>} checkScripts checks a worker's script, which no browser does
 */

// From go-app's app.js come goappEnv and goappWasmContentLength, from wasm_exec.js Go, from the server the table of checksums in
// meta[name=digitlab-files]. app.js leaves the start of the program and of the service worker to this script where this object is
// (server/site/render.go).
/** @type {Shared} */
var digitlab = { percent: 0, strokes: [], problem: "", checkScripts }; // a var, which makes it a property of window

// The smallest module with what Go's programs use and the first WebAssembly had not: a function of i32.const 0 and
// i32.extend8_s.
const runsGo = typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 10, 7, 1, 5, 0, 65, 0, 192, 11]));

// A crawler reads what the server has rendered.
const startsProgram = runsGo && !/bot|crawl|spider/i.test(navigator.userAgent);
if (startsProgram) {
  document.documentElement.dataset.view = "draw"; // with which a phone begins; without the program it shows all views
}

const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

// Workers get the table of checksums behind the # of their addresses.
const ownScript = /** @type {HTMLScriptElement} */ (document.currentScript);
const here = new URL(ownScript.src);
const isLab = ownScript.dataset.page !== "lesson"; // which is read first: its trainer starts when one is wanted, and it draws its figures itself
if (location.hash) {
  document.documentElement.dataset.whole = ""; // lesson.css lays out all of a document whose reader comes into its midst
}
const checksumTable = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=digitlab-files]")).content;
const checksums = new URLSearchParams(checksumTable);

const chartLibrary = isLab ? preloadCharts() : null;
// The bar's percentages at which a part of the start is done. The program goes on from the last one, with the trainer's bytes.
const fetched = 45, prepared = 60, instantiated = 70, running = 80;
// Seconds without a sign of progress after which the start is said not to go on.
const patience = 30;
let idle = 0; // seconds since the last one
const trainerMay = { programFetched: false, scriptsChecked: false };
const compiled = startsProgram ? compileProgram() : null;

parsed.then(startOrSay);
drawEarly();
watchStart();
addEventListener("load", checkStyles);
document.addEventListener("click", tryAgain);

// Theme, language and fragment

function applyTheme() {
  try {
    document.documentElement.dataset.theme = localStorage.getItem("digitlab.theme") ?? "";
  } catch {
    // Storage is denied: the system's theme it is.
  }
}

// ensureLanguageTag replaces a language that is no language tag: WebKitGTK's is "C" where the system has none, and the chart
// library would stop at it.
function ensureLanguageTag() {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, "language", { value: "en" });
  }
}

// ensureDecodableFragment replaces a fragment that cannot be decoded, which would end go-app, by one that can, and that the page
// refuses with words.
function ensureDecodableFragment() {
  try {
    decodeURIComponent(location.hash);
  } catch {
    history.replaceState(null, "", location.pathname + location.search + "#?");
  }
}

// Checks of files

// addressOf returns the address of a file beside this script, of the same version.
function addressOf(file) {
  return new URL(file + here.search, here).href;
}

function canFetch(address, options) {
  return fetch(address, options).then(async (r) => r.ok && Boolean(await r.arrayBuffer())).catch(() => false);
}

/**
 * checkFile returns what is wrong with a file. One that lies altered in the browser's cache, where a version stays for a year, is
 * asked for anew, so that another try has the right one.
 * @returns {Promise<FileProblem>}
 */
async function checkFile(address, integrity) {
  if (await canFetch(address, { integrity }) || await canFetch(address, { integrity, cache: "reload" })) {
    return "";
  }
  return await canFetch(address, { cache: "reload" }) ? "altered" : "lost";
}

/**
 * @param {FileProblem[]} problems
 * @returns {FileProblem}
 */
function worst(problems) {
  return problems.includes("altered") ? "altered" : problems.find(Boolean) ?? "";
}

// checkScripts checks a worker's script and checked.js, which it runs first; the worker takes both from the browser's cache. Go's own
// script is checked by the worker, while its program is on the way.
async function checkScripts(script) {
  return worst(await Promise.all([script, "checked.js"].map((file) => checkFile(addressOf(file), checksums.get(file)))));
}

// checkLinked checks the files that the document names.
async function checkLinked(selector) {
  return worst(await Promise.all([...document.querySelectorAll(selector)].map((e) => checkFile(e.src ?? e.href, e.integrity))));
}

// What is fetched

// The chart library comes with the page, and is run in a task of its own.
function preloadCharts() {
  const file = "vendor/uPlot.iife.min.js";
  const library = { src: addressOf(file), integrity: checksums.get(file) ?? "" };
  document.head.append(Object.assign(document.createElement("link"),
    { rel: "preload", as: "script", href: library.src, integrity: library.integrity }));
  return library;
}

function runCharts(library) {
  return new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { ...library, onload: resolve });
    script.onerror = async () => {
      resolve(undefined);
      report(await checkFile(library.src, library.integrity) || "lost");
    };
    document.head.append(script);
  });
}

/**
 * compileProgram returns the page's program, made ready by a worker, or here where that cannot be.
 * @returns {Promise<WebAssembly.Module>}
 */
async function compileProgram() {
  try {
    return await compileInWorker();
  } catch (error) {
    if (error === "altered") {
      throw error;
    }
    return WebAssembly.compileStreaming(fetch(addressOf("app.wasm"), { integrity: checksums.get("app.wasm") ?? "" }));
  }
}

/** @returns {Promise<WebAssembly.Module>} */
async function compileInWorker() {
  const problem = await checkScripts("compiler.js");
  if (problem) {
    report(problem === "altered" ? problem : ""); // without one that is lost all works, a little later
    throw new Error(`compiler.js is ${problem}`);
  }
  return new Promise((resolve, reject) => {
    const compiler = new Worker(`${addressOf("compiler.js")}#${checksumTable}`);
    compiler.onmessage = ({ data }) => {
      wentOn();
      if (data.fetched) {
        showProgress(fetched);
        trainerMay.programFetched = true;
        startTrainer();
      } else if (data.module) {
        resolve(data.module);
      } else if (data.error) {
        reject(data.altered ? "altered" : data.error);
      } else {
        const size = typeof goappWasmContentLength === "undefined" ? 0 : Number(goappWasmContentLength); // app.js is still to come
        showProgress(fetched * data.loaded / (size || Infinity));
      }
    };
    compiler.onerror = compiler.onmessageerror = reject;
    if (isLab) {
      checkScripts("worker.js").then((problem) => {
        trainerMay.scriptsChecked = !problem;
        startTrainer();
      });
    }
  });
}

// The start of the trainer and of the program

// startTrainer starts the trainer while the page's program is made ready, which then takes its worker, and what it has said. A
// worker that fails is left to the program, which starts another, and so is a script that is not as it should be.
function startTrainer() {
  if (!trainerMay.programFetched || !trainerMay.scriptsChecked || typeof goappEnv === "undefined" || // app.js is still to come
      digitlab.trainer !== undefined) { // it is started
    return;
  }
  const worker = new Worker(`${addressOf("worker.js")}#size=${goappEnv.TRAINER_SIZE}&${checksumTable}`);
  const messages = [];
  digitlab.trainer = { worker, messages };
  worker.onmessage = ({ data }) => messages.push(data);
  worker.onerror = () => {
    digitlab.trainer = null;
  };
}

async function startOrSay() {
  if (!runsGo) {
    const notice = element("unsupported");
    if (typeof WebAssembly === "undefined" && isMobileApple()) {
      notice.textContent = notice.dataset.lockdown ?? "";
    }
    notice.hidden = false;
    hideProgress();
    return;
  }
  if (typeof Go === "undefined" || typeof goappEnv === "undefined") { // wasm_exec.js, app.js
    hideProgress();
    report(await checkLinked("script[integrity]") || "lost");
    return;
  }
  if (!compiled) {
    return;
  }
  try {
    await startProgram(compiled);
  } catch (error) {
    console.error("the page's program could not be started:", error);
    hideProgress();
    report(error === "altered" ? error : await checkFile(addressOf("app.wasm"), checksums.get("app.wasm")) || "lost");
  }
}

// isMobileApple reports whether this is an iPhone or iPad, of which the latter calls itself a Mac. Each has WebAssembly, but not in Lockdown
// Mode.
function isMobileApple() {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
}

/**
 * startProgram starts the page's program once it has come. Each step is a task of its own, so that none blocks the page for long.
 * @param {Promise<WebAssembly.Module>} compiled
 */
async function startProgram(compiled) {
  startTrainer();
  const module = await compiled;
  showProgress(prepared);
  if (chartLibrary) {
    await runCharts(chartLibrary);
  }
  await nextTask();
  const go = new Go();
  go.env.GOGC = "400"; // garbage collection blocks the page, and its heap is small
  const instance = await WebAssembly.instantiate(module, go.importObject);
  showProgress(instantiated);
  await nextTask();
  digitlab.percent = running; // which the program shows
  element("app-wasm-loader").remove(); // go-app's own, which style.css hides
  watchProgram(go);
  go.run(instance).then(programEnded, programEnded);
}

function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}

// showProgress shows how far the start has come. The bar never goes back.
async function showProgress(percent) {
  await parsed;
  if (percent <= digitlab.percent) {
    return;
  }
  digitlab.percent = percent;
  const text = element("loading-text");
  const bar = /** @type {HTMLProgressElement} */ (element("loading-bar"));
  text.textContent = (element("loading").dataset.text ?? "").replace("999", String(Math.floor(percent)));
  bar.value = percent;
  bar.setAttribute("aria-label", text.textContent);
}

function hideProgress() {
  element("loading")?.classList.add("invisible"); // the program's page has none later
}

function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

// watchStart says so when the start does not go on: nothing arrives, or the program does not make the page.
function watchStart() {
  if (!startsProgram) {
    parsed.then(keepForOffline);
    return;
  }
  const watch = setInterval(() => {
    if ("complete" in document.documentElement.dataset || digitlab.problem === "ended") {
      wentOn();
      clearInterval(watch);
      keepForOffline();
    } else if (!document.hidden && ++idle > patience) {
      report("stalled");
    }
  }, 1000);
}

// keepForOffline starts the service worker, which fetches all files again. It waits until the start is over, which it would delay.
function keepForOffline() {
  if (typeof goappInitServiceWorker !== "undefined") { // app.js
    goappInitServiceWorker();
  }
}

function wentOn() {
  idle = 0;
  if (digitlab.problem === "stalled") {
    digitlab.problem = "";
    element("unloaded").hidden = true;
  }
}

// watchProgram finds out when JavaScript throws in the midst of the program, which cannot go on then, and which go.run is not told of.
function watchProgram(go) {
  const resume = go._resume.bind(go);
  go._resume = () => {
    try {
      resume();
    } catch (error) {
      programEnded();
      throw error;
    }
  };
}

// programEnded says that the page does nothing any more. The program never ends by itself.
function programEnded(error) {
  if (error) {
    console.error("the page's program has ended:", error);
  }
  hideProgress();
  report("ended").then(() => element("unloaded").scrollIntoView({ block: "nearest" }));
}

// What is drawn meanwhile

// drawEarly draws what a person draws while the program is on its way, by the rules of sketch.Pen. The program takes the strokes, and
// draws on.
function drawEarly() {
  /** @type {Stroke | undefined} */
  let stroke;
  let pen = -1;
  let finger = false;
  /** @type {HTMLElement | undefined} */
  let sheet; // of the document; the program makes another one in its place
  parsed.then(() => { sheet ??= element("canvas"); });
  const places = (canvas, e) => {
    const box = canvas.getBoundingClientRect();
    return (e.getCoalescedEvents?.() ?? []).concat(e).map((at) => [(at.clientX - box.left) / box.width, (at.clientY - box.top) / box.width]);
  };
  const paint = (canvas) => {
    const side = Math.floor(canvas.clientWidth * devicePixelRatio);
    if (canvas.width !== side) {
      canvas.width = canvas.height = side;
    }
    const context = canvas.getContext("2d");
    context.lineWidth = side * 20 / 300; // as sketch.Nib
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = `rgb(${getComputedStyle(canvas).getPropertyValue("--ink")})`;
    context.clearRect(0, 0, side, side);
    for (const points of digitlab.strokes ?? []) {
      context.beginPath();
      context.moveTo(points[0][0] * side, points[0][1] * side);
      points.forEach(([x, y]) => context.lineTo(x * side + 0.01, y * side)); // a line without length would not be drawn
      context.stroke();
    }
  };
  const takeBack = (canvas) => {
    digitlab.strokes?.pop();
    canvas.nextElementSibling?.classList.toggle("invisible", Boolean(digitlab.strokes?.length)); // the prompt
    paint(canvas);
  };
  document.addEventListener("pointerdown", (e) => {
    const canvas = /** @type {HTMLElement} */ (e.target);
    if (canvas.id === "canvas") {
      sheet ??= canvas;
    }
    if (!digitlab.strokes || canvas !== sheet || e.button !== 0 || stroke && !(finger && e.pointerType === "pen")) {
      return;
    }
    if (stroke) { // of a palm, which the pen beats
      takeBack(canvas);
    }
    canvas.setPointerCapture(e.pointerId);
    const begun = places(canvas, e).slice(-1);
    digitlab.strokes.push(begun);
    [stroke, pen, finger] = [begun, e.pointerId, e.pointerType === "touch"];
    canvas.nextElementSibling?.classList.add("invisible");
    paint(canvas);
  });
  document.addEventListener("pointermove", (e) => {
    if (stroke && e.pointerId === pen && digitlab.strokes) {
      stroke.push(...places(e.target, e));
      paint(e.target);
    }
  });
  document.addEventListener("pointerup", (e) => {
    if (e.pointerId === pen) {
      stroke = undefined;
    }
  });
  document.addEventListener("pointercancel", (e) => {
    if (stroke && e.pointerId === pen && digitlab.strokes) {
      takeBack(e.target);
    }
    if (e.pointerId === pen) {
      stroke = undefined;
    }
  });
}

// What is said of what goes wrong

/**
 * report says what is wrong. Of several problems it says the one that weighs most. The page that the program makes in this one's place
 * asks for digitlab.problem.
 * @param {Problem} problem
 */
async function report(problem) {
  const weights = ["", "stalled", "lost", "ended", "altered"];
  if (weights.indexOf(problem) <= weights.indexOf(digitlab.problem)) {
    return;
  }
  digitlab.problem = problem;
  await parsed;
  const notice = element("unloaded");
  notice.children[0].textContent = notice.dataset[digitlab.problem] ?? "";
  notice.hidden = !digitlab.problem;
}

// checkStyles looks whether each style has come: without one the page runs, but not as it should.
async function checkStyles() {
  const applied = (link) => {
    try {
      return link.sheet.cssRules.length > 0;
    } catch { // as if it were another site's
      return false;
    }
  };
  if (![...document.querySelectorAll("link[rel=stylesheet]")].every(applied)) {
    report(await checkLinked("link[rel=stylesheet]") || "lost");
  }
}

// Another try begins with the check, which has the browser's cache give up what is altered. It waits no longer than that should take.
async function tryAgain({ target }) {
  if (target.closest("#try-again")) {
    await Promise.race([checkLinked("[integrity]"), new Promise((resolve) => setTimeout(resolve, 5000))]);
    location.reload();
  }
}
