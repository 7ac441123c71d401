import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MODULES } from "../../dev/image/modules.ts";
import { modulePath } from "../../dev/image/build.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";

const page = readFileSync(join(PROJECT, "docs/operators/tuning.md"), "utf8");
const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => text!);

test("the page has an example of each kind of verifier", () => {
  const types = examples.map((text) => (JSON.parse(text) as { verifier: { type: string } }).verifier.type);
  assert.deepEqual(types, ["dashscope", "openai"]);
});

for (const module of MODULES) {
  for (const [i, text] of examples.entries()) {
    test(`example ${i + 1} of the page loads without a warning (${module})`, async () => {
      const host = await V8Host.load(modulePath(module));
      const { accepted } = host.configure(text);
      assert.ok(accepted, host.log.lines().join("\n"));
      assert.deepEqual(host.log.lines("warn"), []);
    });
  }
}
