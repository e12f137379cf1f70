/* What the search finds: MiniSearch over window.integrationsSearchIndex, both loaded when first wanted. The dialog is search.js. */
(() => {
  "use strict";

  const KIND = 0, NAME = 1, CONTEXT = 2, SUMMARY = 3, WORDS = 4, ADDRESS = 5;
  const FIELDS = ["name", "context", "summary", "words"];
  const MILLISECONDS_IDLE = 12;
  const MILLISECONDS_OPEN = 40;

  /** What the dialog uses, and in `isOpen` and `onRecords` what it tells. */
  const finder = (window.integrationsFinder = {
    COLUMNS: { KIND, NAME, CONTEXT, SUMMARY, WORDS, ADDRESS },
    root: JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"),
    records: [],
    ready: false,
    isOpen: () => false,
    onRecords: () => {},
    prepare,
    find,
    wordsOf,
  });

  /* ---- Words ---- */

  /** Lower-case words; `_`, punctuation and humps separate them. */
  function wordsOf(text) {
    return text
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  }

  /* ---- Index ---- */

  let names = [];
  let index = null;
  let building = null;

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = finder.root + path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} could not be loaded`));
      document.head.append(script);
    });
  }

  /** Let the browser do other things; an open dialog does not wait until there is nothing else. */
  const breathe = () =>
    new Promise((resolve) => {
      if (finder.isOpen() || !window.requestIdleCallback) setTimeout(resolve, 0);
      else requestIdleCallback(resolve, { timeout: 200 });
    });

  async function build() {
    await Promise.all([load("assets/vendor/minisearch.min.js"), load("assets/search-index.js")]);
    const records = (finder.records = window.integrationsSearchIndex);
    finder.onRecords();
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
      const end = performance.now() + (finder.isOpen() ? MILLISECONDS_OPEN : MILLISECONDS_IDLE);
      while (at < records.length && performance.now() < end) made.add(at++);
      await breathe();
    }
    index = made;
    finder.ready = true;
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
    if (parameter && finder.records[hit.id][WORDS].split(" ").includes(parameter)) return 6;
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
    if (finder.records[hit.id][KIND] === "integration") hit.score *= 1.5;
    // Of two functions that are hit alike, the one with fewer other words in its name is meant.
    hit.score /= 1 + 0.15 * names[hit.id].name.length;
    if (found <= STARTS) hit.score = -names[hit.id].solid.length;
  }
})();
