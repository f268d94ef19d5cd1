// What a probe may call, and what a page logs. Runs before any script of the page.
(() => {
  const lines = [];
  const kept = [];
  const bridge = (action, ...details) => globalThis.__askTheBrowser(action, details);

  const one = (wanted) => {
    const element = typeof wanted === "string" ? document.querySelector(wanted) : wanted;
    if (!(element instanceof Element)) throw new Error(`there is no element ${wanted}`);
    return element;
  };

  // Layout counts in fractions of a pixel that differ between browsers: whole and quarter pixels
  // stay as they are, everything else is rounded to a tenth.
  const pixels = (length) => {
    const quarter = Math.round(length * 4) / 4;
    const shown = Math.abs(length - quarter) < 0.016 ? quarter : Math.round(length * 10) / 10;
    return shown === 0 ? 0 : shown;
  };
  const inPixels = (text) => text.replace(/-?\d*\.?\d+(?=px)/g, (length) => String(pixels(Number(length))));
  const side = (name) => (wanted) => pixels(one(wanted).getBoundingClientRect()[name]);

  const NAMED = {
    "0,0,0": "black", "128,128,128": "gray", "192,192,192": "silver", "255,255,255": "white",
    "128,0,0": "maroon", "255,0,0": "red", "128,0,128": "purple", "255,0,255": "magenta",
    "0,128,0": "green", "0,255,0": "lime", "128,128,0": "olive", "255,255,0": "yellow",
    "0,0,128": "navy", "0,0,255": "blue", "0,128,128": "teal", "0,255,255": "cyan",
    "255,165,0": "orange",
  };
  const computed = (wanted, property, part) => {
    const value = getComputedStyle(one(wanted), part ?? null).getPropertyValue(property);
    if (value === "" && !property.startsWith("--")) throw new Error(`there is no property ${property}`);
    return inPixels(value.trim());
  };
  const color = (wanted, property = "color", part = null) => {
    const value = computed(wanted, property, part);
    const channels = value.match(/^rgb\((\d+), (\d+), (\d+)\)$/)?.slice(1).map(Number);
    if (!channels) return value === "rgba(0, 0, 0, 0)" ? "transparent" : value;
    const hex = channels.map((channel) => channel.toString(16).padStart(2, "0")).join("");
    return NAMED[channels.join(",")] ?? `#${hex}`;
  };

  const accessible = async (wanted) => {
    const place = kept.push(one(wanted)) - 1;
    return await bridge("accessible", place);
  };
  const at = (wanted) => {
    const box = one(wanted).getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const settled = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const acting = (action) => async (...details) => {
    await bridge(action, ...details);
    await settled();
  };

  const show = (value) => {
    if (typeof value === "number" && !Number.isInteger(value) && Number.isFinite(value)) {
      return String(parseFloat(value.toFixed(4)));
    }
    if (typeof value === "string") return value;
    if (value === null || ["number", "boolean", "bigint"].includes(typeof value)) return String(value === 0 ? 0 : value);
    throw new Error("the probe must give text, a number, true, false, null, or a list of these");
  };
  const shown = async (value) => {
    const settledValue = await value;
    if (!Array.isArray(settledValue)) return show(settledValue);
    const parts = await Promise.all(settledValue);
    if (!parts.some(Array.isArray)) return parts.map(show).join(", ");
    const rows = await Promise.all(parts.map((row) => (Array.isArray(row) ? Promise.all(row) : [row])));
    return rows.map((row) => row.map(show).join(" | ")).join("\n");
  };

  const logged = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value instanceof Element) return value.id ? `#${value.id}` : value.localName;
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
    return String(value);
  };
  const log = (...values) => lines.push(values.map(logged).join(" "));
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = log;

  const probe = {
    $: one,
    $$: (selector) => [...document.querySelectorAll(selector)],
    width: side("width"), height: side("height"), left: side("left"), top: side("top"),
    right: side("right"), bottom: side("bottom"),
    pixels, computed, color,
    role: async (wanted) => (await accessible(wanted)).role,
    name: async (wanted) => (await accessible(wanted)).name,
    description: async (wanted) => (await accessible(wanted)).description,
    state: async (wanted, property) => (await accessible(wanted)).states[property] ?? null,
    focused: () => {
      const element = document.activeElement ?? document.body;
      return element.id || element.localName;
    },
    press: acting("press"), type: acting("type"),
    click: async (wanted) => acting("click")(...at(wanted)),
    hover: async (wanted) => acting("hover")(...at(wanted)),
    resize: acting("resize"),
    prefer: (features) => acting("prefer")({
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    }),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, Math.min(milliseconds, 1000))),
    logged: () => [...lines],
  };
  const judge = (declarations, selectors, conditions) => {
    const wrong = [];
    for (const [name, value] of declarations) {
      if (!CSS.supports(name, value)) wrong.push(`${name}: ${value} is dropped`);
    }
    for (const selector of selectors) {
      try { document.createDocumentFragment().querySelector(selector); }
      catch { wrong.push(`the selector ${selector} is dropped`); }
    }
    for (const condition of conditions) {
      // What the browser does not understand is neither so nor not so.
      const known = matchMedia(condition).matches || matchMedia(`not ${condition}`).matches;
      if (!known) wrong.push(`${condition} is no condition of a media query`);
    }
    return wrong;
  };
  const oddities = () => {
    const every = [...document.querySelectorAll("*")];
    const unknown = every.filter((element) => element instanceof HTMLUnknownElement);
    const ids = every.map((element) => element.id).filter(Boolean);
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    return [
      ...unknown.map((element) => `<${element.localName}> is no element of HTML`),
      ...twice.map((id) => `the id ${id} stands twice`),
    ];
  };

  // Everything that is asked of a page, in one go: is it sound, and if so, what is the answer?
  const flaws = (html, css, judged) => {
    const odd = html ? oddities() : [];
    if (odd.length) return `is not well-formed HTML: ${odd[0]}`;
    const wrong = css ? judge(...judged) : [];
    return wrong.length ? `has faulty CSS: ${wrong[0]}` : null;
  };
  const answer = async (flaw, asking) => {
    if (flaw) return { flaw };
    await settled();
    try { return { output: await shown(await asking()) }; }
    catch (error) { return { wrong: String(error) }; }
  };

  Object.defineProperty(globalThis, "__question", {
    value: Object.freeze({ probe, flaws, answer, lines, element: (place) => kept[place] }),
  });
})();
