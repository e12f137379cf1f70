/* The search dialog. What it shows is found by finder.js, which is loaded before. */
(() => {
  "use strict";

  const finder = window.integrationsFinder;
  const { KIND, NAME, CONTEXT, SUMMARY, WORDS, ADDRESS } = finder.COLUMNS;
  const LABELS = { read: "Read", write: "Write", destructive: "Destructive" };
  const MOST_RESULTS = 30;
  const MOST_OF_GROUP = 8;

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
    if (!finder.ready) {
      finder.prepare().then(update, (error) => say(`Search is not available: ${error.message}.`));
      if (text || !finder.records.length) return say("Loading the index …");
    }
    if (!text) return hint();
    const hits = finder.find(text);
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
    const { records } = finder;
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
      make("p", {}, "Try fewer or shorter words, or look through the ", make("a", { href: `${finder.root}catalogue.html` }, "catalogue"), "."),
    );
  }

  /** The best hits by integration or guide, groups in the order of their best hit. */
  function grouped(hits) {
    const groups = new Map();
    let left = MOST_RESULTS;
    for (const hit of hits) {
      const record = finder.records[hit.id];
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
    const record = finder.records[hit.id];
    const option = make("a", {
      role: "option",
      id: `search-option-${number}`,
      href: finder.root + record[ADDRESS],
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
    return whole.filter((word) => finder.wordsOf(word).some((part) => only.includes(part))).slice(0, 3);
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

  finder.isOpen = () => Boolean(dialog?.open);
  finder.onRecords = () => {
    if (finder.isOpen()) update();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".open-search")) open();
  });
  for (const event of ["pointerenter", "focusin"]) {
    document.querySelector(".search-button")?.addEventListener(event, () => finder.prepare().catch(() => {}), { once: true });
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
    const warm = () => finder.prepare().catch(() => {});
    if (window.requestIdleCallback) requestIdleCallback(warm, { timeout: 3000 });
    else setTimeout(warm, 1000);
  });
})();
