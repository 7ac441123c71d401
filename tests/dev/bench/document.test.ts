import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { replaceMarked } from "../../../dev/bench/document.ts";
import { PROJECT } from "../../../dev/stack/binaries.ts";

test("what stands between the marks is replaced, and nothing else", () => {
  const text = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";
  assert.equal(replaceMarked(text, "new\n"), "before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n");
});

test("a text without the marks is refused", () => {
  assert.throws(() => replaceMarked("<!-- /bench --> <!-- bench -->", "new"), /has no/);
});

for (const file of ["README.md", "docs/performance.md"]) {
  test(`${file} has a place for the tables`, () => {
    const text = readFileSync(join(PROJECT, file), "utf8");
    assert.match(replaceMarked(text, "THE TABLES"), /THE TABLES/);
  });
}
