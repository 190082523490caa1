// Opens pages in Chromium and lets axe-core judge them: node axe.mjs CHROMIUM PAGE.html…
// Prints JSON: for each page and width the violations, and how much wider the page is than the screen.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WIDTHS = [320, 1280];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const QUIET = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const [executablePath, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: QUIET });
const found = [];
for (const file of pages) {
  for (const width of WIDTHS) {
    // The page itself forbids every script; the checker is one.
    const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(
      (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), RULES,
    );
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    found.push({
      page: file,
      width,
      wider,
      asked: asked.filter((url) => !url.startsWith("data:") && !url.startsWith("file:")),
      passes: passes.length,
      violations: violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`),
    });
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
