import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { InputFault } from "../../../dev/evaluate/input/fault.ts";
import { readPairs } from "../../../dev/evaluate/input/pairs.ts";
import { fileOf } from "./support/files.ts";

function pairs(t: TestContext, text: string) {
  return readPairs(fileOf(t, "pairs.jsonl", text));
}

test("pairs are read from JSON lines, blank ones passed over", (t) => {
  const text = '\uFEFF{"a":"What?","b":"Which?","label":1}\n\n{"label":false,"a":"Who?","b":"Whom?"}\n';
  assert.deepEqual(pairs(t, text), [
    { a: "What?", b: "Which?", same: true },
    { a: "Who?", b: "Whom?", same: false },
  ]);
});

test("a JSON list of origin and similar is pairs that all are the same", (t) => {
  assert.deepEqual(pairs(t, '[{"origin": "What?", "similar": "Which?"}]'), [
    { a: "What?", b: "Which?", same: true },
  ]);
});

test("each bad pair is named with what was expected", (t) => {
  const file = fileOf(
    t,
    "pairs.jsonl",
    '{"a":"What?","b":"Which?"}\nnonsense\n{"a":"A","b":" ","label":1}\n',
  );
  assert.throws(
    () => readPairs(file),
    (error: Error) => {
      assert.ok(error instanceof InputFault);
      const expected = `expected {"a": "…", "b": "…", "label": 0 or 1}`;
      const lines = error.message.split("\n");
      assert.deepEqual(
        lines.map((line) => line.split(", got ")[0]),
        [1, 2, 3].map((line) => `${file}:${line}: ${expected}`),
      );
      assert.match(lines[1]!, /got "nonsense"$/);
      return true;
    },
  );
  assert.throws(
    () => pairs(t, '[{"origin": "What?"}]'),
    /, item 0: expected \{"origin": "…", "similar": "…"\}/,
  );
  assert.throws(() => pairs(t, "[1,"), /expected a JSON list, which this is not/);
  assert.throws(() => pairs(t, "\n"), /expected at least one pair, got none/);
});
