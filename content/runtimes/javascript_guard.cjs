// Loaded into Node before a question's program. Reports on 3 what nothing caught, and what is
// forbidden even where the program catches the refusal. Changes nothing else that a program sees.
"use strict";
const { writeSync } = require("node:fs");
const dgram = require("node:dgram");
const dns = require("node:dns");
const net = require("node:net");

const report = (kind, name, message) =>
  writeSync(3, `${JSON.stringify([kind, String(name), String(message).slice(0, 300)])}\n`);

process.on("uncaughtExceptionMonitor", (thrown) => {
  const isError = thrown !== null && typeof thrown === "object" && "message" in thrown;
  report("thrown", isError ? thrown.name : typeof thrown, isError ? thrown.message : thrown);
});

function forbid(owner, name, shown) {
  owner[name] = function forbidden() {
    report("forbidden", shown, "");
    throw new Error(`${shown} is not available to a question's program`);
  };
}
forbid(net.Socket.prototype, "connect", "a network connection");
forbid(net.Server.prototype, "listen", "listening on the network");
forbid(dgram.Socket.prototype, "bind", "listening on the network");
forbid(dgram.Socket.prototype, "send", "a network connection");
for (const names of [dns, dns.promises]) {
  for (const name of Object.keys(names).filter((one) => /^(lookup|resolve|reverse)/.test(one))) {
    forbid(names, name, "looking up a name");
  }
}
