import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../../dev/standins/dashvector/failure.ts";
import { readFilter } from "../../../dev/standins/dashvector/filter.ts";

const SCHEMA = { scope: "STRING", expires_at: "INT", weight: "FLOAT", male: "BOOL", at: "LONG" };
const DOC = { scope: "s'1", expires_at: 100, weight: 1.5, male: true, at: 5_000_000_000, note: "plain" };

const matches = (filter: string) => readFilter(filter, SCHEMA)(DOC);

const TRUE = [
  `scope = "s'1"`,
  `expires_at=100`,
  `expires_at != 99 and expires_at <> 98`,
  `expires_at > 99 AND expires_at >= 100 and expires_at < 101 and expires_at <= 100`,
  `expires_at > -5`,
  `weight = 1.5 and weight > 1`,
  `expires_at < 100.5`,
  `male = true`,
  `male != False`,
  `at > 4999999999`,
  `scope = 'x' or expires_at = 100`,
  `scope = 'x' and male = true or note = 'plain'`,
  `note = 'plain' and (scope = 'x' or male = true)`,
  `not scope = 'x'`,
  `not (scope = 'x' or male = false)`,
  `expires_at in (1, 2, 100)`,
  `note not in ('a', "b")`,
  `note like 'pla%'`,
  `note not like 'x%'`,
  `missing is null`,
  `note is not null`,
  `not missing is not null`,
  `note < 'q'`,
];

const FALSE = [
  `scope = 'x'`,
  `scope = 'x' or male = false`,
  `missing = 'x'`,
  `missing != 'x'`,
  `not missing = 'x'`,
  `missing in (1)`,
  `note = 5`,
  `note != 5`,
  `note is null`,
  `note like 'lain%'`,
  `male = true and (scope = 'x')`,
];

const BAD = [
  ``,
  `scope`,
  `scope =`,
  `= 'x'`,
  `scope = x`,
  `scope == 'x'`,
  `scope = 'x`,
  `scope = 'x' and`,
  `scope = 'x' male = true`,
  `(scope = 'x'`,
  `scope = 'x')`,
  `scope in ()`,
  `scope in 'x'`,
  `note like '%x%'`,
  `note like 'x'`,
  `note like 5`,
  `not`,
  `scope is 'x'`,
  `scope not = 'x'`,
  `scope = 5`,
  `expires_at > '5'`,
  `male = 1`,
  `scope = 'a'; drop`,
  `a = 1 ${"or a = 1 ".repeat(2000)}`,
];

test("filters that hold", () => {
  for (const filter of TRUE) assert.equal(matches(filter), true, filter);
});

test("filters that do not hold, or are unknown", () => {
  for (const filter of FALSE) assert.equal(matches(filter), false, filter);
});

test("what is no filter is InvalidFilter", () => {
  for (const filter of BAD) {
    assert.throws(
      () => matches(filter),
      (error) => error instanceof Failure && error.code === -2015,
      filter.slice(0, 60),
    );
  }
});
