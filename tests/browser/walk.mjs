// Looks at an exported page as people do: three widths, every record by keyboard, filters, no scripts, a rule book for
// accessibility, paper. Prints one JSON object: what was counted, and every fault in words.
// Usage: node walk.mjs PAGE.html CHROMIUM MODULES
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [page, chromium, modules] = process.argv.slice(2);
const require = createRequire(modules + "/");
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");
const address = pathToFileURL(page).href;
const faults = [];
const counts = {};
const fault = (where, what) => faults.push(`${where}: ${what}`);
const WIDTHS = [[1600, 1000], [900, 1000], [390, 844]];

const browser = await (puppeteer.default ?? puppeteer).launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

async function open(width, height, { scripts = true, policy = true, scheme = "light" } = {}) {
  const tab = await browser.newPage();
  await tab.setJavaScriptEnabled(scripts);
  await tab.setBypassCSP(!policy);
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.setViewport({ width, height });
  const where = `${width} columns of pixels`;
  tab.on("request", (request) => { if (request.url() !== address) fault(where, `asks for ${request.url()}`); });
  tab.on("console", (message) => fault(where, `console: ${message.text()}`));
  tab.on("pageerror", (error) => fault(where, `error: ${error.message}`));
  await tab.goto(address);
  return [tab, where];
}

for (const [width, height] of WIDTHS) {
  const [tab, where] = await open(width, height);
  const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (beyond > 0) fault(where, `${beyond} pixels stand out at the side`);
  const letters = await tab.$$eval("#text .tag[id]", (all) => all.map((letter) => letter.id));
  counts.records = letters.length;
  const seen = [];
  for (const _ of letters) {
    await tab.keyboard.press("j");
    const sight = await tab.evaluate(() => {
      const inSight = (element) => {
        if (!element) return false;
        const box = element.getBoundingClientRect();
        const pane = element.closest(".pane");
        const within = getComputedStyle(pane).overflowY === "auto" ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
        return box.bottom > within.top && box.top < within.bottom && box.bottom > 0 && box.top < innerHeight;
      };
      const letter = document.querySelector("#text .tag.now");
      const entry = document.querySelector("#sources li.now");
      const bar = document.getElementById("tools").getBoundingClientRect();
      return {
        id: letter?.id, focused: document.activeElement === letter, letter: inSight(letter),
        covered: letter && letter.getBoundingClientRect().top < bar.bottom - 1 && getComputedStyle(document.getElementById("tools")).position === "sticky",
        entry: entry?.id, beside: innerWidth < 1280 || inSight(entry), words: document.querySelectorAll("#text mark.now").length,
        place: document.getElementById("place").textContent,
      };
    });
    seen.push(sight.id);
    if (!sight.focused || !sight.letter || sight.covered) fault(where, `${sight.id} is not to be seen: ${JSON.stringify(sight)}`);
    if (sight.entry !== "r" + sight.id?.slice(1) || !sight.beside) fault(where, `the entry of ${sight.id} is not beside it`);
    if (sight.words === 0) fault(where, `${sight.id} has no words marked`);
    if (!sight.place.startsWith(`Record ${seen.length} of ${letters.length}:`)) fault(where, `says "${sight.place}"`);
  }
  if (seen.join() !== letters.join()) fault(where, `walked ${seen.join()} instead of ${letters.join()}`);
  await tab.keyboard.press("j");
  if (!(await tab.$eval("#place", (place) => place.textContent)).startsWith("No record after")) fault(where, "walks on behind the end");
  await tab.close();
}

{
  const [tab, where] = await open(1600, 1000);
  const filters = await tab.evaluate(() => {
    const wrong = [];
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
    const total = shown("#sources li").length;
    for (const [id, key] of [["by-source", "source"], ["by-issue", "issues"]]) {
      const select = document.getElementById(id);
      for (const option of [...select.options].slice(1)) {
        select.value = option.value;
        select.dispatchEvent(new Event("change"));
        const due = [...document.querySelectorAll("#sources li[data-source]")].filter((li) => (li.dataset[key] ?? "").split(" ").includes(option.value));
        const there = shown("#sources li");
        if (there.length !== due.length || there.some((li) => !due.includes(li))) wrong.push(`${id} ${option.textContent}: ${there.length} for ${due.length}`);
        if (shown("#text .tag[id]").some((letter) => !due.includes(document.getElementById("r" + letter.id.slice(1))))) wrong.push(`${id} ${option.textContent}: a letter too many`);
        if (id === "by-issue" && shown("#stances [data-issue]").length !== 1) wrong.push(`${id} ${option.textContent}: not one issue`);
      }
      document.getElementById("everything").click();
      if (shown("#sources li").length !== total) wrong.push(`${id}: not all come back`);
    }
    return wrong;
  });
  filters.forEach((what) => fault(where, what));
  await tab.close();
}

{
  const text = async (scripts) => {
    const [tab] = await open(1600, 1000, { scripts });
    const client = await tab.createCDPSession();
    const { root } = await client.send("DOM.getDocument", { depth: 1 });
    const main = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector: "main" });
    const { outerHTML } = await client.send("DOM.getOuterHTML", { nodeId: main.nodeId });
    const { nodeId: bar } = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#tools[hidden]" });
    await tab.close();
    return [outerHTML.replace(/<[^>]*>/g, "").replace(/Record \d+.*|\d+ records.*/g, "").length, bar !== 0];
  };
  const [[without, hidden], [with_, still]] = [await text(false), await text(true)];
  if (!hidden || still) fault("scripts off", "the bar shows without scripts, or not with them");
  if (Math.abs(without - with_) > 20) fault("scripts off", `${without} characters instead of ${with_}`);
}

counts.rules = 0;
for (const scheme of ["light", "dark"]) {
  for (const [width, height] of WIDTHS) {
    const [tab, where] = await open(width, height, { policy: false, scheme });
    await tab.addScriptTag({ path: axe });
    const told = await tab.evaluate(() => axe.run(document));
    counts.rules = Math.max(counts.rules, told.passes.length);
    for (const { id, help, nodes } of told.violations) fault(`${where}, ${scheme}`, `${id}: ${help}: ${nodes[0].html.slice(0, 120)}`);
    await tab.close();
  }
}

{
  const [tab] = await open(1600, 1000);
  const pdf = Buffer.from(await tab.pdf({ format: "A4", tagged: true, outline: true }));
  counts.pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (counts.pages === 0) fault("paper", "no pages");
  await tab.close();
}

await browser.close();
console.log(JSON.stringify({ counts, faults }));
