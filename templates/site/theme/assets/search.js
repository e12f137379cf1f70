/* The search dialog: MiniSearch over window.integrationsSearchIndex, both loaded when first wanted. */
(() => {
  "use strict";

  const KIND = 0, NAME = 1, CONTEXT = 2, SUMMARY = 3, WORDS = 4, URL_ = 5;
  const LABELS = { read: "Read", write: "Write", destructive: "Destructive" };
  const FIELDS = ["name", "context", "summary", "words"];
  const MOST_RESULTS = 30;
  const MOST_OF_GROUP = 8;
  const MILLISECONDS_IDLE = 12;
  const MILLISECONDS_OPEN = 40;
  const root = JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/");

  /* ---- Words ---- */

  /** Lower-case words; `_`, punctuation and humps separate them. */
  const wordsOf = (text) =>
    text
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);

  /* ---- Index ---- */

  let records = [];
  let names = [];
  let index = null;
  let building = null;

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} could not be loaded`));
      document.head.append(script);
    });
  }

  /** Let the browser do other things; a dialog that is open does not wait until there are none. */
  const breathe = () =>
    new Promise((resolve) => {
      if (dialog?.open || !window.requestIdleCallback) setTimeout(resolve, 0);
      else requestIdleCallback(resolve, { timeout: 200 });
    });

  async function build() {
    await Promise.all([load("assets/vendor/minisearch.min.js"), load("assets/search-index.js")]);
    records = window.integrationsSearchIndex;
    if (dialog?.open) update();
    names = records.map((record) => {
      const name = wordsOf(record[NAME]);
      const context = record[KIND] === "guide" ? [] : wordsOf(record[CONTEXT]);
      return { name, solid: name.join(""), context, contextSolid: context.join("") };
    });
    const made = new MiniSearch({
      fields: FIELDS,
      extractField: (at, field) => (field === "id" ? at : textOf(records[at], field)),
      tokenize: (text) => text.split(/[\n\r\p{Z}\p{P}]+/u),
      processTerm: (term) => term.toLowerCase() || null,
    });
    for (let at = 0; at < records.length; ) {
      const end = performance.now() + (dialog?.open ? MILLISECONDS_OPEN : MILLISECONDS_IDLE);
      while (at < records.length && performance.now() < end) made.add(at++);
      await breathe();
    }
    index = made;
    // The first search is slow as long as the browser has not compiled it.
    find(records[0]?.[NAME] ?? "");
  }

  /** A field as it is indexed: names as their words and as one word (`create completion createcompletion`). */
  function textOf(record, field) {
    if (field === "name") return spread(record[NAME]);
    if (field === "context") return record[KIND] === "guide" ? "" : spread(record[CONTEXT]);
    return record[field === "summary" ? SUMMARY : WORDS];
  }

  function spread(name) {
    const words = wordsOf(name);
    return words.length > 1 ? `${words.join(" ")} ${words.join("")}` : words.join("");
  }

  function prepare() {
    building ??= build().catch((error) => {
      building = null;
      throw error;
    });
    return building;
  }

  /* ---- Ranking ---- */

  const startsSome = (words, start) => words.some((word) => word.startsWith(start));

  /** Whether the letters of `short` stand in `long` in this order: a letter left out while typing. */
  function isThinned(short, long) {
    let at = 0;
    for (const letter of long) if (letter === short[at]) at += 1;
    return at === short.length;
  }

  const STARTS = 1;
  const IN_TEXT = 9;
  const THINNED = 10;
  const FUZZY = 11;
  const PARTLY = 12;
  const FEW = 5;

  /** How well a record answers, by what was hit; 0 is best. `typed`: all words were hit as they were typed. */
  function tier(hit, wanted, whole, parameter, typed) {
    const { name, solid, context, contextSolid } = names[hit.id];
    if (whole === solid || whole === contextSolid + solid || whole === solid + contextSolid) return 0;
    if (solid.startsWith(whole)) return STARTS;
    const both = [...name, ...context, contextSolid];
    if (wanted.every((word) => both.includes(word))) return wanted.some((word) => name.includes(word)) ? 2 : 3;
    if (wanted.every((word) => startsSome(both, word))) return wanted.some((word) => startsSome(name, word)) ? 4 : 5;
    if (parameter && records[hit.id][WORDS].split(" ").includes(parameter)) return 6;
    if (wanted.every((word) => hit.match[word]?.includes("summary"))) return 7;
    if (wanted.every((word) => hit.match[word])) return 8;
    if (typed) return IN_TEXT;
    return isThinned(whole, solid) ? THINNED : FUZZY;
  }

  function find(text) {
    const wanted = wordsOf(text);
    if (!wanted.length) return [];
    const whole = wanted.join("");
    const parameter = /^\w*_\w*$/.test(text.trim()) ? text.trim().toLowerCase() : "";
    const basic = {
      prefix: true,
      boost: { name: 6, context: 3, words: 2, summary: 1 },
      // One letter stands in every text.
      fields: whole.length > 1 ? FIELDS : ["name", "context"],
    };
    const guessing = {
      ...basic,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      maxFuzzy: 2,
      weights: { fuzzy: 0.45, prefix: 0.7 },
    };
    // All words must be hit, or all of them written as one.
    const queries = [wanted.join(" "), ...(wanted.length > 1 ? [whole] : [])];
    const search = (options) =>
      index.search({
        combineWith: "OR",
        queries: queries.map((query) => ({ queries: [query], combineWith: "AND", ...options })),
      });
    const hits = search(basic);
    for (const hit of hits) rate(hit, tier(hit, wanted, whole, parameter, true));
    // Words that only look like what was typed are noise where names or texts have what was typed.
    if (!hits.some((hit) => hit.tier < IN_TEXT)) {
      add(hits, search(guessing), (hit) => tier(hit, wanted, whole, parameter, false));
      if (wanted.length > 1 && hits.length < FEW) {
        add(hits, index.search(wanted.join(" "), { ...guessing, combineWith: "OR" }), () => PARTLY);
      }
    }
    return hits.sort((a, b) => a.tier - b.tier || b.score - a.score || a.id - b.id);
  }

  function add(hits, more, tierOf) {
    const found = new Set(hits.map((hit) => hit.id));
    for (const hit of more) {
      if (found.has(hit.id)) continue;
      rate(hit, tierOf(hit));
      hits.push(hit);
    }
  }

  function rate(hit, found) {
    hit.tier = found;
    if (records[hit.id][KIND] === "integration") hit.score *= 1.5;
    // Of two functions that are hit alike, the one with fewer other words in its name is meant.
    hit.score /= 1 + 0.15 * names[hit.id].name.length;
    if (found <= STARTS) hit.score = -names[hit.id].solid.length;
  }

  /* ---- Dialog ---- */

  let dialog = null;
  let input, list, status, panel, pending;
  let options = [];
  let active = -1;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function create() {
    input = make("input", {
      id: "search-input",
      type: "text",
      role: "combobox",
      "aria-label": "Search functions, parameters and guides",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "search-results",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      placeholder: "Function, parameter or any word",
    });
    const close = make("button", { type: "button", class: "search-close", "aria-label": "Esc: close search" }, "Esc");
    list = make("div", { id: "search-results", role: "listbox", "aria-label": "Results", hidden: "" });
    status = make("p", { role: "status", class: "md-visually-hidden" });
    panel = make("div", { class: "search-message" });
    const keys = make("p", { class: "search-keys", "aria-hidden": "true" });
    for (const [key, does] of [["↑ ↓", "choose"], ["Enter", "open"], ["Esc", "close"]]) {
      keys.append(make("span", {}, make("kbd", {}, key), ` ${does}`));
    }
    dialog = make(
      "dialog",
      { id: "search-dialog", "aria-label": "Search" },
      make("div", { class: "search-bar" }, input, close),
      make("div", { class: "search-body" }, list, panel),
      keys,
      status,
    );
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    input.addEventListener("input", update);
    input.addEventListener("keydown", onKey);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    list.addEventListener("click", (event) => {
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (plain && event.target.closest("a")) dialog.close();
    });
    list.addEventListener("mousemove", (event) => {
      const at = options.indexOf(event.target.closest("a"));
      if (at >= 0 && at !== active) activate(at, false);
    });
  }

  function open() {
    if (!dialog) create();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    update();
  }

  function onKey(event) {
    const last = options.length - 1;
    const moves = {
      ArrowDown: () => activate(active >= last ? 0 : active + 1),
      ArrowUp: () => activate(active <= 0 ? last : active - 1),
      Home: () => activate(0),
      End: () => activate(last),
    };
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      options[Math.max(active, 0)]?.click();
    } else if (moves[event.key] && last >= 0) {
      event.preventDefault();
      moves[event.key]();
    }
  }

  function activate(at, scroll = true) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = options[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
    if (scroll && at === 0) list.parentElement.scrollTop = 0;
  }

  function announce(text) {
    clearTimeout(pending);
    pending = setTimeout(() => (status.textContent = text), 400);
  }

  function update() {
    const text = input.value.trim();
    if (!index) {
      prepare().then(update, (error) => say(`Search is not available: ${error.message}.`));
      if (text || !records.length) return say("Loading the index …");
    }
    if (!text) return hint();
    const hits = find(text);
    if (!hits.length) return nothing(text);
    show(hits);
  }

  function clear() {
    options = [];
    activate(-1);
    list.replaceChildren();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function say(...content) {
    clear();
    panel.replaceChildren(...content);
    panel.hidden = false;
    announce(panel.textContent);
  }

  /** What can be searched, with words that this site knows. */
  function hint() {
    const called = records.find((record) => record[KIND] in LABELS && record[NAME].includes("_"));
    const parameter = called?.[WORDS].split(" ").find((word) => word.includes("_"))
      ?? records.flatMap((record) => (record[KIND] in LABELS ? record[WORDS].split(" ") : [])).find((word) => word.includes("_"));
    const examples = [
      ["a function", called?.[NAME]],
      ["a parameter", parameter],
      ["an integration", records.find((record) => record[KIND] === "integration")?.[NAME]],
      ["a guide", records.find((record) => record[KIND] === "guide")?.[NAME]],
    ];
    const rows = examples
      .filter(([, word]) => word)
      .map(([what, word]) => {
        const button = make("button", { type: "button", class: "search-hint" }, word);
        button.addEventListener("click", () => {
          input.value = word;
          input.focus();
          update();
        });
        return make("li", {}, make("span", {}, what), button);
      });
    say(make("p", {}, "Search by"), make("ul", { class: "search-hints" }, ...rows));
  }

  function nothing(text) {
    say(
      make("p", {}, "Nothing found for ", make("strong", {}, text), "."),
      make("p", {}, "Try fewer or shorter words, or look through the ", make("a", { href: `${root}catalogue.html` }, "catalogue"), "."),
    );
  }

  /** The best hits by integration or guide, groups in the order of their best hit. */
  function grouped(hits) {
    const groups = new Map();
    let left = MOST_RESULTS;
    for (const hit of hits) {
      const record = records[hit.id];
      const own = record[KIND] === "integration" || !record[CONTEXT];
      const title = own ? record[NAME] : record[CONTEXT];
      const group = groups.get(title) ?? [];
      if (group.length >= MOST_OF_GROUP) continue;
      groups.set(title, [...group, hit]);
      left -= 1;
      if (!left) break;
    }
    return groups;
  }

  function show(hits) {
    clear();
    panel.hidden = true;
    let number = 0;
    for (const [title, members] of grouped(hits)) {
      const head = make("div", { id: `search-group-${number}`, class: "search-group", role: "presentation" }, title);
      const group = make("div", { role: "group", "aria-labelledby": head.id }, head);
      for (const hit of members) group.append(optionFor(hit, number++));
      list.append(group);
    }
    options = [...list.querySelectorAll("[role=option]")];
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(0);
    const more = hits.length > number ? ` of ${hits.length}` : "";
    announce(`${number}${more} result${number === 1 && !more ? "" : "s"}`);
  }

  function optionFor(hit, number) {
    const record = records[hit.id];
    const option = make("a", {
      role: "option",
      id: `search-option-${number}`,
      href: root + record[URL_],
      tabindex: "-1",
      "aria-selected": "false",
    });
    const name = make(record[KIND] in LABELS ? "code" : "span", { class: "search-name" }, ...marked(record[NAME], hit));
    const kind = LABELS[record[KIND]] ?? (record[KIND] === "guide" ? "Guide" : "Integration");
    option.append(name, make("span", { class: `badge badge-${record[KIND]}` }, kind));
    if (record[SUMMARY]) option.append(make("span", { class: "search-summary" }, ...marked(record[SUMMARY], hit)));
    const words = hiddenWords(record, hit);
    if (words.length) {
      const line = make("span", { class: "search-words" }, "takes ");
      words.forEach((word, at) => line.append(at ? ", " : "", make("mark", {}, word)));
      if (record[KIND] in LABELS) option.append(line);
    }
    return option;
  }

  /** Parameters that were hit although nothing that is shown was. */
  function hiddenWords(record, hit) {
    const only = Object.keys(hit.match).filter((term) => hit.match[term].every((field) => field === "words"));
    const whole = only.length ? record[WORDS].split(" ") : [];
    const asked = input.value.trim().toLowerCase();
    if (whole.includes(asked)) return [asked];
    return whole.filter((word) => wordsOf(word).some((part) => only.includes(part))).slice(0, 3);
  }

  /** The text with the words that were hit in <mark>: of a longer word only what was typed. */
  function marked(text, hit) {
    return text.split(/([\p{L}\p{N}]+)/u).map((part) => {
      const word = part.toLowerCase();
      if (!part) return "";
      const typed = hit.queryTerms.find((term) => word.startsWith(term));
      if (typed) {
        const piece = document.createDocumentFragment();
        piece.append(make("mark", {}, part.slice(0, typed.length)), part.slice(typed.length));
        return piece;
      }
      return hit.terms.includes(word) ? make("mark", {}, part) : part;
    });
  }

  /* ---- Ways in ---- */

  document.addEventListener("click", (event) => {
    if (event.target.closest(".open-search")) open();
  });
  for (const event of ["pointerenter", "focusin"]) {
    document.querySelector(".search-button")?.addEventListener(event, () => prepare().catch(() => {}), { once: true });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !control) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }, true);
  addEventListener("load", () => {
    if (navigator.connection?.saveData) return;
    const warm = () => prepare().catch(() => {});
    if (window.requestIdleCallback) requestIdleCallback(warm, { timeout: 3000 });
    else setTimeout(warm, 1000);
  });
})();
