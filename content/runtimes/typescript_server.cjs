// Type-checks programs, one request a line, one answer a line, both JSON. The compiler reads its own
// libraries from disk; a program's files exist only here. Each program is checked by a new checker.
"use strict";
const path = require("node:path");
const readline = require("node:readline");
const ts = require("typescript");

const ROOT = "/question";
const STABLE = process.argv[2] === "stable"; // the order of a union's members as TypeScript 7 has it
const OPTIONS = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force, // a program does not share names with the browser
  allowImportingTsExtensions: true,
  rewriteRelativeImportExtensions: true,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  skipLibCheck: true,
  stableTypeOrdering: STABLE,
};
const OPTION = /^\/\/ @(\w+): (true|false)[ \t]*$/gm;
const MARKER = /^[ \t]*\/\/[ \t]*\^\?[ \t]*$/;
const libraries = new Map();

function optionsOf(code) {
  const options = { ...OPTIONS };
  for (const [, name, value] of code.matchAll(OPTION)) {
    if (!ts.optionDeclarations.some((one) => one.name === name && one.type === "boolean")) {
      throw new Error(`names an unknown compiler option: ${name}`);
    }
    options[name] = value === "true";
  }
  return options;
}

function hostOf(files, options, emitted) {
  const host = ts.createCompilerHost(options);
  const own = new Map(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]));
  host.getCurrentDirectory = () => ROOT;
  host.fileExists = (name) => own.has(name);
  host.directoryExists = (name) => name === ROOT;
  host.readFile = (name) => own.get(name);
  host.realpath = (name) => name;
  host.writeFile = (name, text) => {
    emitted[path.posix.basename(name)] = text;
  };
  host.getSourceFile = (name, how) => {
    if (own.has(name)) return ts.createSourceFile(name, own.get(name), how);
    if (path.dirname(name) !== path.dirname(ts.sys.getExecutingFilePath())) return undefined;
    if (!libraries.has(name)) {
      libraries.set(name, ts.createSourceFile(name, ts.sys.readFile(name), how));
    }
    return libraries.get(name);
  };
  return host;
}

// The smallest node that covers a position and is more than punctuation.
function nodeAt(source, position) {
  let found;
  const visit = (node) => {
    if (node.getStart(source) <= position && position < node.getEnd()) {
      found = node;
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(source, visit);
  return found;
}

// The type at each `// ^?`: of what stands above the caret.
function typesOf(source, checker) {
  const lines = source.text.split("\n");
  const shown = [];
  let above = 0;
  lines.forEach((line, number) => {
    if (!MARKER.test(line)) {
      above = number;
      return;
    }
    const node = nodeAt(source, source.getLineStarts()[above] + line.indexOf("^"));
    if (node === undefined || above === number) throw new Error("has a `^?` under nothing");
    const isName = node.parent && ts.isTypeAliasDeclaration(node.parent) && node.parent.name === node;
    const flags = ts.TypeFormatFlags.NoTruncation | (isName ? ts.TypeFormatFlags.InTypeAlias : 0);
    shown.push(checker.typeToString(checker.getTypeAtLocation(node), node, flags));
  });
  return shown;
}

function check({ files }) {
  const emitted = {};
  const options = optionsOf(files["program.ts"]);
  const names = Object.keys(files).map((name) => `${ROOT}/${name}`);
  const program = ts.createProgram(names, options, hostOf(files, options, emitted));
  const found = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  for (const name of names) {
    const source = program.getSourceFile(name);
    found.push(...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source));
  }
  const errors = found.map((one) => ({
    file: one.file ? path.posix.basename(one.file.fileName) : "",
    line: one.file ? one.file.getLineAndCharacterOfPosition(one.start).line + 1 : 0,
    code: one.code,
    message: ts.flattenDiagnosticMessageText(one.messageText, "\n").split("\n")[0],
  }));
  const types = typesOf(program.getSourceFile(`${ROOT}/program.ts`), program.getTypeChecker());
  program.emit();
  return { errors, types, emitted };
}

process.stdout.write("ready\n");
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    answer = check(JSON.parse(line));
  } catch (error) {
    answer = { fault: error.message.split("\n")[0] };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
