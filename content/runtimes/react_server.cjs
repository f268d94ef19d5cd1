// Runs React programs, one request a line, one answer a line, both JSON. Each program gets a window
// of its own: fresh globals, a fresh document, a fresh React. React's own timing is left alone.
"use strict";
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");
const { JSDOM, VirtualConsole } = require("jsdom");
const ts = require("typescript");

const PAGE = '<!doctype html><html lang="en"><title>Page</title><body><div id="root"></div></body></html>';
const MODULES = {
  react: "react/cjs/react.development.js",
  "react/jsx-runtime": "react/cjs/react-jsx-runtime.development.js",
  "react-dom": "react-dom/cjs/react-dom.development.js",
  "react-dom/client": "react-dom/cjs/react-dom-client.development.js",
  "react-dom/server": "react-dom/cjs/react-dom-server-legacy.browser.development.js",
  scheduler: "scheduler/cjs/scheduler.development.js",
};
const RENDERS_ITSELF = /\b(createRoot|hydrateRoot|renderToString|renderToStaticMarkup)\b/;
const compiled = new Map();
const LONGEST_WAIT = 60_000; // milliseconds of the program's own time
let thrownNow = []; // by the program that is running

process.on("uncaughtException", (error) => thrownNow.push(error));
process.on("unhandledRejection", (reason) => thrownNow.push(reason));

// React's files, compiled once and evaluated in each window.
function scriptOf(name) {
  if (!compiled.has(name)) {
    const file = path.join(process.env.NODE_PATH, MODULES[name]);
    const text = require("node:fs").readFileSync(file, "utf8");
    const wrapped = `(function (require, module, exports, process) {${text}\n})`;
    compiled.set(name, new vm.Script(wrapped, { filename: path.basename(file) }));
  }
  return compiled.get(name);
}

function requireIn(context, rooted) {
  const loaded = new Map();
  const load = (name) => {
    if (!Object.hasOwn(MODULES, name)) throw new Error(`there is no module ${name} here`);
    if (!loaded.has(name)) {
      const module = { exports: {} };
      loaded.set(name, module);
      const environment = { env: { NODE_ENV: "development" } };
      scriptOf(name).runInContext(context)(load, module, module.exports, environment);
      const { createRoot } = module.exports;
      if (createRoot) module.exports.createRoot = (...details) => rooted(createRoot(...details));
    }
    return loaded.get(name).exports;
  };
  return load;
}

function toScript(text, name) {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: name,
    reportDiagnostics: true,
    compilerOptions: {
      jsx: ts.JsxEmit.ReactJSX,
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  });
  if (diagnostics.length) {
    throw new SyntaxError(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, "\n"));
  }
  return outputText;
}

// A probe is an expression, or statements with `return`.
function asFunction(probe) {
  const expression = `async function __ask() { return (\n${probe}\n); }`;
  try {
    toScript(expression, "probe.tsx");
    return expression;
  } catch {
    return `async function __ask() {\n${probe}\n}`;
  }
}

// Time as a program knows it: timers run when the probe waits for them, in the order of a real
// clock, and nothing depends on how fast the machine is. Messages are how React gives way.
class Clock {
  #now = 0;
  #number = 0;
  #timers = new Map();
  #messages = 0;

