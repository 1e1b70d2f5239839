// The static page of a model: form, prediction, what makes it up, formula. All names and texts of the
// table come into the page as text, never as HTML.
"use strict";
(() => {
  const content = JSON.parse(document.getElementById("content").textContent);
  const model = polylassoPredictor.read(content.model);
  const named = (name) => content.names[name] ?? name;
  const byId = (id) => document.getElementById(id);
  const fields = new Map();
  let fromTypical = false;

  /** Make an element with text and attributes, and children after the text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "text") element.textContent = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** Write a number with some significant digits, as a reader has it. */
  function spelt(value, digits = 5) {
    if (Number.isNaN(value)) return "none";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    const rounded = Number(value.toPrecision(digits));
    const size = Math.abs(rounded);
    const text = size !== 0 && (size < 1e-4 || size >= 1e7) ? rounded.toExponential() : String(rounded);
    return text.replace(/-/g, "−");
  }

  // ---- the form ------------------------------------------------------------------------------

  /** Return the steps of a slider from one end of the training range to the other. */
  function sliderScale({ lower, upper }, decimals) {
    const width = upper - lower;
    const fine = Number.isFinite(width) && width > 0 ? 10 ** Math.floor(Math.log10(width / 100)) : 0;
    const step = Math.max(fine, 10 ** -decimals);
    const count = fine > 0 ? Math.max(1, Math.round(width / step)) : 100;
    return {
      count,
      valueAt: (place) => {
        if (place <= 0) return lower;
        if (place >= count) return upper;
        if (fine === 0) return lower + (upper / count - lower / count) * place;
        return Number((Math.round(lower / step + place) * step).toPrecision(12));
      },
      placeOf: (value) => Math.round((value - lower) / (width / count)),
    };
  }

  function numberField(field, variable, id) {
    const hint = make("span", { id: `${id}-hint` });
    const box = make("input", { id, type: "number", step: "any", "aria-describedby": `${id}-hint` });
    const scale = sliderScale(variable, field.decimals);
    const slider = make("input", {
      type: "range", min: 0, max: scale.count, step: 1, "aria-label": `${named(field.name)}, slider`,
    });
    const showPlace = () => {
      slider.value = box.value === "" ? 0 : scale.placeOf(Number(box.value));
      slider.setAttribute("aria-valuetext", box.value === "" ? "no value" : spelt(Number(box.value)));
    };
    box.addEventListener("input", () => { showPlace(); predict(); });
    slider.addEventListener("input", () => {
      box.value = scale.valueAt(Number(slider.value));
      slider.setAttribute("aria-valuetext", spelt(Number(box.value)));
      predict();
    });
    const set = (value) => { box.value = value === null ? "" : value; showPlace(); };
    return {
      controls: [box],
      below: [slider, make("div", { class: "hint" }, hint)],
      hint,
      usual: `seen in training: ${field.range}`,
      set,
      get: () => (box.value === "" ? null : Number(box.value)),
    };
  }

  function choiceField(field, id) {
    const hint = make("span", { id: `${id}-hint` });
    const box = make("select", { id, "aria-describedby": `${id}-hint` });
    field.options.forEach(({ label }, number) => box.append(make("option", { value: number, text: label })));
    const set = (value) => { box.value = field.options.findIndex((option) => option.value === value); };
    box.addEventListener("change", () => predict());
    return {
      controls: [box],
      below: [make("div", { class: "hint" }, hint)],
      hint,
      usual: "",
      set,
      get: () => field.options[Number(box.value)].value,
    };
  }

  function drawForm() {
    content.fields.forEach((field, number) => {
      const id = `field-${number}`;
      const variable = model.active.find((one) => one.name === field.name);
      const made = field.options.length > 0 ? choiceField(field, id) : numberField(field, variable, id);
      const label = make("label", { for: id, text: named(field.name) });
      made.box = make("div", { class: "field" }, make("div", { class: "row" }, label, ...made.controls), ...made.below);
      made.set(field.value);
      fields.set(field.name, made);
      byId("form").append(made.box);
    });
    if (fields.size === 0) byId("form").append(make("p", { class: "note", text: "The formula uses no column." }));
    byId("form").addEventListener("submit", (event) => event.preventDefault());
    byId("reset").addEventListener("click", () => fill(typicalRow()));
  }

  // A null prototype, and entries that are defined: a column may be called __proto__.
  const rowOf = (pairs) => Object.fromEntries(pairs);
  const typicalRow = () => rowOf(content.fields.map((field) => [field.name, field.value]));
  const currentRow = () => rowOf([...fields].map(([name, field]) => [name, field.get()]));

  function fill(row, observed) {
    for (const [name, field] of fields) field.set(row[name]);
    predict(observed);
  }

  function drawExamples() {
    if (content.examples.length === 0) return;
    byId("examples").hidden = false;
    content.examples.forEach(({ row, actual }) => {
      const button = make("button", { type: "button", text: spelt(actual) });
      button.addEventListener("click", () => fill(row, actual));
      byId("examples").append(button);
    });
  }

  const SYMBOLS = {
    legendre: " P₂(x) is the Legendre polynomial of degree 2 on the training range of x.",
    hermite: " He₂(x) is the Hermite polynomial of degree 2 of x less its mean, over its standard deviation.",
  };
  const POLICIES = {
    extrapolation: {
      label: "Numbers outside the training range",
      extend: "go on with the polynomial", clip: "hold them at the edge",
      hold: "hold them at the edge, and the prediction within what was seen",
      linear: "go on in a straight line", error: "refuse", nan: "no prediction",
    },
    unknown: { label: "Labels not seen in training", baseline: "count as none", error: "refuse" },
  };

  function drawPolicies() {
    for (const [name, { label, ...words }] of Object.entries(POLICIES)) {
      const box = make("select", { id: name });
      for (const choice of polylassoPredictor.CHOICES[name]) {
        const own = choice === model.policies[name] ? " (as fitted)" : "";
        box.append(make("option", { value: choice, text: words[choice] + own }));
      }
      box.value = model.policies[name];
      box.addEventListener("change", () => predict());
      byId("policies").append(make("div", { class: "row" }, make("label", { for: name, text: label }), box));
    }
  }

  // ---- the prediction ------------------------------------------------------------------------

  const changes = () => rowOf(Object.keys(POLICIES).map((name) => [name, byId(name).value]));

  function attempt(row) {
    try {
      return model.predict(row, changes());
    } catch (error) {
      if (!(error instanceof polylassoPredictor.DataError)) throw error;
      return { value: NaN, contributions: null, outside: [], missing: [], error };
    }
  }

  function predict(observed) {
    const found = attempt(currentRow());
    const isNumber = !Number.isNaN(found.value);
    for (const place of [byId("value"), byId("bar-value")]) place.textContent = isNumber ? spelt(found.value) : "No prediction";
    byId("value").dataset.exact = String(found.value);
    byId("value").parentElement.classList.toggle("none", !isNumber);
    byId("note").textContent = noteOn(found, observed);
    markFields(found);
    drawParts(isNumber ? found : null);
  }

  function noteOn(found, observed) {
    if (found.error) return readable(found.error);
    if (Number.isNaN(found.value)) {
      return found.missing.length > 0 ? `${list(found.missing)}: no value` : "The model does not predict outside its training range.";
    }
    if (observed === undefined) return content.target;
    return `${content.target}; observed: ${spelt(observed)}, so the prediction is ${offBy(found.value - observed)}`;
  }

  const offBy = (error) => (error === 0 ? "exact" : `${spelt(Math.abs(error), 3)} too ${error > 0 ? "high" : "low"}`);
  const list = (names) => names.map(named).join(", ");

  function readable(error) {
    const name = named(error.column);
    const field = fields.get(error.column);
    return field && field.get() === null ? `${name} needs a value.` : error.message;
  }

  function markFields(found) {
    const wrong = new Set([...found.outside, ...(found.error ? [found.error.column] : [])]);
    for (const [name, field] of fields) {
      field.box.classList.toggle("wrong", wrong.has(name));
      field.hint.textContent = found.outside.includes(name) ? outsideWords(field) : field.usual;
    }
    byId("flag").hidden = found.outside.length === 0;
    byId("flag").textContent = `Outside of what the model has seen: ${list(found.outside)}. Trust this less.`;
    byId("bar").classList.toggle("outside", found.outside.length > 0);
  }

  const outsideWords = (field) => (field.usual ? `outside; ${field.usual}` : "not seen in training");

  // ---- what makes it up ----------------------------------------------------------------------

  const MOST_BARS = 12;

  /** Return the steps of a sum as [term or null, name, start, amount, kind]. */
  function stepsOf(found, origin) {
    const amounts = found.contributions.map((part, term) => part - (origin ? origin.contributions[term] : 0));
    const order = amounts.map((_, term) => term).filter((term) => amounts[term] !== 0);
    order.sort((one, other) => Math.abs(amounts[other]) - Math.abs(amounts[one]));
    const shown = order.slice(0, order.length > MOST_BARS ? MOST_BARS - 1 : MOST_BARS);
    const rest = order.slice(shown.length);
    let total = origin ? origin.value : model.intercept;
    const steps = [{ name: origin ? "A typical row" : "Intercept", start: 0, amount: total, kind: "end" }];
    const add = (name, amount, term) => {
      steps.push({ name, start: total, amount, term, kind: amount < 0 ? "down" : "up" });
      total += amount;
    };
    for (const term of shown) add(content.terms[term], amounts[term], term);
    if (rest.length > 0) add(`${rest.length} smaller terms`, rest.reduce((sum, term) => sum + amounts[term], 0));
    const held = found.held - (origin ? origin.held : 0);
    if (held !== 0) add("Held in the range seen", held);
    steps.push({ name: "Prediction", start: 0, amount: found.value, kind: "end" });
    return steps;
  }

  function drawParts(found) {
    byId("parts").replaceChildren();
    const origin = fromTypical ? attempt(typicalRow()) : null;
    if (!found || !Number.isFinite(found.value) || (origin && !Number.isFinite(origin.value))) return;
    const steps = stepsOf(found, origin);
    const ends = steps.flatMap(({ start, amount, kind }) => [start + amount, ...(origin && kind === "end" ? [] : [start])]);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    // Far from zero differences would not be seen: beside a typical row, tracks begin near the least.
    const least = origin ? low - 0.15 * (high - low || Math.abs(high) || 1) : Math.min(low, 0);
    const width = (origin ? high : Math.max(high, 0)) - least || 1;
    for (const step of steps) byId("parts").append(barOf(step, least, width));
  }

  function barOf({ name, start, amount, term, kind }, least, width) {
    const from = Math.max(Math.min(start, start + amount), least);
    const until = Math.min(Math.max(start, start + amount), least + width);
    const bar = make("span", { class: "bar" });
    bar.style.left = `${(100 * (from - least)) / width}%`;
    bar.style.width = `${(100 * (until - from)) / width}%`;
    const track = make("span", { class: "track", "aria-hidden": "true" }, bar);
    if (least < 0) {
      const zero = make("span", { class: "zero" });
      zero.style.left = `${(-100 * least) / width}%`;
      track.append(zero);
    }
    const sign = kind === "up" ? "+" : "";
    const item = make("li", { class: kind }, make("span", { class: "name", text: name }),
      make("span", { class: "amount", text: sign + spelt(amount, kind === "end" ? 5 : 4) }), track);
    if (term !== undefined) light(item, term);
    return item;
  }

  /** Mark a term wherever it is shown while the pointer is on one of its places. */
  function light(element, term) {
    element.dataset.term = term;
    const mark = (on) => {
      for (const one of document.querySelectorAll(`[data-term="${term}"]`)) one.classList.toggle("lit", on);
    };
    element.addEventListener("pointerenter", () => mark(true));
    element.addEventListener("pointerleave", () => mark(false));
  }

  function chooseOrigin(typical) {
    fromTypical = typical;
    byId("from-zero").setAttribute("aria-pressed", String(!typical));
    byId("from-typical").setAttribute("aria-pressed", String(typical));
    predict();
  }

  // ---- the model -----------------------------------------------------------------------------

  function drawFormula() {
    const measured = content.measures.length > 0;
    byId("target").textContent = `${content.target} =`;
    const heads = ["Coefficient", "Term", ...(measured ? ["Standardised", "Share"] : [])];
    const numeric = (place) => (place === 1 ? {} : { class: place === 2 ? "number spare" : "number" });
    const head = make("tr", {}, ...heads.map((text, place) => make("th", { scope: "col", text, ...numeric(place) })));
    const body = make("tbody", {}, formulaRow(spelt(model.intercept), "", null));
    const order = model.terms.map((_, term) => term);
    if (measured) order.sort((one, other) => Math.abs(content.measures[other].standardized) - Math.abs(content.measures[one].standardized));
    for (const term of order) {
      const { coefficient } = model.terms[term];
      const sign = coefficient < 0 ? "" : "+";
      const row = formulaRow(sign + spelt(coefficient), `× ${content.terms[term]}`, measured ? content.measures[term] : null);
      light(row, term);
      body.append(row);
    }
    byId("terms").append(make("thead", {}, head), body);
  }

  function formulaRow(coefficient, name, measures) {
    const row = make("tr", {}, make("td", { class: "number", text: coefficient }), make("td", { class: "term", text: name }));
    if (content.measures.length > 0) {
      const share = measures === null || measures.share === null ? "" : `${(100 * measures.share).toFixed(1)} %`;
      const size = measures === null ? "" : spelt(measures.standardized, 4);
      row.append(make("td", { class: "number spare", text: size }), make("td", { class: "number", text: share.replace("-", "−") }));
    }
    return row;
  }

  function drawFacts() {
    for (const { title, pairs } of content.facts) {
      const items = pairs.map(([name, value]) => make("div", {}, make("dt", { text: name }), make("dd", { text: value })));
      const card = make("div", { class: "card" }, make("h2", { text: title }), make("dl", {}, ...items));
      if (title === "Certificate" && content.certificate) card.append(make("p", { class: "note words", text: content.certificate }));
      byId("facts").append(card);
    }
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      byId("copied").textContent = `Copied ${what}.`;
    } catch {
      // A page from disk, or in a frame, may not be allowed to: then the text is shown to be taken.
      byId("copied").textContent = text;
    }
  }

  function download() {
    const file = new Blob([`${JSON.stringify(content.model, null, 1)}\n`], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "model.json" });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function drawHead() {
    byId("title").textContent = content.target;
    byId("lead").textContent = content.lead;
    for (const [figure, words] of content.highlights) {
      byId("highlights").append(make("li", {}, make("strong", { text: figure }), make("span", { text: words })));
    }
    byId("footer").textContent =
      `Made by polylasso ${content.version}. All of it is in this file: nothing is loaded, and nothing that you enter leaves it.` +
      content.symbols.map((kind) => SYMBOLS[kind]).join("");
    byId("bar-target").textContent = content.target;
  }

  /** Show the bar of a phone while the form is in sight and the prediction is not. */
  function watchSight() {
    const inSight = new Map();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) inSight.set(target, isIntersecting);
      byId("bar").hidden = !inSight.get(byId("form")) || inSight.get(byId("value"));
    });
    for (const one of [byId("form"), byId("value")]) observer.observe(one);
  }

  drawHead();
  drawForm();
  drawExamples();
  drawPolicies();
  drawFormula();
  drawFacts();
  byId("from-zero").addEventListener("click", () => chooseOrigin(false));
  byId("from-typical").addEventListener("click", () => chooseOrigin(true));
  byId("copy-text").addEventListener("click", () => copy(content.formula.text, "as text"));
  byId("copy-latex").addEventListener("click", () => copy(content.formula.latex, "as LaTeX"));
  byId("download").addEventListener("click", download);
  predict();
  watchSight();
})();
