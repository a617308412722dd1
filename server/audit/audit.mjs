// Has outside judges look at the page: node audit.mjs SERVER CHROMIUM. It prints what each says, and fails if one objects.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(process.cwd(), "package.json"));
const [program, chromium] = process.argv.slice(2);

let objections = 0;
function judge(who, what, good) {
  console.log(`${good ? "ok  " : "FAIL"}  ${who}: ${what}`);
  objections += good ? 0 : 1;
}

const server = spawn(program, ["-addr", "localhost:0"], { stdio: ["ignore", "pipe", "ignore"] });
const [, address] = await new Promise((found) => {
  createInterface(server.stdout).on("line", (line) => found(line.match(/(http\S+)/)));
});

// The flags: as root there is no sandbox.
const flags = ["--headless=new", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
const puppeteer = require("puppeteer-core");

async function withBrowser(f) {
  const browser = await puppeteer.launch({ executablePath: chromium, args: flags, userDataDir: mkdtempSync(join(tmpdir(), "audit-")) });
  try {
    await f(browser);
  } finally {
    await browser.close();
  }
}

const panels = ["settings", "layers", "results", "all-digits", "runs", "methods", "handwriting", "data"];

// axe-core: the lab as the server sends it, as it is loaded, and after training, with each panel and each aside, in both languages, both
// colours and two widths. A phone shows one view at a time. The browser tests judge the lesson (server/browsertest/lesson_axe_test.go).
async function axe() {
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const lookAt = async (page, what) => {
    const { violations } = await page.evaluate(() => axe.run());
    for (const v of violations) {
      console.log(`      ${v.id}: ${v.help}\n      ${v.nodes.map((n) => n.html.slice(0, 120)).join("\n      ")}`);
    }
    judge("axe-core", `${what}: ${violations.length} violations`, violations.length === 0);
  };
  const looks = ["en", "ko"].flatMap((l) => ["light", "dark"].flatMap((s) => [1280, 360].map((w) => [l, s, w])));
  for (const [language, scheme, width] of looks) {
    await withBrowser(async (browser) => {
      const newPage = async () => {
        const page = await browser.newPage();
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        return page;
      };
      const visit = async (page) => {
        await page.goto(`${address}?lang=${language}`);
        await page.evaluate(source);
      };
      const look = (when, of = page) => lookAt(of, `${language}, ${scheme}, ${width} px, ${when}`);

      const waiting = await newPage(); // whose program never comes
      await waiting.evaluateOnNewDocument(() => { window.Worker = class {}; });
      await visit(waiting);
      await look("as the server sends it", waiting);
      await waiting.close();

      const page = await newPage();
      await visit(page);
      await page.waitForSelector("html[data-complete] #play:not([disabled])");
      const phone = width < 700;
      const view = async (i) => {
        if (phone) {
          await (await page.$$(".views button"))[i].click();
        }
      };
      const [draw, train, inside, more] = [0, 1, 2, 3];
      const open = async (button, what) => {
        await page.click(button);
        await page.waitForSelector(what);
      };

      await look("loaded");
      await open("#open-why", ".aside");
      await look("why, before a drawing");
      await page.click(".aside .close");
      for (const [i, name] of phone ? [[train, "train"], [inside, "inside"], [more, "more"]] : []) {
        await view(i);
        await look(`view ${name}`);
      }

      await view(train);
      await page.click(".pace:last-child"); // the fastest
      await page.click("#play");
      await page.waitForFunction(() => document.getElementById("progress").getAttribute("aria-valuenow") === "100", { timeout: 120000 });
      await look("trained");
      await open("#open-options", ".aside");
      await look("options");
      await page.click(".aside .close");

      await view(draw);
      const { x, y, width: side } = await (await page.$("#canvas")).boundingBox();
      await page.mouse.move(x + 0.5 * side, y + 0.2 * side);
      await page.mouse.down();
      await page.mouse.move(x + 0.5 * side, y + 0.8 * side, { steps: 8 });
      await page.mouse.up();
      await page.waitForSelector(".shares .winner");
      await open("#open-why", ".aside .nearest");
      await page.click("#compare");
      await page.evaluate(() => document.querySelectorAll(".aside details").forEach((e) => { e.open = true; }));
      await look("drawn, why");
      await page.click(".aside .close");

      await view(more);
      for (const panel of panels) {
        await open(`#tab-${panel}`, `#panel[aria-labelledby="tab-${panel}"] .card`);
        await page.evaluate(() => document.querySelectorAll(".panel details").forEach((e) => { e.open = true; }));
        await look(`panel ${panel}`);
      }
    });
  }
}

// Lighthouse: the best of up to three looks for performance, since the machine does other things too; its other judgements
// do not vary.
async function lighthouse() {
  const { default: run } = await import(require.resolve("lighthouse"));
  const least = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
  const looks = ["", "lesson/en/"].flatMap((path) => ["mobile", "desktop"].map((form) => [path, form]));
  for (const [path, form] of looks) {
    const desktop = form === "desktop" ? (await import(require.resolve("lighthouse/core/config/desktop-config.js"))).default : undefined;
    let best;
    for (let look = 0; look < 3 && !(best?.categories.performance.score >= least.performance / 100); look++) {
      await withBrowser(async (browser) => {
        const { lhr, report } = await run(address + path, { port: Number(new URL(browser.wsEndpoint()).port), output: "html", logLevel: "silent",
          onlyCategories: Object.keys(least) }, desktop);
        if (!best || lhr.categories.performance.score > best.categories.performance.score) {
          best = lhr;
          writeFileSync(`lighthouse-${path.replaceAll("/", "-")}${form}.html`, report);
        }
      });
    }
    for (const [category, want] of Object.entries(least)) {
      const { score, auditRefs } = best.categories[category];
      judge("Lighthouse", `${path || "lab"}, ${form}, ${category} ${Math.round(score * 100)}, want ${want}; the machine's index ${best.environment.benchmarkIndex}`, score * 100 >= want);
      for (const { id, weight } of score < 1 ? auditRefs : []) {
        const audit = best.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) {
          console.log(`      ${id} ${audit.score}: ${audit.title} ${audit.displayValue ?? ""}`);
        }
      }
    }
  }
}

