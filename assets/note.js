"use strict";
// The page is whole without this: it adds keys, a filter and a sight of where one is. It loads nothing and keeps nothing.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const tools = one("tools");
  // A record has its number n in `r` n, its entry among the sources, and where it has a place in `w` n, its letter in the text.
  const letters = all("#text .tag[id]");
  const number = (element) => element.id.slice(1);
  const entry = (letter) => one("r" + number(letter));
  const source = (letter) => entry(letter)?.dataset.source;
  const issues = (letter) => (entry(letter)?.dataset.issues ?? "").split(" ").filter(Boolean);
  const wanted = { source: "", issue: "" };
  let at = -1;

  const wants = (item) =>
    (!wanted.source || item.dataset.source === wanted.source) &&
    (!wanted.issue || (item.dataset.issues ?? "").split(" ").includes(wanted.issue));
  const shown = () => letters.filter((letter) => !letter.classList.contains("off"));

  // Scrolls only the pane: the page stays where the text is.
  const reveal = (element) => {
    const pane = element?.closest(".pane");
    if (!pane || pane.scrollHeight <= pane.clientHeight || getComputedStyle(pane).overflowY === "visible") return;
    const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    // What shows of the pane, below the bar and its own heading.
    const top = Math.max(outer.top, tools.getBoundingClientRect().bottom) + 48;
    const bottom = Math.min(outer.bottom, window.innerHeight) - 16;
    if (inner.top < top) pane.scrollTop += inner.top - top;
    else if (inner.bottom > bottom) pane.scrollTop += Math.min(inner.bottom - bottom, inner.top - top);
  };

  const say = (words) => { one("place").textContent = words; };

  const tell = () => {
    const among = shown();
    const letter = letters[at];
    const n = among.indexOf(letter);
    const narrowed = among.length < letters.length ? ` (of ${letters.length})` : "";
    if (n < 0) return say(`${among.length} records${narrowed}`);
    const paragraph = letter.closest(".par")?.querySelector(".num")?.textContent ?? "";
    say(`Record ${n + 1} of ${among.length}${narrowed}: ${letter.dataset.name}, ${paragraph}`);
  };

  const go = (to, focus = true) => {
    if (to < 0 || to >= letters.length) return;
    at = to;
    for (const element of all(".now")) element.classList.remove("now");
    const letter = letters[at];
    const n = number(letter);
    const item = entry(letter);
    const first = issues(letter)[0];
    const row = first && all("#stances [data-issue]").find((block) => block.dataset.issue === first);
    const words = all("#text mark[data-records]").filter((mark) => mark.dataset.records.split(" ").includes(n));
    for (const element of [letter, item, row, ...words]) element?.classList.add("now");
    const end = (words.at(-1) ?? letter).getBoundingClientRect().bottom;
    const room = Math.min(letter.closest(".pane").getBoundingClientRect().bottom, window.innerHeight);
    letter.scrollIntoView({ block: end > room ? "center" : "nearest", inline: "nearest" });
    if (focus) letter.focus({ preventScroll: true });
    reveal(item);
    reveal(row);
    tell();
  };

  // To the next letter that shows and is `like` the present one.
  const step = (by, like = () => true) => {
    const from = at < 0 ? (by > 0 ? -1 : letters.length) : at;
    for (let to = from + by; to >= 0 && to < letters.length; to += by) {
      if (!letters[to].classList.contains("off") && like(letters[to])) return go(to);
    }
    say(by > 0 ? "No record after this one" : "No record before this one");
  };
  const ofSource = (letter) => at < 0 || source(letter) === source(letters[at]);
  const onIssue = (letter) => at < 0 || issues(letter).some((issue) => issues(letters[at]).includes(issue));

  const filter = () => {
    wanted.source = one("by-source").value;
    wanted.issue = one("by-issue").value;
    for (const item of all("#sources [data-source]")) item.classList.toggle("off", !wants(item));
    for (const group of all("#sources .speaker")) group.classList.toggle("off", all("li:not(.off)", group).length === 0);
    for (const letter of letters) letter.classList.toggle("off", !entry(letter) || entry(letter).classList.contains("off"));
    for (const mark of all("#text mark[data-records]")) {
      mark.classList.toggle("off", mark.dataset.records.split(" ").every((n) => one("w" + n)?.classList.contains("off")));
    }
    for (const block of all("#stances [data-issue]")) block.classList.toggle("off", Boolean(wanted.issue) && block.dataset.issue !== wanted.issue);
    tools.classList.toggle("narrowed", Boolean(wanted.source || wanted.issue));
    tell();
  };
  const drop = () => {
    one("by-source").value = "";
    one("by-issue").value = "";
    filter();
  };

  const keys = {
    j: () => step(1), l: () => step(1), k: () => step(-1), h: () => step(-1),
    "]": () => step(1, ofSource), "[": () => step(-1, ofSource), ")": () => step(1, onIssue), "(": () => step(-1, onIssue),
    g: () => { at = -1; step(1); }, G: () => { at = -1; step(-1); },
    s: () => one("by-source").focus(), i: () => one("by-issue").focus(), Escape: drop,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || !one("keys").checked) return;
    if (typing && event.key !== "Escape") return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    if (typing) typing.blur();
    act();
  });
  one("next").addEventListener("click", () => step(1));
  one("previous").addEventListener("click", () => step(-1));
  one("by-source").addEventListener("change", filter);
  one("by-issue").addEventListener("change", filter);
  one("everything").addEventListener("click", drop);

  // A link to a record, or a click on its letter, makes it the present one.
  const follow = () => {
    const n = /^#[rw](\d+)$/.exec(location.hash)?.[1];
    if (n) go(letters.findIndex((letter) => number(letter) === n), false);
  };
  window.addEventListener("hashchange", follow);
  tools.hidden = false;
  filter();
  follow();
})();
