import type { Dialect } from "../support/backends.ts";
import type { Upstream } from "./faults.ts";
import type { Phase } from "./trial.ts";

/** The columns: an upstream, and when it fails. The model has no store to fail in. */
export const COLUMNS: readonly (readonly [Upstream, Phase])[] = [
  ["redis", "look-up"],
  ["redis", "store"],
  ["embedding", "look-up"],
  ["embedding", "store"],
  ["vector", "look-up"],
  ["vector", "store"],
  ["verifier", "look-up"],
  ["verifier", "store"],
  ["llm", "look-up"],
];

/** What a word in the columns of a phase means, for the page. */
export const WORDS: Record<"look-up" | "store", Record<string, string>> = {
  "look-up": {
    hit: "the client gets the answer that was stored",
    refused:
      "the client gets the LLM's answer, without a delay; `ai_cache_requests_total{outcome=error}` and `ai_cache_calls_total{result=refused}`. The answer is stored if the upstream is well by then",
    error: "the same after `lookupTimeout` at most, with `ai_cache_calls_total{result=error}`",
    unsure:
      "a miss, of which the answer is stored; `ai_cache_neighbours_refused_total{reason=verifier_unsure}`, and a failed call of the verifier",
    gone: "the same with `reason=entry_gone`: there is no such entry any more, as far as one can see",
    unreadable: "the same with `reason=entry_unreadable`",
    left: "nobody is answered and nobody asked any more, and nothing is stored",
  },
  store: {
    both: "the entry and its vector are kept; `ai_cache_stores_total{result=ok}`",
    link: "the same, and the vector leads to the entry that says the same",
    entry:
      "the entry is kept without a vector, and serves the very question; `result=ok`, and a failed call of the upstream",
    unheard: "Redis has kept the entry, but nobody heard: no vector is written, and `result=error`",
    nothing: "nothing is kept; no vector is written, which would lead nowhere; `result=error`",
  },
};

/** A row for each fault; a cell is a word, and another one where a dialect of Redis differs. */
const TABLE = `
no healthy host                  | refused                    | nothing        | refused | entry | refused | entry | unsure | both | status
unknown cluster                  | refused                    | nothing        | refused | entry | refused | entry | unsure | both | status
connecting times out             | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
never answers                    | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
reset before the reply           | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
reset in the middle of the reply | error                      | nothing        | error   | entry | error   | entry | unsure | both | incomplete
a drip that takes too long       | error                      | unheard        | error   | entry | error   | both  | unsure | both | stored
401                              | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
404                              | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
429                              | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
500                              | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
503                              | error                      | nothing        | error   | entry | error   | entry | unsure | both | status
200 with an error in it          | error                      | nothing        | error   | entry | error   | entry | unsure | both | error
HTML                             | error                      | nothing        | error   | entry | error   | entry | unsure | both | content_type
an empty body                    | error                      | nothing        | error   | entry | error   | entry | unsure | both | not_a_completion
half of the reply                | error                      | unheard        | error   | entry | error   | both  | unsure | both | not_a_completion
wrong types                      | error                      | nothing        | error   | entry | error   | entry | unsure | both | not_a_completion
nulls                            | gone                       | nothing        | error   | entry | error   | both  | unsure | both | incomplete
NaN                              | –                          | –              | error   | entry | error   | both  | –      | –    | not_a_completion
Infinity                         | –                          | –              | error   | entry | error   | both  | –      | –    | not_a_completion
numbers that none holds, 1e999   | –                          | –              | error   | entry | error   | both  | –      | –    | stored
a vector of another dimension    | –                          | –              | error   | entry | –       | –     | –      | –    | –
50 MB                            | error                      | nothing        | error   | entry | error   | entry | unsure | both | too_large
invalid UTF-8                    | unreadable; upstash: error | unheard        | error   | entry | gone    | both  | unsure | both | not_a_completion
the reply twice                  | hit                        | both           | hit     | both  | hit     | both  | hit    | link | –
the reply within the call        | hit; redis: –              | both; redis: – | hit     | both  | hit     | both  | hit    | link | –
the client leaves meanwhile      | left                       | –              | left    | –     | left    | –     | left   | –    | incomplete
`;

const cells = new Map(
  TABLE.trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([name = "", ...row]) => [name, row]),
);

/** The names of the faults, in the order of the table. */
export const NAMES = [...cells.keys()];

/** A cell as it stands in the table. */
export function cellOf(name: string, column: number): string {
  return cells.get(name)![column]!;
}

/** What is to come of a fault in a column, with this dialect; null where there is no such thing. */
export function expected(name: string, column: number, dialect: Dialect): string | null {
  const [usual = "", ...others] = cellOf(name, column).split("; ");
  const own = others.find((text) => text.startsWith(`${dialect}: `));
  const word = own ? own.slice(dialect.length + 2) : usual;
  return word === "–" ? null : word;
}
