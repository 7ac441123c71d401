import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MODULES } from "../../dev/image/modules.ts";
import { modulePath } from "../../dev/image/build.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";

/** What stands beside an example that is one section of a configuration. */
const REST = {
  cache: { type: "webdis", cluster: "redis" },
  embedding: { type: "openai", cluster: "embeddings" },
  vector: { type: "qdrant", cluster: "vectors", collectionID: "ai_cache" },
};

const folder = join(PROJECT, "docs/vendors");
const pages = readdirSync(folder).filter((name) => name !== "README.md");

for (const page of pages) {
  const text = readFileSync(join(folder, page), "utf8");
  const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(
    ([, json]) => JSON.parse(json!) as object,
  );

  test(`${page} has an example`, () => assert.ok(examples.length > 0));

  for (const module of MODULES) {
    for (const [i, example] of examples.entries()) {
      test(`example ${i + 1} of ${page} loads without a warning (${module})`, async () => {
        const host = await V8Host.load(modulePath(module));
        const { accepted } = host.configure({ ...REST, ...example });
        assert.ok(accepted, host.log.lines().join("\n"));
        assert.deepEqual(host.log.lines("warn"), []);
      });
    }
  }
}
