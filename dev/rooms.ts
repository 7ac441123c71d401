import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { PROJECT } from "./stack/binaries.ts";

/**
 * Part of `make check`: the rooms of the module, from the ground up. Each imports only from itself and from those
 * before it, so that only `flow/` and the entries know `host/`; and `host/` alone knows the SDK.
 */
const ROOMS = [
  "bytes",
  "json",
  "call",
  "config",
  "chat",
  "key",
  "entry",
  "redis",
  "embedding",
  "vector",
  "verifier",
  "guard",
  "judge",
  "host",
  "flow",
];
const SDK = "@solo-io/";

const assembly = join(PROJECT, "assembly");
const faults: string[] = [];
for (const room of ROOMS) {
  for (const file of sources(room)) {
    for (const target of imports(file)) {
      const fault = judge(room, file, target);
      if (fault !== null) faults.push(`assembly/${file}: ${fault}`);
    }
  }
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function sources(room: string): string[] {
  return readdirSync(join(assembly, room))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${room}/${name}`);
}

function imports(file: string): string[] {
  const text = readFileSync(join(assembly, file), "utf8");
  return [...text.matchAll(/\bfrom "([^"]+)"/g)].map((match) => match[1]!);
}

/** What is wrong with an import, or null. */
function judge(room: string, file: string, target: string): string | null {
  if (target.startsWith(SDK)) return room === "host" ? null : `imports the SDK (${target}); only host/ does`;
  const from = posix.join(posix.dirname(file), target).split("/")[0]!;
  const place = ROOMS.indexOf(from);
  if (place < 0) return `imports ${target}, which is in no room`;
  if (place > ROOMS.indexOf(room)) return `imports ${from}/, which stands above ${room}/`;
  return null;
}
