import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { Guards } from "../../dev/guards/guards.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";

interface Pair {
  lang: "en" | "zh";
  /** The guard that has to refuse it; empty where both ask the same. */
  guard: string;
  a: string;
  b: string;
}

const NAMES = ["numbers", "dates", "versions", "negation", "antonyms", "direction", "quotes", "language"];
const pairs = readFileSync(join(PROJECT, "tests/fixtures/guard-pairs.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Pair);

let guards: Guards;
before(async () => {
  guards = await Guards.load();
});

/** The pairs that are judged otherwise than the table says, in either order. */
function misjudged(which: (pair: Pair) => boolean, mask?: number): string[] {
  return pairs.filter(which).flatMap(({ guard, a, b }) => {
    const said = [guards.refusal(a, b, mask), guards.refusal(b, a, mask)];
    return said.every((name) => name === guard) ? [] : [`${said.join(", ")}: ${a} | ${b}`];
  });
}

test("the table has sixty contradictions and as many paraphrases in each language, and some of each guard", () => {
  for (const lang of ["en", "zh"]) {
    const ofIt = pairs.filter((pair) => pair.lang === lang);
    assert.ok(ofIt.filter(({ guard }) => guard !== "").length >= 60, lang);
    assert.ok(ofIt.filter(({ guard }) => guard === "").length >= 60, lang);
    for (const name of NAMES) assert.ok(ofIt.filter(({ guard }) => guard === name).length >= 4, name);
  }
});

for (const name of NAMES) {
  test(`the guard "${name}" refuses its contradictions, in either order`, () => {
    assert.deepEqual(
      misjudged(({ guard }) => guard === name),
      [],
    );
  });
}

test("what is asked in other words passes, in either order", () => {
  assert.deepEqual(
    misjudged(({ guard }) => guard === ""),
    [],
  );
});

test("a guard that is off refuses nothing", () => {
  NAMES.forEach((name, index) => {
    const said = pairs.map(({ a, b }) => guards.refusal(a, b, 255 - (1 << index)));
    assert.ok(!said.includes(name), name);
    assert.ok(
      said.some((other) => other !== ""),
      name,
    );
  });
});

test("no guard refuses anything when all are off", () => {
  for (const { a, b } of pairs) assert.equal(guards.refusal(a, b, 0), "", `${a} | ${b}`);
});

test("a text does not contradict itself", () => {
  for (const { a } of pairs) assert.equal(guards.refusal(a, `${a} `), "", a);
});

test("any bytes are read, and in a time that grows with their number alone", () => {
  const texts = pairs.map(({ a, b }) => `${a} ${b}`).join("\n");
  const hard = [
    "`a",
    '"a',
    "a to ",
    "不",
    "1 ",
    "1.",
    "-",
    "'",
    "没有",
    "10 km ",
    "(",
    "é",
    "𝟙",
    "\u00b0é",
    "a_",
  ];
  for (const piece of [texts, ...hard.map((part) => part.repeat(20_000))]) {
    const start = performance.now();
    guards.refusal(piece, `x ${piece}`);
    assert.ok(performance.now() - start < 500, piece.slice(0, 10));
  }
  for (let seed = 1; seed < 400; seed++) {
    const noise = Buffer.from(
      Array.from({ length: 60 }, (_, i) => (seed * 7919 * (i + 3) * (i + seed)) % 256),
    );
    guards.refusal(noise.toString("latin1"), noise.toString("utf8"));
  }
});
