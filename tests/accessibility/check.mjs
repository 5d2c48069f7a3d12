// Opens each page in a headless browser and fails if
// - it asks for anything but itself,
// - axe finds a fault, with everything folded away or unfolded,
// - it must be scrolled sideways on a screen 320 pixels wide (WCAG 2.2, 1.4.10), or
// - a chart has no name and description.
//
// Usage: node check.mjs BROWSER PAGE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let faults = 0;
let charts = 0;
const fault = (page, text) => {
  faults += 1;
  console.log(`${page}: ${text}`);
};

for (const path of pages) {
  // Without its policy the page could ask for more, and axe can be run in it.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const address = pathToFileURL(path).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) fault(path, `asks for ${request.url()}`);
  });
  await page.goto(address);
  for (const state of ["folded", "unfolded"]) {
    if (state === "unfolded") {
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    }
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => window.axe.run());
    for (const { id, help, nodes } of violations) {
      fault(path, `${state}: ${id}: ${help} (${nodes.length}), first ${nodes[0].html.slice(0, 200)}`);
    }
    if (passes.length === 0) fault(path, `${state}: axe checked nothing`);
  }
  const images = await page.evaluate(() => [...document.querySelectorAll("svg")].map((svg) =>
    ["title", "desc"].every((part) => svg.querySelector(part)?.textContent.trim()) && svg.getAttribute("role") === "img"));
  charts += images.length;
  if (!images.every(Boolean)) fault(path, "a chart has no name or no description");
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) fault(path, `is ${width} pixels wide on a screen of 320`);
  await context.close();
}
await browser.close();
console.log(`${pages.length} pages with ${charts} charts: ${faults} faults`);
process.exit(faults === 0 && charts > 0 ? 0 : 1);
