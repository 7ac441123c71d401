import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";

const DOCS = join(PROJECT, "docs");
const page = readFileSync(join(DOCS, "known-bugs.md"), "utf8");

/** What a bug's row cites: a file of tests, and the words of titles in it. */
interface Cited {
  bug: string;
  link: string;
  titles: string[];
}

/** The rows of all tables: the bug and what is said of its tests. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (-+|seen elsewhere) /.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replaceAll(/^\| | +\|?$/g, "")))
  .map(([bug = "", , tests = ""]) => ({ bug, tests }));

const cited: Cited[] = rows.flatMap(({ bug, tests }) =>
  [...tests.matchAll(/\]\(([^)]+)\)((?:,? "[^"]+")*)/g)].map(([, link = "", words = ""]) => ({
    bug,
    link,
    titles: [...words.matchAll(/"([^"]+)"/g)].map(([, title]) => title!),
  })),
);

/** Whether `words` are a text in `source`, or all of it that stands before, behind or between its placeholders. */
function isText(source: string, words: string): boolean {
  const exact = words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`["\`}] ?${exact}(["\`]|:? ?\\(?\\$\\{)`).test(source);
}

test("each bug has a test, and nothing else stands in its place", () => {
  assert.ok(rows.length > 40, `${rows.length} bugs`);
  for (const { bug, tests } of rows) {
    const rest = tests.replaceAll(/\[[a-z0-9/-]+\]\([^)]+\)(,? "[^"]+")+/g, "");
    assert.equal(rest.replaceAll(/[, ]/g, ""), "", bug);
    assert.notEqual(tests, "", bug);
  }
});

test("each file that is named is there, under its name", () => {
  for (const { bug, link } of cited) {
    assert.match(link, /^\.\.\/tests\/.*\.(spec|test)\.ts$/, bug);
    assert.ok(existsSync(join(DOCS, link)), `${bug}: ${link}`);
    const name = link.replace("../tests/", "").replace(/\.(spec|test)\.ts$/, "");
    assert.ok(page.includes(`[${name}](${link})`), `${bug}: ${link}`);
  }
});

test("each title that is named is in its file", () => {
  const missing = cited.flatMap(({ bug, link, titles }) => {
    const source = readFileSync(join(DOCS, link), "utf8");
    return titles.filter((title) => !isText(source, title)).map((title) => `${bug}: ${link}: ${title}`);
  });
  assert.deepEqual(missing, []);
});
