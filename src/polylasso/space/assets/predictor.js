// Predictions of a polylasso model file for one row, as PolynomialModel.predict makes them: the same
// operations in the same order, so that only log and pow may differ, in the last bit. It depends on
// nothing, draws nothing and never evaluates text as code.
//
//   const model = polylassoPredictor.read(textOfTheFile);
//   const { value, contributions, outside } = model.predict({ comb: 8.9, fuel: "E" });
//   model.predict(row, { extrapolation: "clip", unknown: "baseline" });   // other than the file says
//
// A cell is a number, a string or a boolean; null, undefined and NaN are missing.
"use strict";
var polylassoPredictor = (() => {
  const VERSION = 1;
  const CHOICES = {
    missing: ["error", "indicator", "drop"],
    unknown: ["error", "baseline"],
    extrapolation: ["extend", "clip", "hold", "linear", "error", "nan"],
  };

  /** The file is no model, or of a version that this script does not know. */
  class ModelFileError extends Error {}

  /** The row cannot be predicted; `column` says which cell is at fault. */
  class DataError extends Error {
    constructor(message, column) {
      super(message);
      this.column = column;
    }
  }

  // ---- numbers -------------------------------------------------------------------------------

  /** Return e such that value / 2**e lies in [1/2, 1), as frexp does; 0 for 0. */
  function exponentOf(value) {
    if (value === 0 || !Number.isFinite(value)) return 0;
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    const biased = (view.getUint16(0) >> 4) & 0x7ff;
    return biased === 0 ? exponentOf(value * 2 ** 54) - 54 : biased - 1022;
  }

  /** Return value * 2**exponent, rounded once. */
  function ldexp(value, exponent) {
    for (; exponent > 1023 && Number.isFinite(value) && value !== 0; exponent -= 1023) value *= 2 ** 1023;
    // Steps of 969 leave 53 bits to a last one into the subnormal numbers: no digit is rounded twice.
    for (; exponent < -1022 && value !== 0; exponent += 969) value *= 2 ** -969;
    return value * 2 ** Math.max(Math.min(exponent, 1023), -1022);
  }

  /** Spell a number as Python does, as labels of categories are spelt. */
  function labelOf(number) {
    if (Number.isInteger(number) && Math.abs(number) < 2 ** 53) return String(number + 0);
    if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
    const size = Math.abs(number);
    if (size >= 1e-4 && size < 1e16) return String(number) + (Number.isInteger(number) ? ".0" : "");
    const [digits, exponent] = number.toExponential().split("e");
    return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  }

  const TRANSFORMS = {
    identity: { value: (x) => x, slope: () => 1, allows: Number.isFinite, domain: "finite values" },
    log1p: {
      value: Math.log1p,
      slope: (x) => 1 / (1 + x),
      allows: (x) => x > -1,
      domain: "values above -1",
    },
    log: { value: Math.log, slope: (x) => 1 / x, allows: (x) => x > 0, domain: "values above 0" },
    sqrt: {
      value: Math.sqrt,
      slope: (x) => (x > 0 ? 0.5 / Math.sqrt(x) : 0),
      allows: (x) => x >= 0,
      domain: "values of at least 0",
    },
    reciprocal: {
      value: (x) => 1 / x,
      slope: (x) => -1 / (x * x),
      allows: (x) => x !== 0,
      domain: "values that are not 0",
    },
  };

  // ---- labels of terms -----------------------------------------------------------------------

  const ESCAPE = "\\\\(?:[\\\\ntr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U000[0-9a-f]{5}|U0010[0-9a-f]{4})";
  const QUOTED = `\`(?:[^\`\\\\]|\`\`|${ESCAPE})*\``;
  const NAME = `(?:${QUOTED}|[^*^[\\]=\`+\\\\]+?)`;
  const LEVEL = `(?:${QUOTED}|[^*^[\\]=\`\\\\]+)`;
  const OPERAND = `(?:(?<transform>log1p|log|sqrt|reciprocal)\\((?<inner>${NAME})\\)|(?<name>${NAME}))`;
  const DEGREE = "(?<degree>[1-9][0-9]{0,3})";
  const FORMS = [
    ["level", new RegExp(`^\\[(?<name>${NAME}) = (?<level>${LEVEL})\\]$`, "u")],
    ["missing", new RegExp(`^\\[(?<name>${NAME}) is missing\\]$`, "u")],
    ["legendre", new RegExp(`^legendre\\(${OPERAND}, ${DEGREE}\\)$`, "u")],
    ["hermite", new RegExp(`^hermite\\(${OPERAND}, ${DEGREE}\\)$`, "u")],
    ["power", new RegExp(`^${OPERAND}(?:\\^${DEGREE})?$`, "u")],
  ];
  const FACTOR = new RegExp(`(?:${QUOTED}|[^*\`])*`, "uy");
  const PLAIN = { n: "\n", t: "\t", r: "\r", "\\": "\\" };

  function unquoted(text) {
    if (!text.startsWith("`")) return text;
    return text.slice(1, -1).replace(new RegExp(`\`\`|${ESCAPE}`, "gu"), (found) => {
      if (found === "``") return "`";
      const code = found.slice(1);
      return PLAIN[code] ?? String.fromCodePoint(parseInt(code.slice(1), 16));
    });
  }

  function readAtom(text, label) {
    for (const [kind, form] of FORMS) {
      const parts = form.exec(text)?.groups;
      if (!parts) continue;
      return {
        kind,
        variable: unquoted(parts.inner ?? parts.name),
        transform: parts.transform ?? "identity",
        degree: Number(parts.degree ?? 1),
        level: kind === "level" ? unquoted(parts.level) : "",
      };
    }
    throw new ModelFileError(`${JSON.stringify(label)} is not the name of a term`);
  }

  function readAtoms(label) {
    const atoms = [];
    for (let start = 0; start <= label.length; start = FACTOR.lastIndex + 1) {
      FACTOR.lastIndex = start;
      const factor = FACTOR.exec(label)[0];
      atoms.push(readAtom(factor.trim(), label));
      const next = label[FACTOR.lastIndex];
      if (next !== undefined && next !== "*") {
        throw new ModelFileError(`${JSON.stringify(label)} is not the name of a term`);
      }
    }
    return atoms;
  }

  // ---- variables and atoms -------------------------------------------------------------------

  function readVariable(parts) {
    const variable = { ...parts, fill: parts.fill ?? NaN, scales: {}, ranges: {}, moments: {} };
    variable.levelNumbers = new Map(parts.levels.map((level, number) => [level, number]));
    if (parts.kind === "categorical") return variable;
    parts.transforms.forEach((name, place) => {
      variable.moments[name] = parts.moments?.[place];
    });
    for (const [name, { value }] of Object.entries(TRANSFORMS)) {
      const ends = [value(parts.lower), value(parts.upper)];
      variable.ranges[name] = [Math.min(...ends), Math.max(...ends)];
      variable.scales[name] = exponentOf(Math.max(Math.abs(ends[0]), Math.abs(ends[1])));
    }
    return variable;
  }

  /** Return e such that the evaluated atom is the atom in raw units over 2**e. */
  function scaleOf(atom, variable) {
    return atom.kind === "power" ? atom.degree * variable.scales[atom.transform] : 0;
  }

  /** Return the argument of the polynomial of an atom, near [-1, 1] on the training rows. */
  function baseOf(atom, variable, value) {
    const transformed = TRANSFORMS[atom.transform].value(value);
    if (atom.kind === "power") return ldexp(transformed, -variable.scales[atom.transform]);
    if (atom.kind === "hermite") {
      const [mean, spread] = variable.moments[atom.transform];
      return (transformed - mean) / spread;
    }
    const [low, high] = variable.ranges[atom.transform];
    return (transformed - low - (high - transformed)) / (high - low);
  }

  function baseSlope(atom, variable) {
    if (atom.kind === "power") return ldexp(1, -variable.scales[atom.transform]);
    if (atom.kind === "hermite") return 1 / variable.moments[atom.transform][1];
    const [low, high] = variable.ranges[atom.transform];
    return 2 / (high - low);
  }

  /** What follows the polynomial of degree k, given that below it. */
  const FOLLOWING = {
    power: (k, base, value) => value * base,
    // (k + 1) P_{k+1} = (2k + 1) u P_k - k P_{k-1}
    legendre: (k, base, value, below) => ((2 * k + 1) * base * value - k * below) / (k + 1),
    // He_{k+1} = z He_k - k He_{k-1}
    hermite: (k, base, value, below) => base * value - k * below,
  };

  function polynomial({ kind, degree }, base) {
    let [below, value] = [1, degree === 0 ? 1 : base];
    for (let k = 1; k < degree; k += 1) [below, value] = [value, FOLLOWING[kind](k, base, value, below)];
    return value;
  }

  function polynomialSlope(atom, base) {
    const { kind, degree } = atom;
    if (kind === "power") return degree * base ** (degree - 1);
    if (kind === "hermite") return degree * polynomial({ kind, degree: degree - 1 }, base);
    // The derivative of P_n is the sum of (2k + 1) P_k over k = n - 1, n - 3, ...; by Clenshaw.
    let [above, here] = [0, 0];
    for (let k = atom.degree - 1; k >= 0; k -= 1) {
      const coefficient = (atom.degree - 1 - k) % 2 === 0 ? 2 * k + 1 : 0;
      [above, here] = [here, coefficient + ((2 * k + 1) / (k + 1)) * base * here - ((k + 1) / (k + 2)) * above];
    }
    return here;
  }

  function atomValue(atom, cell) {
    if (atom.kind === "level") return cell.value === cell.variable.levelNumbers.get(atom.level) ? 1 : 0;
    if (atom.kind === "missing") return cell.missing ? 1 : 0;
    return polynomial(atom, baseOf(atom, cell.variable, cell.inside));
  }

  function atomSlope(atom, cell) {
    if (atom.kind === "level" || atom.kind === "missing") return 0;
    const outer = polynomialSlope(atom, baseOf(atom, cell.variable, cell.inside));
    return outer * TRANSFORMS[atom.transform].slope(cell.inside) * baseSlope(atom, cell.variable);
  }

  // ---- cells ---------------------------------------------------------------------------------

  const isMissing = (cell) => cell === null || cell === undefined || Number.isNaN(cell);
  const shown = (value) => (typeof value === "string" ? JSON.stringify(value) : labelOf(value));
  const spelt = (cell) =>
    typeof cell === "boolean" ? (cell ? "True" : "False") : typeof cell === "number" ? labelOf(cell) : String(cell);

  function readLevel(raw, variable, unknown) {
    const number = variable.levelNumbers.get(spelt(raw));
    if (number === undefined && unknown === "error" && variable.levels.length > 0) {
      throw new DataError(
        `column ${shown(variable.name)} has a level not seen in training: ${shown(spelt(raw))}`,
        variable.name,
      );
    }
    return number ?? -1;
  }

  function readNumber(raw, variable) {
    if (!isMissing(raw) && typeof raw !== "number") {
      throw new DataError(
        `column ${shown(variable.name)} was numeric in training but holds text such as ${shown(spelt(raw))}`,
        variable.name,
      );
    }
    const value = isMissing(raw) ? variable.fill : raw;
    for (const transform of variable.transforms) {
      const { allows, domain } = TRANSFORMS[transform];
      if (transform !== "identity" && !Number.isNaN(value) && !allows(value)) {
        throw new DataError(
          `${transform} of column ${shown(variable.name)} needs ${domain}, not ${labelOf(value)}`,
          variable.name,
        );
      }
    }
    return value;
  }

  function readCell(row, variable, policies) {
    if (!Object.hasOwn(row, variable.name)) {
      throw new DataError(`column ${shown(variable.name)} is needed but not there`, variable.name);
    }
    const raw = row[variable.name];
    const missing = isMissing(raw);
    if (missing && policies.missing === "error") {
      throw new DataError(`column ${shown(variable.name)} has no value`, variable.name);
    }
    if (variable.kind === "categorical") {
      const value = missing ? -1 : readLevel(raw, variable, policies.unknown);
      return { variable, missing, value, inside: value };
    }
    const value = readNumber(raw, variable);
    const clips = ["clip", "hold", "linear"].includes(policies.extrapolation);
    const inside = clips ? Math.min(Math.max(value, variable.lower), variable.upper) : value;
    return { variable, missing, value, inside };
  }

  /** Say whether a cell lies outside the training range; a level not seen in training does. */
  function isOutside({ variable, missing, value }) {
    if (variable.kind !== "categorical") return value < variable.lower || value > variable.upper;
    return value < 0 && !(variable.missing && missing) && variable.levels.length > 0;
  }

  // ---- the model -----------------------------------------------------------------------------

  function termValue(term, cells, extrapolation) {
    const values = term.atoms.map((atom) => atomValue(atom, cells.get(atom.variable)));
    let product = values[0];
    for (const value of values.slice(1)) product *= value;
    return extrapolation === "linear" ? product + continuation(term, cells, values) : product;
  }

  /** Return the sum over variables of (x - clipped x) times the slope at the clipped point. */
  function continuation(term, cells, values) {
    let sum = 0;
    term.atoms.forEach((atom, place) => {
      const cell = cells.get(atom.variable);
      let others = 1;
      values.forEach((value, other) => {
        others *= other === place ? atomSlope(atom, cell) : value;
      });
      sum += others * (cell.value - cell.inside);
    });
    return sum;
  }

  function refuseOutside(cells) {
    for (const cell of cells.values()) {
      const { name, kind, lower, upper } = cell.variable;
      if (kind !== "categorical" && isOutside(cell)) {
        throw new DataError(
          `column ${shown(name)} is outside its training range ${labelOf(lower)} to ${labelOf(upper)}`,
          name,
        );
      }
    }
  }

  /**
   * Predict one row.
   *
   * Returns value (NaN where the row cannot be predicted), contributions (one per term, in its
   * order), held (what keeping the value within the range of the target adds; with the intercept
   * and the contributions it adds up to the value), outside (names of the columns out of the
   * training range) and missing (names of the columns without a value).
   */
  function predict(model, row, changes = {}) {
    const policies = { ...model.policies, ...changes };
    const cells = new Map(
      model.active.map((variable) => [variable.name, readCell(row, variable, policies)]),
    );
    if (policies.extrapolation === "error") refuseOutside(cells);
    const named = (test) => [...cells.values()].filter(test).map((cell) => cell.variable.name);
    const [outside, missing] = [named(isOutside), named((cell) => cell.missing)];
    let value = model.intercept;
    const contributions = model.terms.map((term) => {
      const part = term.scaled * termValue(term, cells, policies.extrapolation);
      value += part;
      return part;
    });
    const unusable = policies.missing === "drop" && missing.length > 0;
    if (unusable || (policies.extrapolation === "nan" && outside.length > 0)) value = NaN;
    const free = value;
    if (policies.extrapolation === "hold") {
      const [least, most] = model.targetRange;
      value = Math.min(Math.max(value, least), most);
    }
    return { value, contributions, held: value === free || Number.isNaN(free) ? 0 : value - free, outside, missing };
  }

  /** Say whether a variable has an atom. */
  function has(variable, atom) {
    if (variable === undefined) return false;
    if (atom.kind === "level") return variable.levelNumbers.has(atom.level);
    return atom.kind === "missing" ? variable.missing : variable.kind !== "categorical";
  }

  function readTerm({ term: label, coefficient }, variables) {
    const atoms = readAtoms(label);
    let exponent = 0;
    for (const atom of atoms) {
      const variable = variables.get(atom.variable);
      if (!has(variable, atom)) {
        throw new ModelFileError(`${shown(label)} is of no variable of the model`);
      }
      exponent += scaleOf(atom, variable);
    }
    return { label, coefficient, atoms, scaled: ldexp(coefficient, exponent) };
  }

  function checkChoices(file) {
    const [major] = String(file?.polylasso_model ?? "").split(".");
    if (Number(major) !== VERSION) {
      throw new ModelFileError(`this is no polylasso model file of version ${VERSION}`);
    }
    for (const [name, choices] of Object.entries(CHOICES)) {
      if (!choices.includes(file[name])) throw new ModelFileError(`${name} is unknown: ${file[name]}`);
    }
  }

  /** Read a model file: its text, or the object that JSON.parse makes of it. */
  function read(content) {
    const file = typeof content === "string" ? JSON.parse(content) : content;
    checkChoices(file);
    const variables = new Map(file.variables.map((parts) => [parts.name, readVariable(parts)]));
    const terms = file.terms.map((parts) => readTerm(parts, variables));
    const used = new Set(terms.flatMap((term) => term.atoms.map((atom) => atom.variable)));
    const model = {
      target: file.target,
      intercept: file.intercept,
      targetRange: file.target_range ?? [-Infinity, Infinity],
      policies: { missing: file.missing, unknown: file.unknown, extrapolation: file.extrapolation },
      variables: [...variables.values()],
      active: [...variables.values()].filter((variable) => used.has(variable.name)),
      terms,
    };
    return { ...model, predict: (row, changes) => predict(model, row, changes) };
  }

  return { read, labelOf, CHOICES, ModelFileError, DataError };
})();
