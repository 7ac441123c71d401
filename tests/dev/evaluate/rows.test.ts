import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { InputFault } from "../../../dev/evaluate/input/fault.ts";
import { readRows } from "../../../dev/evaluate/input/rows.ts";
import { fileOf } from "./support/files.ts";

const ROW = { question: "What?", answer: "That.", truth: "That." };

function rows(t: TestContext, text: string) {
  return readRows(fileOf(t, "log.csv", text));
}

function faultsOf(t: TestContext, text: string): string[] {
  const file = fileOf(t, "log.csv", text);
  try {
    readRows(file);
  } catch (error) {
    assert.ok(error instanceof InputFault, String(error));
    return error.message.split("\n").map((line) => line.replace(file, "log.csv"));
  }
  throw new assert.AssertionError({ message: "it was taken" });
}

test("a stream is read under either pair of names, in any order and letter case, beside other columns", (t) => {
  assert.deepEqual(rows(t, "question,answer\nWhat?,That.\n"), [ROW]);
  assert.deepEqual(rows(t, "text,category\nWhat?,That.\n"), [ROW]);
  assert.deepEqual(rows(t, "\uFEFFAnswer,id,QUESTION\r\nThat.,7,What?\r\n"), [ROW]);
});

test("without a header the columns are question and answer, and the label where there is one", (t) => {
  assert.deepEqual(rows(t, "What?,That.\nWho?,He.\n")[1], { question: "Who?", answer: "He.", truth: "He." });
  assert.deepEqual(rows(t, "\uFEFFWhat?,That.\n"), [ROW]);
  assert.deepEqual(rows(t, "What?,That.,7\n"), [{ ...ROW, truth: "7" }]);
});

test("a label says which answers mean the same", (t) => {
  assert.deepEqual(rows(t, "question,answer,label\nWhat?,That.,thing\n"), [{ ...ROW, truth: "thing" }]);
});

test("quoted fields may hold commas, quotes and line breaks", (t) => {
  const [row] = rows(t, 'question,answer\n"What, ""exactly"",\nis it?",That.\n');
  assert.equal(row!.question, 'What, "exactly",\nis it?');
});

test("each bad line is named with what was expected, all of them at once", (t) => {
  assert.deepEqual(faultsOf(t, "question,answer\n,That.\nWhat?,That.\nWho?,\n"), [
    "log.csv:2: expected a question, got none",
    "log.csv:4: expected an answer, got none",
  ]);
  assert.deepEqual(faultsOf(t, "What?,That.\nWhat?\nWhat?,That.,thing\n"), [
    "log.csv:2: expected question and answer, got 1 columns",
    "log.csv:2: expected an answer, got none",
    "log.csv:3: expected question and answer, got 3 columns",
  ]);
  assert.deepEqual(faultsOf(t, "question,answer,label\nWhat?,That.,\n"), [
    "log.csv:2: expected a label, got none",
  ]);
});

test("more than ten faults are counted", (t) => {
  const faults = faultsOf(t, `question,answer\n${",x\n".repeat(12)}`);
  assert.deepEqual([faults.length, faults.at(-1)], [11, "… and 2 more"]);
});

test("a header with half of the names, broken quotes, no rows and no file are told apart", (t) => {
  assert.deepEqual(faultsOf(t, "question,reply\nWhat?,That.\n"), [
    'log.csv:1: expected the columns question,answer or text,category, got "question,reply"',
  ]);
  assert.match(faultsOf(t, 'question,answer\n"What?,That.\n')[0]!, /^log\.csv: Quote Not Closed: .* line 2/);
  assert.deepEqual(faultsOf(t, "question,answer\n"), ["log.csv: expected at least one question, got none"]);
  assert.throws(() => readRows("/nowhere/log.csv"), /\/nowhere\/log\.csv: ENOENT/);
});
