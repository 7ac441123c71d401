import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import type { Section } from "../../../dev/stack/plugin-config.ts";

/** Section `embedding` of the example that Higress's plugin has for this vendor, field for field. */
export function peerEmbedding(vendor: string): Section {
  const path = join(PROJECT, "tests/fixtures/higress-ai-cache", `embedding-${vendor}.json`);
  return (JSON.parse(readFileSync(path, "utf8")) as { embedding: Section }).embedding;
}
