import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { HAS_HIGRESS, HIGRESS } from "./support/backends.ts";

const PAGES = join(PROJECT, "docs/vendors");
const REST = {
  cache: { type: "webdis", cluster: "webdis" },
  embedding: { type: "dashscope", cluster: "dashscope", apiKey: "k" },
  vector: { type: "qdrant", cluster: "qdrant", collectionID: "ai_cache" },
};

for (const page of readdirSync(PAGES)) {
  const blocks = readFileSync(join(PAGES, page), "utf8").matchAll(/^```json\n(.*?)^```$/gms);
  for (const [i, [, json]] of [...blocks].entries()) {
    test(
      `configuration ${i + 1} of docs/vendors/${page} is taken, without a warning`,
      { skip: HAS_HIGRESS ? false : "Higress's module is not built" },
      async () => {
        const host = await V8Host.load(HIGRESS.path);
        const { accepted } = host.configure({ ...REST, ...(JSON.parse(json!) as object) });
        host.check();
        const lines = host.log.lines().filter((line) => !line.includes("Redis cannot be reached yet"));
        assert.ok(accepted, lines.join("\n"));
        assert.deepEqual(lines, []);
      },
    );
  }
}
