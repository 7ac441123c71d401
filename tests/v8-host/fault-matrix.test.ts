import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { COLUMNS, expected, NAMES, WORDS } from "./fault-matrix/expected.ts";
import { HUGE, ROWS } from "./fault-matrix/faults.ts";
import { page } from "./fault-matrix/page.ts";
import { REAL } from "./fault-matrix/real.ts";
import { trial } from "./fault-matrix/trial.ts";
import { BACKENDS } from "./support/backends.ts";
import { World } from "./support/world.ts";

const PAGE = join(PROJECT, "docs/faults.md");
const huge = Buffer.alloc(HUGE, "x");
const MOST_BYTES = 2 * 1024 * 1024;

for (const backend of BACKENDS) {
  for (const [column, [upstream, phase]] of COLUMNS.entries()) {
    const title = `what comes of each fault of ${upstream}, ${phase}, is what the table says (${backend.dialect})`;
    test(title, async (t) => {
      for (const row of ROWS) {
        const word = await trial(t, { upstream, phase, backend }, row);
        assert.equal(word, expected(row.name, column, backend.dialect), row.name);
      }
    });
  }

  test(`replies of 50 MB are not taken into memory, and the log says so (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { link: false });
    for (const step of ["redis", "embedding", "vector"] as const) {
      world.faults[step] = () => ({ body: huge });
      world.ask("What?").respond({ status: 500 });
      delete world.faults[step];
      assert.ok(world.host.log.lines("warn").includes(`ai-cache: ${step}: the reply is too large`));
    }
    assert.ok(world.host.memoryBytes <= MOST_BYTES, `${world.host.memoryBytes} bytes`);
  });
}

test("the table has a row for each fault", () => {
  assert.deepEqual(
    NAMES,
    ROWS.map(({ name }) => name),
  );
});

test("each word of the table is told", () => {
  for (const [column, [upstream, phase]] of COLUMNS.entries()) {
    // Those of the model's own column are labels of a metric.
    if (upstream === "llm" && phase === "look-up") continue;
    for (const name of NAMES)
      for (const { dialect } of BACKENDS) {
        const word = expected(name, column, dialect);
        assert.ok(word === null || word in WORDS[phase], `${name}: ${word}`);
      }
  }
});

test("docs/faults.md is the table", async () => {
  const text = await page();
  if (process.env.UPDATE) writeFileSync(PAGE, text);
  assert.equal(readFileSync(PAGE, "utf8"), text, "make faults-page writes it anew");
});

test("what is said to be seen in a real Envoy is", () => {
  for (const { file, title } of REAL) {
    const source = readFileSync(join(PROJECT, `tests/envoy/${file}.test.ts`), "utf8");
    assert.ok(source.includes(title), `${file}: ${title}`);
  }
});
