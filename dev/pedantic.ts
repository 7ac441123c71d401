import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { PROJECT } from "./stack/binaries.ts";

/**
 * Part of `make check`: compiles both modules with every warning asc knows, and fails on those in our own sources.
 * The SDK's warnings are not ours to mend; that arrays check their bounds (AS904) is as it should be.
 */
const asc = join(PROJECT, "node_modules", ".bin", "asc");
for (const entry of ["assembly/index.ts", "assembly/higress.ts"]) check(entry);

function check(entry: string): void {
  const args = [entry, "--target", "release", "--pedantic", "--noEmit", "--noColors"];
  const { status, stderr, error } = spawnSync(asc, args, { cwd: PROJECT, encoding: "utf8" });
  if (error) throw error;
  // A message of asc is its first line, the excerpt below it, and the line that says where.
  const messages = stderr.split(/\n(?=(?:ERROR|WARNING|PEDANTIC|INFO)\b)/);
  const ours = messages.filter(
    (message) => /^ *└─ in assembly\//m.test(message) && !/^INFO|^PEDANTIC AS904/.test(message),
  );
  if (ours.length > 0) console.error(ours.join("\n").trimEnd());
  else if (status !== 0) console.error(stderr.trimEnd());
  if (ours.length > 0 || status !== 0) process.exitCode = 1;
}
