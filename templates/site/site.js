/* The list of projects: search while one types, filters, order, totals. Without this script the whole list is there to
   read. Nothing is fetched: texts.js has set perfspecTexts. The state lives behind the # of the address. */
"use strict";
(function () {
  const AT_FIRST = 100; // rows that are shown before the reader asks for more
  const byId = (id) => document.getElementById(id);
  const form = byId("find"), table = byId("list"), query = byId("q"), order = byId("sort");
  const money = table.dataset.unit;

  /* Full width and capitals count as half width and small letters; every character stays one character. */
  const folded = (text) =>
    Array.from(text, (sign) => {
      const plain = sign.normalize("NFKC").toLowerCase();
      return plain.length === sign.length ? plain : sign;
    }).join("");

  /* Amounts are exact: whole numbers of the smallest unit that any of them has. */
  const amounts = Array.from(table.tBodies[0].rows, (row) => row.dataset.amount);
  const places = Math.max(0, ...amounts.map((text) => (text.split(".")[1] || "").length));
  const exact = (text) => {
    const [whole, part = ""] = text.split(".");
    return BigInt(whole + part.slice(0, places).padEnd(places, "0"));
  };
  const shown = (sum) => {
    const sign = sum < 0n ? "-" : "";
    const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
    return sign + whole + (places ? "." + digits.slice(-places) : "");
  };

  const projects = Array.from(table.tBodies[0].rows, (row, position) => {
    const texts = perfspecTexts.projects[position].map((list) => list.map((text) => [text, folded(text)]));
    const data = row.dataset;
    const count = (key) => Number(data[key] || 0);
    return {
      row, texts, number: position, name: Number(data.rank), amount: exact(data.amount), data,
      categories: data.categories.split(" "), link: row.querySelector("a"), code: row.querySelector(".code"),
      found: count("error") * 1e8 + count("warning") * 1e4 + count("info"),
      all: texts.flat().map((text) => text[1]).join("\n"),
    };
  });
  const whole = projects.reduce((sum, project) => sum + project.amount, 0n);

  function marked(element, text, plain, terms) {
    const found = [];
    for (const term of terms) {
      for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) found.push([at, at + term.length]);
    }
    found.sort((one, other) => one[0] - other[0]);
    let done = 0;
    const parts = [];
    for (const [start, end] of found) {
      if (end <= done) continue;
      if (start > done) parts.push(text.slice(done, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(start, done), end);
      parts.push(mark);
      done = end;
    }
    element.replaceChildren(...parts, text.slice(done));
  }

  /* Where the words stand that neither name nor code shows: the field, and a little of its text. */
  function excerpts(project, terms) {
    const lists = project.texts;
    const seen = [lists[0][0][1], lists[1][0][1]];
    const sought = terms.filter((term) => !seen.some((text) => text.includes(term)));
    const made = [];
    lists.forEach((list, field) => {
      for (const [text, plain] of list) {
        if (made.length > 2 || field === 1 || (field === 0 && text === lists[0][0][0])) continue;
        const first = Math.min(...sought.map((term) => plain.indexOf(term)).filter((at) => at >= 0));
        if (first === Infinity) continue;
        const start = first > 24 ? first - 16 : 0;
        const line = document.createElement("span");
        line.className = "excerpt";
        const words = document.createElement("span");
        marked(words, text.slice(start, start + 80), plain.slice(start, start + 80), sought);
        line.append(perfspecTexts.fields[field] + "：", start ? "…" : "", words, text.length > start + 80 ? "…" : "");
        made.push(line);
      }
    });
    return made;
  }

  function show(project, terms) {
    const [text, plain] = project.texts[0][0], [code, plainCode] = project.texts[1][0];
    if (!terms.length && !project.isMarked) return;
    marked(project.link, text, plain, terms);
    marked(project.code, code, plainCode, terms);
    project.row.querySelectorAll(".excerpt").forEach((old) => old.remove());
    if (terms.length) project.row.querySelector(".name").append(...excerpts(project, terms));
    project.isMarked = terms.length > 0;
  }

  /* A number as people type it; null where there is none. */
  function bound(text) {
    const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
    return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
  }
  function above(amount, low) {
    const [head, tail = ""] = low.split(".");
    const scale = Math.max(places, tail.length);
    return amount * 10n ** BigInt(scale - places) >= BigInt(head + tail.padEnd(scale, "0"));
  }
  function below(amount, high) {
    const [head, tail = ""] = high.split(".");
    const scale = Math.max(places, tail.length);
    return amount * 10n ** BigInt(scale - places) <= BigInt(head + tail.padEnd(scale, "0"));
  }

  function asked() {
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    return {
      q: query.value.trim(), unit: value("unit"), activity: value("activity"), category: value("category"),
      min: value("min").trim(), max: value("max").trim(), found: value("found"), sort: order.value || "number",
    };
  }
  function holds(project, want, terms, low, high) {
    const data = project.data;
    return (
      (!want.unit || data.unit === want.unit) &&
      (!want.activity || data.activity === want.activity) &&
      (!want.category || project.categories.includes(want.category)) &&
      (low === null || above(project.amount, low)) &&
      (high === null || below(project.amount, high)) &&
      (!want.found || (want.found === "sound" ? !data.error && !data.warning : want.found in data)) &&
      terms.every((term) => project.all.includes(term))
    );
  }
  function compare(sort) {
    const key = sort.replace("-", ""), turn = sort[0] === "-" ? -1 : 1;
    return (one, other) => {
      if (one[key] === other[key]) return one.number - other.number;
      return one[key] < other[key] ? -turn : turn;
    };
  }

  let isAll = false, telling = 0;
  function update() {
    const want = asked();
    const terms = folded(want.q).split(/\s+/).filter(Boolean);
    const low = bound(want.min), high = bound(want.max);
    const kept = projects.filter((project) => holds(project, want, terms, low, high)).sort(compare(want.sort));
    const left = new Set(kept);
    const rows = kept.map((project, place) => {
      project.row.hidden = false;
      project.row.classList.toggle("later", !isAll && place >= AT_FIRST);
      if (isAll || place < AT_FIRST) show(project, terms);
      return project.row;
    });
    for (const project of projects) if (!left.has(project)) { project.row.hidden = true; rows.push(project.row); }
    if (rows.some((row, place) => table.tBodies[0].rows[place] !== row)) table.tBodies[0].append(...rows);
    tell(want, kept, low, high);
  }

  function tell(want, kept, low, high) {
    const sum = kept.reduce((total, project) => total + project.amount, 0n);
    const part = kept.length < projects.length && whole > 0n ? "，占 " + (Number((sum * 100000n) / whole) / 1000).toFixed(1) + "%" : "";
    const found = kept.length === projects.length ? "共 " + kept.length + " 个项目" : "找到 " + kept.length + " 个项目（共 " + projects.length + " 个）";
    const said = kept.length ? found + "，预算合计 " + shown(sum) + " " + money + part : "没有符合条件的项目（共 " + projects.length + " 个）";
    byId("tally").textContent = said;
    byId("sum").textContent = shown(sum);
    byId("nothing").hidden = kept.length > 0;
    table.hidden = kept.length === 0;
    const hidden = isAll ? 0 : Math.max(0, kept.length - AT_FIRST);
    byId("more").hidden = !hidden;
    byId("more").textContent = "显示其余 " + hidden + " 个项目";
    const active = ["unit", "activity", "category", "found"].filter((key) => want[key]).length + (low || high ? 1 : 0);
    byId("active").textContent = active ? "：" + active + " 个条件" : "";
    byId("reset").hidden = !active && !want.q;
    for (const [name, text] of [["min", low], ["max", high]]) {
      const wrong = form.elements[name].value.trim() !== "" && text === null;
      if (wrong) form.elements[name].setAttribute("aria-invalid", "true");
      else form.elements[name].removeAttribute("aria-invalid");
    }
    for (const head of table.tHead.querySelectorAll("[data-sort]")) {
      const key = want.sort.replace("-", "") === head.dataset.sort;
      head.setAttribute("aria-sort", key ? (want.sort[0] === "-" ? "descending" : "ascending") : "none");
    }
    clearTimeout(telling); // a reader who still types is not told each letter
    telling = setTimeout(() => { byId("said").textContent = said; }, 600);
  }

  const KEYS = ["q", "unit", "activity", "category", "min", "max", "found"];
  function remember() {
    const want = asked(), state = new URLSearchParams();
    for (const key of KEYS) if (want[key]) state.set(key, want[key]);
    if (want.sort !== "number") state.set("sort", want.sort);
    const text = String(state);
    if (text || location.hash.includes("=")) history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }
  function recall() {
    if (location.hash && !location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const key of KEYS) if (form.elements[key]) form.elements[key].value = state.get(key) || "";
    order.value = state.get("sort") || "number";
    if (!order.value) order.value = "number";
    for (const list of form.querySelectorAll("select")) if (list.selectedIndex < 0) list.value = "";
  }

  let isComposing = false;
  const changed = () => { isAll = false; update(); remember(); };
  query.addEventListener("compositionstart", () => { isComposing = true; });
  query.addEventListener("compositionend", () => { isComposing = false; changed(); });
  form.addEventListener("input", (event) => { if (!isComposing && !event.isComposing) changed(); });
  order.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); query.focus(); }));
  byId("more").addEventListener("click", () => {
    const first = table.tBodies[0].querySelector(".later a");
    isAll = true;
    update();
    first.focus();
  });
  addEventListener("hashchange", () => { recall(); update(); });
  addEventListener("pageshow", (event) => { if (event.persisted) { recall(); update(); } });

  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const key = head.dataset.sort, first = key === "number" || key === "name" ? key : "-" + key;
      const turned = first === key ? "-" + key : key;
      order.value = order.value === first ? turned : first;
      changed();
    });
  }

  const wide = matchMedia("(min-width: 62rem)");
  const fold = () => { byId("filters").open = wide.matches; };
  wide.addEventListener("change", fold);
  document.documentElement.classList.add("scripted");
  form.hidden = byId("sorting").hidden = false;
  fold();
  recall();
  update();
})();
