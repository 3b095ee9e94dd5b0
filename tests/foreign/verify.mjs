// Checks the proofs of an exported log with @sigstore/verify and Node's own Ed25519, which know nothing of accord.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, folder] = process.argv.slice(2);
const tlog = path.join(modules, "@sigstore", "verify", "dist", "tlog");
const require = createRequire(import.meta.url);
const { verifyMerkleInclusion } = require(path.join(tlog, "merkle.js"));
const { verifyCheckpoint } = require(path.join(tlog, "checkpoint.js"));

const [name, id, key] = fs.readFileSync(path.join(folder, "vkey"), "utf8").trim().match(/^([^+]+)\+([^+]+)\+(.+)$/).slice(1);
const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "base64").subarray(1)]);
const log = {
  logID: Buffer.from(id, "hex"),
  baseURL: `https://${name}`,
  publicKey: crypto.createPublicKey({ key: spki, format: "der", type: "spki" }),
  validFor: { start: new Date(0), end: new Date(8.64e15) },
};

function entryAt(index) {
  const entries = path.join(folder, "tile", "entries");
  const number = String(Math.floor(index / 256)).padStart(3, "0");
  const file = fs.readdirSync(entries, { recursive: true }).find((f) => f === number || f.startsWith(`${number}.p/`));
  let bundle = fs.readFileSync(path.join(entries, file));
  for (let skipped = index % 256; skipped > 0; skipped--) bundle = bundle.subarray(2 + bundle.readUInt16BE());
  return bundle.subarray(2, 2 + bundle.readUInt16BE());
}

let count = 0;
for (const file of fs.readdirSync(path.join(folder, "proofs"))) {
  const proof = fs.readFileSync(path.join(folder, "proofs", file), "utf8");
  const end = proof.indexOf("\n\n");
  const [, index, ...hashes] = proof.slice(0, end).split("\n");
  const logIndex = index.replace("index ", "");
  const entry = {
    canonicalizedBody: entryAt(Number(logIndex)),
    inclusionProof: {
      logIndex,
      hashes: hashes.map((line) => Buffer.from(line, "base64")),
      checkpoint: { envelope: proof.slice(end + 2) },
    },
  };
  verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
  count += 1;
}
console.log(`OK ${count} proofs`);