async function policy() {
  const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
  const { CspParser } = require("csp_evaluator/dist/parser.js");
  const answer = await fetch(address);
  const findings = new CspEvaluator(new CspParser(answer.headers.get("content-security-policy")).csp).evaluate();
  const names = { 10: "high", 20: "syntax", 30: "medium", 40: "perhaps high", 45: "strict CSP", 50: "perhaps medium", 60: "information" };
  for (const f of findings) {
    console.log(`      ${names[f.severity]}: ${f.directive} ${f.value ?? ""} ${f.description}`);
  }
  judge("csp_evaluator", `${findings.length} findings, none high or medium`, findings.every((f) => f.severity > 30));
}

async function html() {
  const { HtmlValidate } = require("html-validate");
  // The bar of a run is drawn in the page's colours; the one of the download is a progress element. ARIA lets a list have a name.
  const rules = {
    "prefer-native-element": ["error", { exclude: ["progressbar"] }],
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  };
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules });
  for (const [path, language] of ["", "lesson/"].flatMap((path) => [[path, "en"], [path, "ko"]])) {
    const answer = await fetch(address + path, { headers: { "Accept-Language": language } });
    const report = await validator.validateString(await answer.text());
    const messages = report.results.flatMap((r) => r.messages);
    for (const m of messages) {
      console.log(`      ${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    }
    judge("html-validate", `${path}, ${language}: ${messages.length} objections`, messages.length === 0);
  }
}

try {
  await policy();
  await html();
  await axe();
  await lighthouse();
} finally {
  server.kill("SIGTERM");
}
process.exitCode = objections > 0 ? 1 : 0;
