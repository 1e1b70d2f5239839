/*
 * The explorer: formula, coefficients, errors and predictions that follow one slider.
 *
 * One payload goes in (docs/explorer.md), nothing is fetched, and names come to the page as text
 * only. polylassoExplorer.mount(element, payload, options) returns {update, setAlpha, destroy}.
 */
(function (root) {
  "use strict";

  const VERSION = 1;
  const DIGITS = 4;
  const MINUS = "\u2212";
  // Terms in the formula until all are asked for, and at most; entries in the list of terms.
  const FEW = 40, MOST = 400, LISTED = 200;
  const STEP_MS = 90, SETTLED_MS = 250;
  const TRACK_NAMES = { path: "Path", fitted: "As fitted", lasso: "Lasso alone" };

  // ---------------------------------------------------------------- the payload

  const KINDS = { f4: Float32Array, f8: Float64Array, i4: Int32Array };

  function bytesOf(buffer) {
    if (typeof buffer === "string") return Uint8Array.from(atob(buffer), (c) => c.charCodeAt(0));
    // A copy begins at byte 0, where typed arrays of all kinds may begin.
    return ArrayBuffer.isView(buffer)
      ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice()
      : new Uint8Array(buffer).slice();
  }

  /* What a host hands over in one piece: the length of the header, the header, the buffer. */
  function unframed(bytes) {
    const whole = bytesOf(bytes);
    const length = new DataView(whole.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
    return { ...header, buffer: whole.subarray(4 + length) };
  }

  function decode(given) {
    const payload = ArrayBuffer.isView(given) ? unframed(given) : given;
    if (payload.version !== VERSION) {
      throw new Error(`the payload has version ${payload.version}; this script reads ${VERSION}`);
    }
    const memory = bytesOf(payload.buffer).buffer;
    const read = (place) => place && new KINDS[place.kind](memory, place.at, place.length);
    const rows = payload.rows && { ...payload.rows, actual: read(payload.rows.actual) };
    const tracks = payload.tracks.map((track) => decodeTrack(track, read, payload.terms.length));
    return { ...payload, buffer: null, rows, tracks };
  }

  function decodeTrack(track, read, nTerms) {
    const numbers = ["positions", "intercept", "explained", "gaps", "starts", "predicted", "r2"];
    const decoded = { ...track, rmse: read(track.rmse) };
    for (const name of numbers) decoded[name] = read(track[name]);
    const curve = track.curve;
    decoded.curve = curve && { ...curve, values: read(curve.values), error: read(curve.error) };
    const n = decoded.positions.length;
    decoded.raw = dense(read(track.rows), read(track.raw), decoded.starts, nTerms, n);
    decoded.standardized = dense(
      read(track.rows), read(track.standardized), decoded.starts, nTerms, n);
    return Object.assign(decoded, { n, scale: positionScale(track.axis, decoded.positions) });
  }

  /* Coefficients by term, then by position. */
  function dense(rows, values, starts, nTerms, n) {
    const all = new Float64Array(nTerms * n);
    for (let i = 0; i < n; i++) {
      for (let k = starts[i]; k < starts[i + 1]; k++) all[rows[k] * n + i] = values[k];
    }
    return all;
  }

  // ---------------------------------------------------------------- numbers as Python writes them

  /* As toExponential, but a tie goes to the even digit. */
  function figures(number, digits) {
    const longer = number.toExponential(digits);
    const rounded = number.toExponential(digits - 1);
    const rest = number.toExponential(digits + 60).slice(longer.indexOf("e") - 1);
    if (!/^50*e/.test(rest)) return rounded;
    const [mantissa, power] = longer.split("e");
    const down = mantissa.slice(0, -1).replace(/\.$/, "");
    return Number(down[down.length - 1]) % 2 === 0 ? `${down}e${power}` : rounded;
  }

  function plain(mantissa, exponent) {
    const digits = mantissa.replace(".", "");
    if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
    const rest = digits.slice(exponent + 1);
    return rest ? `${whole}.${rest}` : whole;
  }

  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

  function scientific(mantissa, exponent) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }

  /* A number of so many significant digits; null for as many as tell it from every other. */
  function numeral(number, digits) {
    if (!Number.isFinite(number)) return "\u2013";
    const [mantissa, power] = (digits ? figures(number, digits) : number.toExponential()).split("e");
    const exponent = Number(power);
    const isPlain = number === 0 || (exponent >= -4 && exponent < (digits ? 7 : 16));
    const body = mantissa.replace("-", "");
    const sign = mantissa.startsWith("-") ? "-" : "";
    if (!isPlain) return sign + scientific(digits ? trimmed(body) : body, exponent);
    const text = plain(body, exponent);
    if (digits) return sign + trimmed(text);
    return sign + (text.includes(".") ? text : `${text}.0`);
  }

  const RAISED = "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
  const superscript = (number) =>
    String(number).replace(/./g, (letter) => RAISED["-0123456789".indexOf(letter)]);

  function pretty(text) {
    const [mantissa, power] = text.replace("-", MINUS).split("e");
    return power ? `${mantissa}\u00d710${superscript(Number(power.replace(MINUS, "-")))}` : mantissa;
  }

  const shown = (number) => pretty(numeral(number, DIGITS));
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  function formulaText(view, track, index, digits) {
    const parts = [];
    const push = (number, rest) => {
      const sign = number < 0 ? "-" : parts.length ? "+" : "";
      const space = sign && parts.length ? " " : "";
      parts.push(`${sign}${space}${numeral(Math.abs(number), digits)}${rest}`);
    };
    const present = presentTerms(track, index);
    if (track.intercept[index] !== 0 || !present.length) push(track.intercept[index], "");
    for (const term of present) push(track.raw[term * track.n + index], `*${view.terms[term].label}`);
    return `${view.target.label} = ${parts.join(" ")}`;
  }

  function presentTerms(track, index) {
    const present = [];
    for (let at = index, term = 0; at < track.standardized.length; at += track.n, term++) {
      if (track.standardized[at] !== 0) present.push(term);
    }
    return present;
  }

  // ---------------------------------------------------------------- scales and ticks

  function niceStep(span, count) {
    const rough = span / Math.max(count, 1);
    const power = 10 ** Math.floor(Math.log10(rough));
    const share = rough / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
  }

  function linearScale(low, high, count = 5) {
    if (!(high > low)) [low, high] = [low - 1, high + 1];
    const step = niceStep(high - low, count);
    const ticks = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.push({ value: k * step, text: tickText(k * step, step) });
    }
    return { at: (value) => (value - low) / (high - low), ticks, low, high };
  }

  function tickText(value, step) {
    if (Math.abs(value) < step / 2) return "0";
    const size = Math.abs(value);
    if (size >= 1e6 || step < 1e-5) return pretty(numeral(value, 3));
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return value.toLocaleString("en", options).replace("-", MINUS);
  }

  function logScale(low, high, isReversed = false) {
    if (!(high > low)) [low, high] = [low / 2, high * 2];
    const [from, to] = [Math.log10(low), Math.log10(high)];
    const share = (value) => (Math.log10(value) - from) / (to - from);
    const ticks = logTicks(low, high).map((value) => ({ value, text: logText(value) }));
    return { at: isReversed ? (value) => 1 - share(value) : share, ticks, low, high };
  }

  function logTicks(low, high) {
    const decades = Math.log10(high / low);
    const factors = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < 2.5 ? [1, 2, 5] : [1];
    const every = Math.max(1, Math.ceil(decades / 7));
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-9; power++) {
      if (power % every) continue;
      for (const factor of factors) {
        const value = factor * 10 ** power;
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) ticks.push(value);
      }
    }
    return ticks.length > 1 ? ticks : [low, high];
  }

  function logText(value) {
    const power = Math.log10(value);
    if (value >= 1e5 || value < 1e-3) {
      return Math.abs(power - Math.round(power)) < 1e-9
        ? `10${superscript(Math.round(power))}` : pretty(numeral(value, 2));
    }
    return Number(value.toPrecision(2)).toLocaleString("en", { maximumFractionDigits: 5 });
  }

  /* Alpha falls to the right, where the terms are; iterations grow. */
  function positionScale(axis, positions) {
    const low = Math.min(...positions), high = Math.max(...positions);
    if (axis === "iteration") {
      const scale = logScale(1, high + 1);
      const ticks = scale.ticks.map((tick) => (tick.value === 1 ? { value: 0, text: "0" } : tick));
      const whole = Math.log10(Math.max(high + 1, 2));
      return { ...scale, at: (value) => Math.log10(1 + value) / whole, ticks };
    }
    return low > 0 ? logScale(low, high, true) : reversed(linearScale(low, high));
  }

  const reversed = (scale) => ({ ...scale, at: (value) => 1 - scale.at(value) });

  function errorScale(values, errors) {
    let low = Infinity, high = -Infinity;
    values.forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      const error = errors && Number.isFinite(errors[i]) ? errors[i] : 0;
      low = Math.min(low, value - error > 0 ? value - error : value);
      high = Math.max(high, value + error);
    });
    if (low > 0 && high > 3 * low) return logScale(low / 1.12, high * 1.12);
    const room = 0.06 * (high - low) || Math.abs(high) || 1;
    return linearScale(low - room, high + room);
  }

  // ---------------------------------------------------------------- elements

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function makeButton(className, text, label, onClick) {
    const button = make("button", `plx-button ${className}`, text);
    button.type = "button";
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", onClick);
    return button;
  }

  function svg(tag, attributes, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  function copyBySelection(text) {
    const area = make("textarea", "plx-hidden");
    area.value = text;
    document.body.append(area);
    area.select();
    try {
      return document.execCommand("copy");
    } finally {
      area.remove();
    }
  }

  // ---------------------------------------------------------------- one chart

  const MARGIN = { left: 58, right: 16, top: 12, bottom: 26 };
  // Canvases reach beyond the axes, so that a dot at the edge is whole.
  const EDGE = 7;

  class Chart {
    /* Two canvases and the axes: what stays is on the lower, what moves on the upper one. */
    constructor(explorer, title, yLabel, xLabel) {
      this.explorer = explorer;
      this.root = make("section", "plx-card plx-chart");
      this.heading = explorer.makeTitle(title);
      this.yLabel = make("p", "plx-axis", yLabel);
      this.plot = make("div", "plx-plot");
      this.plot.setAttribute("role", "img");
      this.axes = svg("svg", { class: "plx-axes", "aria-hidden": "true" });
      this.base = make("canvas", "plx-canvas");
      this.top = make("canvas", "plx-canvas");
      this.callout = make("p", "plx-callout");
      this.callout.hidden = true;
      this.plot.append(this.axes, this.base, this.top, this.callout);
      this.xLabel = make("p", "plx-axis plx-axis-x", xLabel);
      this.root.append(this.heading, this.yLabel, this.plot, this.xLabel);
    }

    describe(text) { this.plot.setAttribute("aria-label", text); }

    /* Take the size that the page gives; sizes are read before anything is written. */
    measure() {
      const box = this.plot.getBoundingClientRect();
      this.width = Math.max(box.width - MARGIN.left - MARGIN.right, 10);
      this.height = Math.max(box.height - MARGIN.top - MARGIN.bottom, 10);
      this.ratio = Math.min(root.devicePixelRatio || 1, 2);
    }

    fit() {
      for (const canvas of [this.base, this.top]) {
        const width = this.width + 2 * EDGE, height = this.height + 2 * EDGE;
        canvas.width = Math.round(width * this.ratio);
        canvas.height = Math.round(height * this.ratio);
        Object.assign(canvas.style, {
          width: `${width}px`, height: `${height}px`,
          left: `${MARGIN.left - EDGE}px`, top: `${MARGIN.top - EDGE}px`,
        });
      }
    }

    setScales(x, y) {
      const changed = !this.y || this.y.low !== y.low || this.y.high !== y.high || this.x !== x;
      Object.assign(this, { x, y });
      if (changed) this.drawAxes();
    }

    px(value) { return this.x.at(value) * this.width; }
    py(value) { return (1 - this.y.at(value)) * this.height; }

    drawAxes() {
      const parts = [];
      const line = (x1, y1, x2, y2, name) => parts.push(svg("line", { x1, y1, x2, y2, class: name }));
      const [left, right] = [MARGIN.left, MARGIN.left + this.width];
      for (const tick of this.y.ticks) {
        const y = MARGIN.top + this.py(tick.value);
        line(left, y, right, y, "plx-grid-line");
        parts.push(svg("text", { x: left - 8, y: y + 4, "text-anchor": "end" }, tick.text));
      }
      const bottom = MARGIN.top + this.height;
      let free = -Infinity;
      for (const tick of [...this.x.ticks].sort((a, b) => this.px(a.value) - this.px(b.value))) {
        const x = left + this.px(tick.value);
        line(x, bottom, x, bottom + 4, "plx-tick");
        const half = 3.6 * tick.text.length;
        if (x - half < free) continue;
        free = x + half + 6;
        parts.push(svg("text", { x, y: bottom + 18, "text-anchor": "middle" }, tick.text));
      }
      line(left, bottom, right, bottom, "plx-axis-line");
      this.axes.replaceChildren(...parts);
    }

    clear(canvas) {
      const context = canvas.getContext("2d");
      const edge = EDGE * this.ratio;
      context.setTransform(this.ratio, 0, 0, this.ratio, edge, edge);
      context.clearRect(-EDGE, -EDGE, this.width + 2 * EDGE, this.height + 2 * EDGE);
      return context;
    }

    /* Where the pointer is, from the corner of the axes. */
    spot(event) {
      const box = this.top.getBoundingClientRect();
      return { x: event.clientX - box.left - EDGE, y: event.clientY - box.top - EDGE };
    }

    cursor(context, value, colour) {
      context.strokeStyle = colour;
      context.lineWidth = 1.25;
      context.setLineDash([]);
      context.beginPath();
      context.moveTo(this.px(value), 0);
      context.lineTo(this.px(value), this.height);
      context.stroke();
    }

    dot(context, x, y, radius, colour) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }

  // ---------------------------------------------------------------- many points

  const RADIUS = 2.1;

  /* The pixels of one round point: how far from its middle, and their opacity of 256. */
  function stamp(radius, strength, width) {
    const steps = [], opacities = [], reach = Math.ceil(radius);
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const inside = Math.min(Math.max(radius + 0.5 - Math.hypot(dx, dy), 0), 1);
        if (inside === 0) continue;
        steps.push(dy * width + dx);
        opacities.push(Math.round(256 * strength * inside));
      }
    }
    return { steps: Int32Array.from(steps), opacities: Int32Array.from(opacities) };
  }

  /* What the points of a chart are drawn with, kept while its size is the same. */
  function slate(chart, count) {
    const { width, height } = chart.top;
    const kept = chart.slate;
    if (kept && kept.width === width && kept.height === height) return kept;
    const image = chart.top.getContext("2d").createImageData(width, height);
    const strength = Math.min(0.85, Math.max(0.25, 18 / Math.sqrt(count)));
    chart.slate = {
      width, height, image,
      pixels: new Uint32Array(image.data.buffer),
      cover: new Uint8Array(width * height),
      ...stamp(RADIUS * chart.ratio, strength, width),
    };
    return chart.slate;
  }

  /* Points as pixels: thousands take a millisecond, and where they crowd they darken. */
  function drawPoints(chart, xs, ys, rgb) {
    const { width, height, image, pixels, cover, steps, opacities } = slate(chart, xs.length);
    const edge = Math.round(EDGE * chart.ratio);
    const [across, down] = [width - 1 - 2 * edge, height - 1 - 2 * edge];
    const within = (share, size) => edge + Math.round(Math.min(Math.max(share, 0), 1) * size);
    cover.fill(0);
    for (let k = 0; k < xs.length; k++) {
      const x = chart.x.at(xs[k]), y = 1 - chart.y.at(ys[k]);
      if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
      const middle = within(y, down) * width + within(x, across);
      for (let cell = 0; cell < steps.length; cell++) {
        const place = middle + steps[cell];
        cover[place] += ((255 - cover[place]) * opacities[cell]) >> 8;
      }
    }
    for (let k = 0; k < cover.length; k++) pixels[k] = cover[k] ? (cover[k] << 24) | rgb : 0;
    const context = chart.top.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.putImageData(image, 0, 0);
  }

  /* "#rrggbb" as the number of a pixel without its opacity. */
  function pixelOf(colour) {
    const value = parseInt(colour.slice(1), 16);
    return ((value & 255) << 16) | (value & 0xff00) | (value >> 16);
  }

  // ---------------------------------------------------------------- colours

  const DASHES = [[], [6, 3], [2, 3]];
  const HUES = {
    light: [
      "#0b62a8", "#c2480a", "#0a7d5c", "#a33c86", "#8a6500",
      "#5b4bc4", "#0d7f92", "#b3263f", "#5c6f1f", "#6b5748",
    ],
    dark: [
      "#6cb8f0", "#f59e58", "#4fcf9f", "#e693c8", "#e0bd4d",
      "#a79bf5", "#57ccdf", "#f58a98", "#b4cc68", "#cbb09b",
    ],
  };

  function luminance(colour) {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  }

  /* The theme of a host that names its colours, else what the reader prefers. */
  function themeOf(element, wanted) {
    if (wanted === "light" || wanted === "dark") return wanted;
    const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
    if (ground) return luminance(ground) < 0.5 ? "dark" : "light";
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  // ---------------------------------------------------------------- the formula

  const SYMBOLS = {
    legendre: "P\u2096(x) is the Legendre polynomial of degree k on the training range of x.",
    hermite:
      "He\u2096(x) is the Hermite polynomial of degree k of x less its mean, over its standard deviation.",
  };

  class Formula {
    constructor(view, explorer) {
      this.view = view;
      this.explorer = explorer;
      this.limit = FEW;
      this.root = make("section", "plx-card plx-formula");
      const head = make("div", "plx-row");
      head.append(explorer.makeTitle("Formula"), this.makeButtons());
      this.text = make("div", "plx-text");
      this.text.tabIndex = 0;
      this.text.setAttribute("role", "group");
      this.text.setAttribute("aria-label", "Formula");
      this.intercept = make("span", "plx-number");
      this.text.append(make("span", "plx-target", view.target.name), " = ", this.intercept);
      this.terms = view.terms.slice(0, MOST).map((term, number) => this.makeTerm(term, number));
      this.more = makeButton("plx-more", "", "", () => this.toggle());
      for (const term of this.terms) this.text.append(" ", term.root);
      this.text.append(" ", this.more);
      this.root.append(head, this.text);
      for (const kind of view.symbols) this.root.append(make("p", "plx-note", SYMBOLS[kind]));
    }

    makeButtons() {
      const buttons = make("div", "plx-buttons");
      const copy = (digits) => this.explorer.copy(
        formulaText(this.view, this.explorer.track, this.explorer.index, digits), "Formula copied");
      buttons.append(
        makeButton("", "Copy formula", "", () => copy(DIGITS)),
        makeButton("", "Copy all digits", "", () => copy(null)));
      return buttons;
    }

    makeTerm(term, number) {
      const element = make("span", "plx-term");
      const coefficient = make("span", "plx-number");
      element.append(coefficient, make("span", "plx-name", term.name));
      element.hidden = true;
      element.addEventListener("pointerenter", () => this.explorer.hover(number));
      element.addEventListener("pointerleave", () => this.explorer.hover(null));
      element.addEventListener("click", () => this.explorer.pin(number));
      element.addEventListener("animationend", () => {
        if (element.classList.contains("plx-leaving")) this.hide(number);
      });
      return { root: element, coefficient, text: "", isShown: false };
    }

    toggle() {
      this.limit = this.limit === FEW ? MOST : FEW;
      this.explorer.redraw();
    }

    hide(number) {
      this.terms[number].root.hidden = true;
      this.terms[number].root.classList.remove("plx-leaving");
    }

    draw(track, index, present) {
      const isBare = track.intercept[index] === 0 && present.length > 0;
      this.intercept.textContent = isBare ? "" : shown(track.intercept[index]);
      const visible = present.slice(0, this.limit).filter((term) => term < this.terms.length);
      let next = 0;
      this.terms.forEach((term, number) => {
        if (visible[next] === number) {
          this.showTerm(term, track.raw[number * track.n + index], isBare && next === 0);
          next += 1;
        } else if (term.isShown) this.dropTerm(term, number);
      });
      this.drawMore(present.length - visible.length);
    }

    showTerm(term, value, isFirst) {
      const sign = value < 0 ? `${MINUS} ` : isFirst ? "" : "+ ";
      const text = `${sign}${shown(Math.abs(value))}\u00b7`;
      if (text !== term.text) term.coefficient.textContent = term.text = text;
      if (term.isShown) return;
      term.isShown = true;
      term.root.hidden = false;
      term.root.classList.remove("plx-leaving");
    }

    dropTerm(term, number) {
      term.isShown = false;
      if (this.explorer.isStill) this.hide(number);
      else term.root.classList.add("plx-leaving");
    }

    drawMore(nHidden) {
      const isWhole = this.limit === MOST;
      this.more.hidden = nHidden === 0 && !(isWhole && this.more.dataset.used);
      if (nHidden > 0 && isWhole) this.more.textContent = `and ${counted(nHidden, "more term")}: show fewer`;
      else if (nHidden > 0) this.more.textContent = `and ${counted(nHidden, "more term")}`;
      else this.more.textContent = "show fewer";
      if (isWhole) this.more.dataset.used = "yes";
      else delete this.more.dataset.used;
    }

    light(number) {
      if (this.lit) this.lit.classList.remove("plx-lit");
      this.lit = number === null || number >= this.terms.length ? null : this.terms[number].root;
      if (this.lit) this.lit.classList.add("plx-lit");
    }

    paint(colourOf) {
      this.terms.forEach((term, number) => term.root.style.setProperty("--plx-own", colourOf(number)));
    }
  }

  // ---------------------------------------------------------------- the list of terms

  class TermList {
    constructor(view, explorer) {
      this.explorer = explorer;
      this.root = make("section", "plx-card plx-list");
      this.list = make("ul", "plx-terms");
      this.list.setAttribute("aria-label", "Terms");
      this.items = view.terms.slice(0, LISTED).map((term, number) => this.makeItem(term, number));
      this.list.append(...this.items.map((item) => item.root));
      this.list.addEventListener("keydown", (event) => this.move(event));
      const hint = make("p", "plx-axis", "standardised size; coefficient in raw units");
      this.root.append(explorer.makeTitle("Terms"), hint, this.list);
      const nMore = view.terms.length - this.items.length;
      if (nMore > 0) this.root.append(make("p", "plx-note", `and ${counted(nMore, "more term")}, the last to enter`));
      if (this.items.length) this.items[0].button.tabIndex = 0;
    }

    makeItem(term, number) {
      const item = make("li");
      const button = makeButton("plx-item", undefined, "", () => this.explorer.pin(number));
      const bar = make("span", "plx-bar-fill"), value = make("span", "plx-value");
      const track = make("span", "plx-bar");
      track.append(bar);
      const shape = Math.floor(number / 10) % DASHES.length;
      button.append(make("span", `plx-swatch plx-shape-${shape}`), make("span", "plx-label", term.name), value, track);
      button.tabIndex = -1;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("pointerenter", () => this.explorer.hover(number));
      button.addEventListener("pointerleave", () => this.explorer.hover(null));
      button.addEventListener("focus", () => this.explorer.hover(number));
      button.addEventListener("blur", () => this.explorer.hover(null));
      item.append(button);
      return { root: item, button, bar, value, text: "", size: -1, isIn: true };
    }

    /* One stop of the tabulator; arrows move inside. */
    move(event) {
      const moves = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      if (!(event.key in moves)) return;
      event.preventDefault();
      const from = this.items.findIndex((item) => item.button.tabIndex === 0);
      const to = Math.min(Math.max(from + moves[event.key], 0), this.items.length - 1);
      this.items[from].button.tabIndex = -1;
      this.items[to].button.tabIndex = 0;
      this.items[to].button.focus();
    }

    draw(track, index) {
      let largest = 1e-300;
      for (let number = 0; number < this.items.length; number++) {
        largest = Math.max(largest, Math.abs(track.standardized[number * track.n + index]));
      }
      this.items.forEach((item, number) => {
        const at = number * track.n + index;
        const isIn = track.standardized[at] !== 0;
        const text = isIn ? shown(track.raw[at]) : "\u2013";
        const size = Math.round((1000 * Math.abs(track.standardized[at])) / largest) / 1000;
        if (text !== item.text) item.value.textContent = item.text = text;
        if (isIn !== item.isIn) item.button.classList.toggle("plx-out", !(item.isIn = isIn));
        if (size !== item.size) item.bar.style.transform = `scaleX(${(item.size = size)})`;
      });
    }

    light(number, pinned) {
      if (this.lit) this.lit.button.classList.remove("plx-lit");
      this.lit = number === null ? null : this.items[number];
      if (this.lit) this.lit.button.classList.add("plx-lit");
      this.items.forEach((item, own) => {
        const state = String(own === pinned);
        if (item.button.getAttribute("aria-pressed") !== state) item.button.setAttribute("aria-pressed", state);
      });
    }

    paint(colourOf) {
      this.items.forEach((item, number) => item.root.style.setProperty("--plx-own", colourOf(number)));
    }
  }

  // ---------------------------------------------------------------- the four charts

  class PathChart extends Chart {
    constructor(view, explorer) {
      super(explorer, "Coefficients", "coefficient of the standardised term", "");
      this.view = view;
      this.plot.addEventListener("pointermove", (event) => this.follow(event));
      this.plot.addEventListener("pointerleave", () => explorer.hover(null));
    }

    setTrack(track) {
      this.track = track;
      let low = 0, high = 0;
      for (const value of track.standardized) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const room = 0.05 * (high - low) || 1;
      this.scales = [track.scale, linearScale(low - room, high + room)];
      this.xLabel.textContent = axisName(track);
    }

    drawBase(look) {
      this.setScales(...this.scales);
      const context = this.clear(this.base);
      for (let term = this.view.terms.length - 1; term >= 0; term--) {
        this.line(context, term, look.colourOf(term), term < 10 ? 1.9 : 1.2);
      }
    }

    line(context, term, colour, width) {
      const { standardized: values, n, positions } = this.track;
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(DASHES[Math.floor(term / 10) % DASHES.length]);
      context.beginPath();
      let isDown = false;
      for (let i = 0; i < n; i++) {
        const value = values[term * n + i];
        const own = term * n + i;
        const isNear = (i > 0 && values[own - 1] !== 0) || (i + 1 < n && values[own + 1] !== 0);
        if (value === 0 && !isNear) { isDown = false; continue; }
        const x = this.px(positions[i]), y = this.py(value);
        if (isDown) context.lineTo(x, y);
        else context.moveTo(x, y);
        isDown = true;
      }
      context.stroke();
    }

    draw(index, present, lit, look) {
      const context = this.clear(this.top);
      const position = this.track.positions[index];
      this.cursor(context, position, look.ink);
      this.base.classList.toggle("plx-dimmed", lit !== null);
      if (lit !== null) this.line(context, lit, look.colourOf(lit), 3.2);
      const x = this.px(position);
      for (const term of present) {
        if (lit !== null && lit !== term) continue;
        const y = this.py(this.track.standardized[term * this.track.n + index]);
        this.dot(context, x, y, lit === term ? 5 : 3, look.colourOf(term));
      }
      this.name(lit, index);
    }

    name(lit, index) {
      this.callout.hidden = lit === null;
      if (lit === null) return;
      const value = this.track.standardized[lit * this.track.n + index];
      this.callout.textContent = `${this.view.terms[lit].name}: ${value === 0 ? "not in the model" : shown(value)}`;
    }

    /* Name the line under the pointer. */
    follow(event) {
      if (event.buttons || event.pointerType === "touch") return;
      const { x, y } = this.spot(event);
      const index = nearestPosition(this, x);
      let best = null, distance = 14;
      for (let term = 0; term < this.view.terms.length; term++) {
        const value = this.track.standardized[term * this.track.n + index];
        const off = Math.abs(this.py(value) - y);
        if (value !== 0 && off < distance) [best, distance] = [term, off];
      }
      this.explorer.hover(best);
    }
  }

  class CurveChart extends Chart {
    constructor(explorer) {
      super(explorer, "", "", "");
      this.keys = make("p", "plx-keys");
      this.root.append(this.keys);
    }

    setTrack(track) {
      this.track = track;
      const curve = track.curve;
      this.root.hidden = !curve;
      if (!curve) return;
      const isError = curve.kind === "cv";
      this.heading.textContent = isError ? "Error by cross-validation" : "Objective";
      this.yLabel.textContent = isError ? "mean squared error, \u00b1 one standard error" : "what is minimised";
      this.xLabel.textContent = axisName(track);
      this.scales = [track.scale, errorScale(curve.values, curve.error)];
      const marks = [["least", curve.least], ["one_se", curve.one_se], ["chosen", track.chosen]];
      this.marks = isError ? marks : [];
      this.drawKeys(isError);
    }

    drawKeys(isError) {
      const names = { chosen: "chosen", one_se: "one standard error", least: "least error" };
      this.keys.replaceChildren(...Object.entries(isError ? names : {}).map(([kind, text]) => {
        const key = make("span", "plx-key"), name = `plx-mark plx-mark-${kind}`;
        const glyph = svg("svg", { viewBox: "-8 -8 16 16", class: name, "aria-hidden": "true" });
        glyph.append(svg("path", { d: MARKS[kind] }));
        key.append(glyph, document.createTextNode(text));
        return key;
      }));
    }

    drawBase(look) {
      if (this.root.hidden) return;
      this.setScales(...this.scales);
      const context = this.clear(this.base);
      const { curve, positions } = this.track;
      if (curve.kind === "cv") this.drawBound(context, look);
      if (curve.error) this.drawBand(context, look);
      context.setLineDash([]);
      context.strokeStyle = look.accent;
      context.lineWidth = 2;
      context.beginPath();
      let isDown = false;
      curve.values.forEach((value, i) => {
        if (!Number.isFinite(value)) { isDown = false; return; }
        context[isDown ? "lineTo" : "moveTo"](this.px(positions[i]), this.py(value));
        isDown = true;
      });
      context.stroke();
      this.marks.forEach(([kind, index]) => this.mark(context, kind, index, look));
    }

    drawBound(context, look) {
      const y = this.py(this.track.curve.bound);
      context.strokeStyle = look.muted;
      context.lineWidth = 1;
      context.setLineDash([4, 4]);
      context.beginPath();
      context.moveTo(0, y);
      context.lineTo(this.width, y);
      context.stroke();
    }

    drawBand(context, look) {
      const { curve, positions } = this.track;
      const floor = this.y.low;
      const usable = [...positions.keys()].filter((i) => Number.isFinite(curve.values[i]));
      context.fillStyle = look.accent;
      context.globalAlpha = 0.18;
      context.beginPath();
      const line = (i, value) => context.lineTo(this.px(positions[i]), this.py(Math.max(value, floor)));
      usable.forEach((i) => line(i, curve.values[i] + curve.error[i]));
      usable.reverse().forEach((i) => line(i, curve.values[i] - curve.error[i]));
      context.fill();
      context.globalAlpha = 1;
    }

    mark(context, kind, index, look) {
      context.save();
      context.translate(this.px(this.track.positions[index]), this.py(this.track.curve.values[index]));
      const shape = new Path2D(MARKS[kind]);
      context.setLineDash([]);
      context.lineWidth = 2;
      context.strokeStyle = look.mark;
      context.fillStyle = kind === "chosen" ? look.mark : look.card;
      context.fill(shape);
      context.stroke(shape);
      context.restore();
    }

    draw(index, look) {
      if (this.root.hidden) return;
      const context = this.clear(this.top);
      const position = this.track.positions[index], value = this.track.curve.values[index];
      this.cursor(context, position, look.ink);
      if (Number.isFinite(value)) this.dot(context, this.px(position), this.py(value), 4.5, look.accent);
    }
  }

  const MARKS = {
    chosen: "M0,-6 L6,0 L0,6 L-6,0 Z",
    one_se: "M0,-6 L6,5 L-6,5 Z",
    least: "M-5,0 A5,5 0 1 1 5,0 A5,5 0 1 1 -5,0 Z",
  };

  /* Observed, or what is left of it, over predictions. */
  class PointsChart extends Chart {
    constructor(view, explorer, isResidual) {
      const name = view.target.name;
      const title = isResidual ? "Residuals" : "Actual against predicted";
      const height = isResidual ? `actual less predicted ${name}` : `actual ${name}`;
      super(explorer, title, height, `predicted ${name}`);
      Object.assign(this, { view, isResidual });
      if (view.rows) this.ys = new Float64Array(view.rows.actual.length);
    }

    setTrack(track) {
      this.track = track;
      const [low, high] = this.range();
      const room = 0.04 * (high - low) || Math.abs(high) || 1;
      this.xScale = linearScale(low - room, high + room, 4);
    }

    /* That of what was observed and of the chosen predictions: other predictions stop at the edge. */
    range() {
      const { actual } = this.view.rows;
      const { predicted, chosen } = this.track;
      let low = Infinity, high = -Infinity;
      for (let k = 0; k < actual.length; k++) {
        for (const value of [actual[k], predicted[chosen * actual.length + k]]) {
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      return low <= high ? [low, high] : [0, 1];
    }

    /* What the residuals reach, rounded up, so that the axis changes rarely. */
    residualScale() {
      let most = 0;
      for (const value of this.ys) if (Math.abs(value) > most) most = Math.abs(value);
      const power = 10 ** Math.floor(Math.log10(most || 1));
      const reach = power * [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= most);
      return linearScale(-reach * 1.03, reach * 1.03, 4);
    }

    draw(index, look) {
      const { actual } = this.view.rows;
      const xs = this.track.predicted.subarray(index * actual.length, (index + 1) * actual.length);
      if (this.isResidual) for (let k = 0; k < xs.length; k++) this.ys[k] = actual[k] - xs[k];
      this.setScales(this.xScale, this.isResidual ? this.residualScale() : this.xScale);
      drawPoints(this, xs, this.isResidual ? this.ys : actual, look.points);
    }

    drawBase(look) {
      const context = this.clear(this.base);
      context.strokeStyle = look.muted;
      context.lineWidth = 1.25;
      context.beginPath();
      context.moveTo(0, this.isResidual ? this.height / 2 : this.height);
      context.lineTo(this.width, this.isResidual ? this.height / 2 : 0);
      context.stroke();
      this.y = null;
    }
  }

  const axisName = (track) => (track.axis === "alpha" ? "penalty alpha, falling" : "iteration");

  function nearestPosition(chart, x) {
    let best = 0;
    chart.track.positions.forEach((value, i) => {
      if (Math.abs(chart.px(value) - x) < Math.abs(chart.px(chart.track.positions[best]) - x)) best = i;
    });
    return best;
  }

  // ---------------------------------------------------------------- slider, buttons, figures

  class Controls {
    constructor(view, explorer) {
      this.explorer = explorer;
      this.root = make("div", "plx-card plx-controls");
      this.slider = make("input", "plx-slider");
      Object.assign(this.slider, { type: "range", min: 0, step: 1 });
      this.slider.addEventListener("input", () => explorer.moveTo(Number(this.slider.value), true));
      this.play = makeButton("plx-play", "", "Play", () => explorer.togglePlay());
      const by = (steps) => () => explorer.moveTo(explorer.index + steps, true);
      this.before = makeButton("plx-step plx-back", "", "One step back", by(-1));
      this.after = makeButton("plx-step plx-on", "", "One step on", by(1));
      const row = make("div", "plx-row plx-slide");
      row.append(this.play, this.before, this.slider, this.after);
      const ends = make("div", "plx-ends");
      this.ends = [make("span", "", ""), make("span", "", "")];
      ends.append(...this.ends);
      this.figures = make("dl", "plx-figures");
      this.jumps = make("div", "plx-buttons plx-jumps");
      const below = make("div", "plx-row plx-below");
      below.append(this.figures, this.jumps);
      this.root.append(row, ends, below);
      this.values = {};
      this.view = view;
    }

    setTrack(track) {
      this.track = track;
      this.slider.max = track.n - 1;
      this.slider.setAttribute("aria-label", track.axis === "alpha" ? "Penalty alpha" : "Iteration");
      this.ends[0].textContent = track.axis === "alpha" ? "strong penalty, few terms" : "start";
      this.ends[1].textContent = track.axis === "alpha" ? "weak penalty, many terms" : "end";
      this.makeFigures(track);
      this.makeJumps(track);
    }

    makeFigures(track) {
      const names = [["position", track.axis === "alpha" ? "alpha" : "iteration"], ["terms", "terms"]];
      const what = track.r2 ? this.view.rows.what : "";
      if (track.r2) names.push(["r2", `R\u00b2, ${what}`], ["rmse", `RMSE, ${what}`]);
      names.push(["explained", "R\u00b2, training"]);
      this.values = {};
      this.figures.replaceChildren(...names.map(([key, name]) => {
        const figure = make("div", "plx-figure");
        this.values[key] = make("dd", "plx-figure-value");
        figure.dataset.figure = key;
        figure.append(make("dt", "", name), this.values[key]);
        return figure;
      }));
    }

    makeJumps(track) {
      const jumps = [["Chosen", track.chosen]];
      if (track.axis === "iteration") jumps.splice(0, 1, ["Start", 0], ["End", track.n - 1]);
      else if (track.curve) jumps.push(["One standard error", track.curve.one_se], ["Least error", track.curve.least]);
      this.jumps.replaceChildren(...jumps.map(([text, index]) => {
        const button = makeButton("plx-jump", text, "", () => this.explorer.moveTo(index, true));
        button.dataset.index = index;
        return button;
      }));
    }

    draw(index, nTerms) {
      const { track, values } = this;
      if (Number(this.slider.value) !== index) this.slider.value = index;
      this.slider.style.setProperty("--plx-share", track.n > 1 ? index / (track.n - 1) : 0);
      this.slider.setAttribute("aria-valuetext", spoken(track, index, nTerms));
      const isAlpha = track.axis === "alpha", position = track.positions[index];
      values.position.textContent = isAlpha ? figure(position) : position.toLocaleString("en");
      values.terms.textContent = nTerms.toLocaleString("en");
      if (values.r2) values.r2.textContent = pretty(decimals(track.r2[index], 4));
      if (values.rmse) values.rmse.textContent = figure(track.rmse[index]);
      values.explained.textContent = pretty(decimals(track.explained[index], 4));
      for (const jump of this.jumps.children) {
        jump.classList.toggle("plx-here", Number(jump.dataset.index) === index);
      }
      this.before.disabled = index === 0;
      this.after.disabled = index === track.n - 1;
    }

    setPlaying(isPlaying) {
      this.play.classList.toggle("plx-playing", isPlaying);
      this.play.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    }
  }

  /* Four significant digits, of which none is left out: a figure that changes keeps its width. */
  function figure(number) {
    const isPlain = Math.abs(number) >= 1e-3 && Math.abs(number) < 9999.5;
    return isPlain ? number.toPrecision(DIGITS).replace("-", MINUS) : shown(number);
  }

  const decimals = (number, digits) => (Number.isFinite(number) ? number.toFixed(digits) : "\u2013");

  function spoken(track, index, nTerms) {
    const position = track.positions[index];
    const where = track.axis === "alpha" ? `alpha ${numeral(position, 3)}` : `iteration ${position}`;
    return `${where}, ${counted(nTerms, "term")}`;
  }

  // ---------------------------------------------------------------- the whole

  class Explorer {
    constructor(element, payload, options) {
      this.host = element;
      this.options = options || {};
      this.ended = [];
      this.frame = 0;
      this.motion = matchMedia("(prefers-reduced-motion: reduce)");
      this.listen(this.motion, "change", () => this.followMotion());
      this.listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.restyle());
      if (this.options.hash) this.listen(root, "hashchange", () => this.apply(stateOfHash()));
      this.update(payload);
    }

    get isStill() { return this.motion.matches; }

    listen(target, event, handler) {
      target.addEventListener(event, handler);
      this.ended.push(() => target.removeEventListener(event, handler));
    }

    update(payload) {
      this.stop();
      const before = this.track && this.state();
      this.view = decode(payload);
      this.index = null;
      this.pinned = this.hovered = null;
      this.build();
      this.setTrack(0);
      this.apply(before || this.options.state || (this.options.hash ? stateOfHash() : {}));
      this.restyle();
      this.watchSize();
    }

    /* Headings of the parts are one level below that of the whole. */
    get level() { return this.options.level || 2; }

    build() {
      const { view } = this;
      if (this.root) this.root.remove();
      this.root = make("div", this.options.inside ? "plx plx-inside" : "plx");
      this.controls = new Controls(view, this);
      this.formula = new Formula(view, this);
      this.list = new TermList(view, this);
      this.path = new PathChart(view, this);
      this.curve = new CurveChart(this);
      const kinds = view.rows ? [false, true] : [];
      this.points = kinds.map((isResidual) => new PointsChart(view, this, isResidual));
      this.charts = [this.path, this.curve, ...this.points];
      for (const chart of [this.path, this.curve]) this.makeDraggable(chart);
      this.live = make("p", "plx-hidden");
      this.live.setAttribute("aria-live", "polite");
      this.grid = make("div", view.rows ? "plx-grid" : "plx-grid plx-no-rows");
      const points = this.points.map((chart) => chart.root);
      this.grid.append(this.path.root, this.curve.root, this.list.root, ...points);
      this.root.append(this.makeHead(), this.controls.root, this.formula.root, this.grid);
      this.root.append(this.makeNote(), this.live);
      // The colours of a host change without a word: this transition tells of it.
      this.root.addEventListener("transitionend", (event) => {
        if (event.target === this.root) this.restyle();
      });
      this.host.append(this.root);
      this.followMotion();
    }

    makeTitle(text) { return make(`h${this.level + 1}`, "plx-title", text); }

    makeHead() {
      const head = make("header", "plx-row plx-head");
      head.append(make(`h${this.level}`, "plx-heading", this.options.title || this.view.target.name));
      const side = make("div", "plx-buttons");
      if (this.view.tracks.length > 1) side.append(this.makeTrackChoice());
      if (this.options.link !== false && (this.options.hash || this.options.link)) {
        side.append(makeButton("", "Copy link", "", () => {
          this.settle();
          this.copy(this.options.link ? this.options.link(this.state()) : root.location.href, "Link copied");
        }));
      }
      head.append(side);
      return head;
    }

    makeTrackChoice() {
      const group = make("div", "plx-choice");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", "What is shown");
      this.trackButtons = this.view.tracks.map((track, number) =>
        makeButton("plx-track", TRACK_NAMES[track.name] || track.name, "", () => this.setTrack(number)));
      group.append(...this.trackButtons);
      return group;
    }

    makeNote() {
      const { rows, candidates } = this.view;
      const parts = [`${counted(candidates, "candidate term")} searched.`];
      const isPart = rows && rows.drawn < rows.count, drawn = rows && rows.drawn.toLocaleString("en");
      if (isPart) parts.push(`${drawn} of ${counted(rows.count, "row")} are drawn; scores are of all.`);
      else if (rows) parts.push(`${counted(rows.count, "point")}: ${rows.what}.`);
      else parts.push("No rows were given to predict.");
      return make("p", "plx-note", parts.join(" "));
    }

    setTrack(number) {
      const before = this.track;
      this.number = number;
      this.track = this.view.tracks[number];
      const isSame = before && before.axis === this.track.axis && before.n === this.track.n;
      this.index = isSame && this.index !== null ? this.index : this.track.chosen;
      this.stop();
      for (const part of [this.controls, ...this.charts]) part.setTrack(this.track);
      (this.trackButtons || []).forEach((button, own) => {
        button.setAttribute("aria-pressed", String(own === number));
      });
      this.grid.classList.toggle("plx-bare", !this.track.curve);
      if (before) {
        this.layout();
        this.settleSoon();
      }
    }

    // ------------------------------------------------ state

    state() {
      const state = { [this.track.axis]: String(this.track.positions[this.index]) };
      if (this.number) state.view = this.track.name;
      if (this.pinned !== null) state.term = this.view.terms[this.pinned].label;
      return state;
    }

    apply(state) {
      const number = this.view.tracks.findIndex((track) => track.name === state.view);
      if (number >= 0 && number !== this.number) this.setTrack(number);
      else if (!state.view && this.number) this.setTrack(0);
      const wanted = Number(state[this.track.axis]);
      if (state[this.track.axis] !== undefined && Number.isFinite(wanted)) this.moveTo(this.nearest(wanted));
      const term = this.view.terms.findIndex((one) => one.label === state.term);
      this.pinned = term >= 0 ? term : null;
      this.redraw();
    }

    nearest(value) {
      const { positions } = this.track;
      let best = 0;
      positions.forEach((position, i) => {
        if (Math.abs(position - value) < Math.abs(positions[best] - value)) best = i;
      });
      return best;
    }

    setAlpha(index) { this.moveTo(index); }

    moveTo(index, isByHand = false) {
      const inside = Math.min(Math.max(index, 0), this.track.n - 1);
      if (isByHand) this.stop();
      if (inside === this.index) return;
      this.index = inside;
      this.redraw();
      this.settleSoon();
    }

    settleSoon() {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.settle(), SETTLED_MS);
    }

    /* Once the hand rests: say it, write it into the address, and tell the host. */
    settle() {
      clearTimeout(this.settling);
      if (this.playing) return;
      const present = presentTerms(this.track, this.index);
      const where = spoken(this.track, this.index, present.length);
      this.live.textContent = `${where}. ${this.spokenFormula(present)}`;
      const state = this.state();
      if (this.options.hash) writeHash(state);
      if (this.options.onSettle) this.options.onSettle(state);
    }

    spokenFormula(present) {
      if (present.length <= 12) return formulaText(this.view, this.track, this.index, DIGITS);
      return `The formula has ${counted(present.length, "term")}.`;
    }

    // ------------------------------------------------ terms

    hover(number) {
      if (number === this.hovered) return;
      this.hovered = number;
      this.redraw();
    }

    pin(number) {
      this.pinned = this.pinned === number ? null : number;
      this.redraw();
      this.settleSoon();
    }

    get lit() { return this.hovered !== null ? this.hovered : this.pinned; }

    async copy(text, done) {
      const isDone = await copyText(text);
      this.live.textContent = isDone ? done : "Copying is not allowed here";
      this.toast(this.live.textContent);
    }

    toast(text) {
      if (this.told) this.told.remove();
      this.told = make("p", "plx-toast", text);
      this.told.setAttribute("aria-hidden", "true");
      this.root.append(this.told);
      const own = this.told;
      setTimeout(() => own.remove(), 2000);
    }

    // ------------------------------------------------ play

    togglePlay() {
      if (this.playing) {
        this.stop();
        this.settle();
        return;
      }
      if (this.index === this.track.n - 1) this.moveTo(0);
      this.playing = setInterval(() => this.playStep(), STEP_MS);
      this.controls.setPlaying(true);
    }

    playStep() {
      if (!this.root.isConnected) this.stop();
      else if (this.index < this.track.n - 1) this.moveTo(this.index + 1);
      else {
        this.stop();
        this.settle();
      }
    }

    stop() {
      if (!this.playing) return;
      clearInterval(this.playing);
      this.playing = null;
      this.controls.setPlaying(false);
    }

    /* Who asked for less motion gets the step buttons alone. */
    followMotion() {
      if (this.isStill) this.stop();
      this.controls.play.hidden = this.isStill;
    }

    makeDraggable(chart) {
      const place = (event) => {
        this.moveTo(nearestPosition(chart, chart.spot(event).x), true);
      };
      chart.plot.classList.add("plx-draggable");
      chart.plot.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        chart.plot.setPointerCapture(event.pointerId);
        place(event);
      });
      chart.plot.addEventListener("pointermove", (event) => {
        if (chart.plot.hasPointerCapture(event.pointerId)) place(event);
      });
    }

    // ------------------------------------------------ drawing

    restyle() {
      const theme = themeOf(this.root, this.options.theme);
      this.root.dataset.theme = theme;
      const style = getComputedStyle(this.root);
      const value = (name) => style.getPropertyValue(`--plx-${name}`).trim();
      const hues = HUES[theme];
      this.look = {
        colourOf: (term) => hues[term % hues.length],
        ink: value("ink"), muted: value("line-strong"), accent: hues[0], mark: hues[1],
        card: getComputedStyle(this.controls.root).backgroundColor, points: pixelOf(hues[0]),
      };
      for (const part of [this.formula, this.list]) part.paint(this.look.colourOf);
      this.layout();
    }

    watchSize() {
      if (this.sizes) this.sizes.disconnect();
      this.sizes = new ResizeObserver(() => this.layout());
      this.sizes.observe(this.grid);
    }

    layout() {
      if (!this.look || !this.root.isConnected) return;
      const visible = this.charts.filter((chart) => !chart.root.hidden);
      for (const chart of visible) chart.measure();
      for (const chart of visible) {
        chart.fit();
        chart.x = null;
        chart.drawBase(this.look);
      }
      this.draw();
    }

    redraw() {
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => this.draw());
    }

    draw() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      if (!this.look || !this.root.isConnected) return;
      const { track, index, look, lit } = this;
      const present = presentTerms(track, index);
      this.controls.draw(index, present.length);
      this.formula.draw(track, index, present);
      this.list.draw(track, index);
      this.formula.light(lit);
      this.list.light(lit !== null && lit < this.list.items.length ? lit : null, this.pinned);
      this.path.draw(index, present, lit, look);
      this.curve.draw(index, look);
      for (const chart of this.points) chart.draw(index, look);
      this.describe(index, present.length);
    }

    describe(index, nTerms) {
      const { axis, curve, r2, rmse } = this.track;
      const where = spoken(this.track, index, nTerms);
      const lines = counted(this.view.terms.length, "coefficient");
      this.path.describe(`Lines of ${lines} along the ${axis}; now at ${where}`);
      const name = (chart) => chart.heading.textContent;
      if (curve) {
        this.curve.describe(`${name(this.curve)} along the ${axis}; now ${shown(curve.values[index])}`);
      }
      const scores = r2 ? `R\u00b2 ${decimals(r2[index], 4)}, RMSE ${shown(rmse[index])}` : "";
      for (const chart of this.points) {
        chart.describe(`${name(chart)} for ${this.view.rows.what}: ${scores}`);
      }
    }

    destroy() {
      this.stop();
      clearTimeout(this.settling);
      cancelAnimationFrame(this.frame);
      this.sizes.disconnect();
      for (const end of this.ended) end();
      this.root.remove();
    }
  }

  function stateOfHash() {
    return Object.fromEntries(new URLSearchParams(root.location.hash.slice(1)));
  }

  function writeHash(state) {
    try {
      root.history.replaceState(null, "", `#${new URLSearchParams(state)}`);
    } catch {
      // A frame without an origin has no address to write to.
    }
  }

  function mount(element, payload, options) {
    const explorer = new Explorer(element, payload, options);
    return {
      update: (next) => explorer.update(next),
      setAlpha: (index) => explorer.setAlpha(index),
      destroy: () => explorer.destroy(),
    };
  }

  root.polylassoExplorer = { mount, numeral, unframed };
})(globalThis);