  in(window) {
    const start = (repeats) => (callback, delay = 0, ...details) => {
      const wait = Math.max(Number(delay) || 0, repeats ? 1 : 0);
      const number = ++this.#number;
      this.#timers.set(number, { number, due: this.#now + wait, wait: repeats ? wait : null, run: () => callback(...details) });
      return number;
    };
    const stop = (number) => this.#timers.delete(number);
    const clock = this;
    return {
      setTimeout: start(false),
      setInterval: start(true),
      requestAnimationFrame: (callback) => window.setTimeout(() => callback(this.#now), 16),
      clearTimeout: stop,
      clearInterval: stop,
      cancelAnimationFrame: stop,
      MessageChannel: class {
        port1 = { onmessage: null, postMessage: (data) => clock.#post(this.port2, data) };
        port2 = { onmessage: null, postMessage: (data) => clock.#post(this.port1, data) };
      },
      performance: { now: () => this.#now },
    };
  }

  #post(port, data) {
    this.#messages += 1;
    setImmediate(() => {
      this.#messages -= 1;
      port.onmessage?.({ data });
    });
  }

  // Until nothing is left to do but what waits for a timer.
  async idle() {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((done) => setImmediate(done));
      if (this.#messages > 0) quiet = -1;
    }
  }

  get next() {
    const due = [...this.#timers.values()].sort((a, b) => a.due - b.due || a.number - b.number);
    return due[0];
  }

  async tick() {
    const timer = this.next;
    this.#now = timer.due;
    if (timer.wait === null) this.#timers.delete(timer.number);
    else timer.due += timer.wait;
    timer.run();
    await this.idle();
  }

  async wait(milliseconds) {
    const until = this.#now + milliseconds;
    await this.idle();
    while (this.next && this.next.due <= until) await this.tick();
    this.#now = until;
  }

  // Whatever the promise waits for: all timers there are, if need be.
  async until(promise) {
    let isOver = false;
    const over = promise.finally(() => (isOver = true));
    over.catch(() => {});
    await this.idle();
    while (!isOver && this.next) await this.tick();
    return over;
  }

  async toTheEnd() {
    const end = this.#now + LONGEST_WAIT;
    await this.idle();
    while (this.next) {
      if (this.next.due > end) throw new Error("a timer is left running: use a probe that waits");
      await this.tick();
    }
  }
}

function logged(value) {
  if (typeof value === "string") return value;
  if (typeof value?.nodeType === "number") return value.id ? `#${value.id}` : value.nodeName.toLowerCase();
  if (typeof value?.stack === "string") return `${value.name}: ${value.message}`;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

function show(value) {
  if (typeof value === "string") return value;
  if (value === null || ["number", "boolean", "bigint"].includes(typeof value)) return String(value);
  throw new Error("the probe must give text, a number, true, false, null, or a list of these");
}
const shown = (value) => (Array.isArray(value) ? value.map(show).join(", ") : show(value));

// What a probe may do, in the names of the page models.
function actionsIn(window, lines, clock, rootOf) {
  const { document } = window;
  const idle = () => clock.idle();
  const one = (wanted) => {
    const element = typeof wanted === "string" ? document.querySelector(wanted) : wanted;
    if (!element) throw new Error(`there is no element ${wanted}`);
    return element;
  };
  const fire = (element, type, Kind, details = {}) =>
    element.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, ...details }));
  const setValue = (element, value) => {
    const owner = Object.getPrototypeOf(element);
    Object.getOwnPropertyDescriptor(owner, "value").set.call(element, value);
  };
  return {
    $: one,
    $$: (selector) => [...document.querySelectorAll(selector)],
    text: (wanted = "#root") => one(wanted).textContent,
    html: (wanted = "#root") => one(wanted).innerHTML,
    focused: () => document.activeElement.id || document.activeElement.localName,
    logged: () => [...lines],
    click: async (wanted) => {
      const element = one(wanted);
      if (fire(element, "mousedown", window.MouseEvent)) {
        document.activeElement.blur();
        element.focus();
      }
      fire(element, "mouseup", window.MouseEvent);
      element.click();
      await idle();
    },
    type: async (wanted, text) => {
      const element = one(wanted);
      element.focus();
      for (const key of text) {
        fire(element, "keydown", window.KeyboardEvent, { key });
        setValue(element, element.value + key);
        fire(element, "input", window.InputEvent, { data: key, inputType: "insertText" });
        fire(element, "keyup", window.KeyboardEvent, { key });
        await idle();
      }
    },
    choose: async (wanted, value) => {
      const element = one(wanted);
      setValue(element, value);
      fire(element, "input", window.Event);
      fire(element, "change", window.Event);
      await idle();
    },
    wait: (milliseconds) => clock.wait(milliseconds),
    rerender: async (element) => {
      rootOf().render(element);
      await idle();
    },
    unmount: async () => {
      rootOf().unmount();
      await idle();
    },
  };
}

function openWindow(lines, clock) {
  const { window } = new JSDOM(PAGE, {
    runScripts: "outside-only",
    url: "https://example.org/",
    virtualConsole: new VirtualConsole(),
  });
  const log = (...values) => lines.push(values.map(logged).join(" "));
  const dropped = () => {};
  Object.assign(window.console, { log, info: log, debug: log, warn: dropped, error: dropped });
  const given = { TextEncoder, TextDecoder, structuredClone, ...clock.in(window) };
  for (const [name, value] of Object.entries(given)) {
    Object.defineProperty(window, name, { value, writable: true, configurable: true });
  }
  for (const name of ["XMLHttpRequest", "WebSocket", "EventSource"]) delete window[name];
  window.addEventListener("error", (event) => thrownNow.push(event.error ?? event.message));
  return window;
}

async function run({ code, probe }) {
  const lines = [];
  const clock = new Clock();
  const window = openWindow(lines, clock);
  let root;
  try {
    const load = requireIn(window, (made) => (root = made));
    const react = load("react");
    const actions = actionsIn(window, lines, clock, () => root);
    const own = { React: react, ...react, ...actions };
    const names = ["require", "exports", ...Object.keys(own).filter((name) => /^[\w$]+$/.test(name))];
    const program = `(async (${names.join(", ")}) => {
      "use strict";
      const __program = async () => {
        ${toScript(probe ? `${code}\n${asFunction(probe)}` : code, "program.tsx")}
        return { App: typeof App === "undefined" ? null : App, ask: ${probe ? "__ask" : "null"} };
      };
      return __program();
    })`;
    const body = new vm.Script(program, { filename: "program.js" }).runInContext(window);
    const given = names.slice(2).map((name) => own[name]);
    const { App, ask } = await clock.until(body(load, {}, ...given));
    if (App && !RENDERS_ITSELF.test(code)) {
      load("react-dom/client").createRoot(window.document.querySelector("#root"));
      root.render(react.createElement(App));
    }
    await clock.idle();
    if (ask) return { output: shown(await ask()) };
    await clock.toTheEnd();
    return { output: lines.join("\n") };
  } finally {
    await clock.idle();
    window.close();
  }
}

function named(thrown) {
  const isError = thrown !== null && typeof thrown === "object" && "message" in thrown;
  return isError ? [String(thrown.name), String(thrown.message)] : [typeof thrown, String(thrown)];
}

async function answer(line) {
  thrownNow = [];
  let said = {};
  try {
    said = await run(JSON.parse(line));
  } catch (error) {
    thrownNow.push(error);
  }
  return thrownNow.length ? { thrown: named(thrownNow[0]) } : said;
}

(async () => {
  process.stdout.write("ready\n");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const said = JSON.stringify(await answer(line));
    process.stdout.write(`${said}\n`);
  }
})();
