/* What pages do beyond the theme's own script. Everything can be read without it. */
(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* A region that scrolls must be reachable with the keyboard. */

  function markScrolled() {
    for (const region of all(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      const scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight + 1;
      if (scrolls) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  }

  function watchScrolled() {
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        markScrolled();
      });
    };
    for (const event of ["resize", "load"]) addEventListener(event, later);
    for (const event of ["change", "toggle"]) document.addEventListener(event, later, true);
    later();
  }

  /* On a phone each row of a table is a block: every cell then carries its column's name. */

  function labelCells() {
    for (const table of all(".md-typeset table")) {
      const heads = all("thead th", table).map((head) => head.textContent.trim());
      for (const row of all("tbody tr", table)) {
        [...row.cells].forEach((cell, at) => {
          if (heads[at] && !cell.dataset.label) cell.dataset.label = heads[at];
          if (!cell.textContent.trim()) cell.classList.add("empty");
        });
      }
    }
  }

  /* Code is coloured when it comes near the screen: a long page has hundreds of blocks. */

  function colour(code) {
    const name = /language-([\w-]+)/.exec(code.className)?.[1];
    if (!code.dataset.highlighted && name && hljs.getLanguage(name)) hljs.highlightElement(code);
  }

  function colourCode() {
    if (!window.hljs) return;
    hljs.configure({ ignoreUnescapedHTML: true });
    const blocks = all("pre > code[class*=language-]");
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries.filter((one) => one.isIntersecting)) {
          seen.unobserve(entry.target);
          colour(entry.target);
        }
      },
      { rootMargin: "800px" },
    );
    blocks.forEach((block) => seen.observe(block));
    addEventListener("beforeprint", () => blocks.forEach(colour));
  }

  /* The markdown that agents read can be copied without opening it. */

  function addMarkdownCopy() {
    const code = document.querySelector("details.agent-markdown pre code");
    const tools = document.querySelector(".page-tools");
    if (!code || !tools || !navigator.clipboard) return;
    const button = make("button", { type: "button", class: "page-tool page-tool--copy" }, "Copy agent markdown");
    const said = make("span", { role: "status", class: "md-visually-hidden" });
    button.addEventListener("click", async () => {
      let outcome = "Copied";
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        outcome = "Not copied: the browser refused";
      }
      button.textContent = said.textContent = outcome;
      setTimeout(() => {
        button.textContent = "Copy agent markdown";
        said.textContent = "";
      }, 2000);
    });
    tools.append(make("li", {}, button, said));
  }

  /* The catalogue's filter: every word must occur in an entry. */

  function addFilter() {
    const input = document.getElementById("catalogue-filter");
    const count = document.getElementById("catalogue-count");
    if (!input || !count) return;
    const entries = all("[data-words]").map((element) => ({
      element,
      text: `${element.dataset.words} ${element.textContent}`.toLowerCase(),
    }));
    const categories = all("section.catalogue").map((section) => ({
      parts: [section, document.getElementById(section.getAttribute("aria-labelledby"))],
      has: (entry) => section.contains(entry.element),
    }));
    const apply = () => {
      const words = input.value.toLowerCase().split(/[\s_]+/).filter(Boolean);
      for (const entry of entries) entry.element.hidden = !words.every((word) => entry.text.includes(word));
      const shown = entries.filter((entry) => !entry.element.hidden);
      for (const category of categories) {
        for (const part of category.parts) if (part) part.hidden = !shown.some(category.has);
      }
      count.textContent = words.length
        ? `${shown.length} of ${entries.length} integrations`
        : `${entries.length} integrations`;
    };
    input.addEventListener("input", apply);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value) return;
      event.preventDefault();
      input.value = "";
      apply();
    });
    apply();
  }

  /* The left column tells what each function does to data, as its badge does. */

  function markOperations() {
    for (const link of all(".page-nav__functions a")) {
      const head = document.getElementById(link.hash.slice(1))?.nextElementSibling;
      const kind = ["destructive", "write", "read"].find((one) => head?.querySelector(`.badge-${one}`));
      if (!kind) continue;
      link.prepend(make("span", { class: `dot dot-${kind}`, "aria-hidden": "true" }));
      link.append(make("span", { class: "md-visually-hidden" }, ` (${kind})`));
    }
  }

  /* The left column shows which section is being read. */

  function followSections() {
    const links = new Map();
    for (const link of all(".page-nav a[href^='#']")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    if (!links.size) return;
    const targets = [...links.keys()].sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    const column = document.querySelector(".page-nav");
    let current = null;
    let waiting = false;
    const update = () => {
      waiting = false;
      const line = innerHeight / 4;
      const passed = targets.filter((target) => target.getBoundingClientRect().top <= line);
      const next = links.get(passed.at(-1)) ?? null;
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "location");
      current = next;
      if (!next || getComputedStyle(column).position !== "sticky") return;
      const box = next.getBoundingClientRect();
      const frame = column.getBoundingClientRect();
      if (box.top < frame.top + 32 || box.bottom > frame.bottom - 32) {
        column.scrollTop += box.top - frame.top - frame.height / 3;
      }
    };
    const later = () => {
      if (!waiting) requestAnimationFrame(update);
      waiting = true;
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    later();
  }

  /* The theme opens its menu, and the sections of a page on narrow screens, by checkboxes with labels, which the
     keyboard does not reach. Here they become buttons, and Escape closes what they open. */

  function makeToggle(selector, name, panel) {
    const label = document.querySelector(selector);
    const toggle = label && document.getElementById(label.htmlFor);
    const opened = document.querySelector(panel);
    if (!toggle || !opened) return;
    const button = make("button", { type: "button", class: label.className, "aria-label": name }, ...label.childNodes);
    label.replaceWith(button);
    const show = () => button.setAttribute("aria-expanded", String(toggle.checked));
    const set = (open) => {
      toggle.checked = open;
      toggle.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const close = () => {
      set(false);
      button.focus();
    };
    toggle.addEventListener("change", show);
    button.addEventListener("click", () => {
      set(!toggle.checked);
      if (toggle.checked) setTimeout(() => opened.querySelector("a[href]")?.focus(), 50);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && toggle.checked) close();
    });
    opened.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (toggle.checked && to && to !== button && !opened.contains(to)) set(false);
    });
    show();
  }

  /* A link into a closed <details> opens it. */

  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const details = id && document.getElementById(id)?.closest("details");
    if (details) details.open = true;
  }

  labelCells();
  colourCode();
  addMarkdownCopy();
  addFilter();
  markOperations();
  followSections();
  makeToggle(".menu-button", "Menu", ".md-sidebar--primary");
  makeToggle(".md-sidebar-button", "On this page", ".md-sidebar--secondary");
  watchScrolled();
  openTarget();
  addEventListener("hashchange", openTarget);
})();
