import assert from "node:assert/strict";
import { test } from "node:test";
import { number } from "../../../dev/bench/sections.ts";
import { asMarkdown, asText } from "../../../dev/bench/table.ts";

const SECTION = {
  title: "Title",
  head: ["", "µs"],
  rows: [
    ["bypass", "2"],
    ["hit", "12"],
  ],
};

test("a table is aligned on the terminal", () => {
  assert.equal(asText(SECTION), "\nTitle\n        µs\nbypass   2\nhit     12");
});

test("the same is a table in Markdown", () => {
  assert.equal(asMarkdown(SECTION), "### Title\n\n|  | µs |\n| --- | --- |\n| bypass | 2 |\n| hit | 12 |\n");
});

test("figures are grouped and rounded, and what is none is a dash", () => {
  assert.deepEqual(
    [number(12_345.6), number(1.005, 1), number(NaN), number(-0.5, 2)],
    ["12,346", "1.0", "–", "-0.50"],
  );
});
