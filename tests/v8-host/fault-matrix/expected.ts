import type { Dialect } from "../support/backends.ts";
import type { Upstream } from "./faults.ts";
import type { Phase } from "./scene.ts";

/** The columns: an upstream, and when it fails, or has failed. The model has no store to fail in. */
export const COLUMNS: readonly (readonly [Upstream, Phase])[] = [
  ["redis", "before"],
  ["redis", "look-up"],
  ["redis", "store"],
  ["embedding", "before"],
  ["embedding", "look-up"],
  ["embedding", "store"],
  ["vector", "before"],
  ["vector", "look-up"],
  ["vector", "store"],
  ["verifier", "before"],
  ["verifier", "look-up"],
  ["verifier", "store"],
  ["llm", "before"],
  ["llm", "look-up"],
];

/** What a word in the columns of a phase means, for the page. */
export const WORDS: Record<Phase, Record<string, string>> = {
  before: {
    skipped:
      "five such calls in a row have opened the breaker. A request that begins now makes no call and waits for none: `ai_cache_calls_total{result=skipped}`, and `ai_cache_breakers_open` is 1. The client gets the LLM's answer, of which nothing is stored while it is Redis that is left alone, and the entry without a vector while it is the embedding service or the vector store; the verifier's part is a miss, which is stored. Known questions are exact hits all the same, unless it is Redis. When the pause is over and the upstream is well, one call closes the breaker, and all is as it was",
    paused:
      "the embedding service has said that there are too many calls, and is left alone for the time that it asks for, a second at least: the same, but for the breaker and `skipped`. In their place is `ai_cache_neighbours_refused_total{reason=rate_limited}`",
    asked:
      "no breaker opens, and each request asks anew and fares as in the next column: 400, 413 and 422 speak of one request, Upstash tells an error of Redis with 400, and the LLM has no breaker. Known questions are hits, if they do not need the upstream, and so are all when it is well",
    gone: "the same, as nothing is wrong with the reply as far as one can see",
    unreadable: "the same",
    hit: "the client gets the answer that was stored; of an LLM that was whole in spite of all, the one that it gave first",
    left: "five clients that have left say nothing of the upstream: the next one gets its hit",
  },
  "look-up": {
    hit: "the client gets the answer that was stored",
    refused:
      "the client gets the LLM's answer, without a delay; `ai_cache_requests_total{outcome=error}` and `ai_cache_calls_total{result=refused}`. The answer is stored if the upstream is well by then",
    error: "the same after `lookupTimeout` at most, with `ai_cache_calls_total{result=error}`",
    unsure:
      "a miss, of which the answer is stored; `ai_cache_neighbours_refused_total{reason=verifier_unsure}`, and a failed call of the verifier",
    gone: "the same with `reason=entry_gone`: there is no such entry any more, as far as one can see",
    unreadable: "the same with `reason=entry_unreadable`: the vector stays",
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
no healthy host                  | skipped                      | refused                    | nothing        | skipped | refused | entry | skipped | refused | entry | skipped | unsure | both | asked | status
unknown cluster                  | skipped                      | refused                    | nothing        | skipped | refused | entry | skipped | refused | entry | skipped | unsure | both | asked | status
connecting times out             | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
never answers                    | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
reset before the reply           | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
reset in the middle of the reply | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | incomplete
a drip that takes too long       | skipped                      | error                      | unheard        | skipped | error   | entry | skipped | error   | both  | skipped | unsure | both | hit   | stored
400                              | asked; redis: skipped        | error                      | nothing        | asked   | error   | entry | asked   | error   | entry | asked   | unsure | both | asked | status
401                              | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
404                              | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
413                              | asked; redis: skipped        | error                      | nothing        | asked   | error   | entry | asked   | error   | entry | asked   | unsure | both | asked | status
422                              | asked; redis: skipped        | error                      | nothing        | asked   | error   | entry | asked   | error   | entry | asked   | unsure | both | asked | status
429                              | skipped                      | error                      | nothing        | paused  | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
500                              | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
503                              | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | status
200 with an error in it          | skipped; upstash: asked      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | error
HTML                             | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | content_type
an empty body                    | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | not_a_completion
half of the reply                | skipped                      | error                      | unheard        | skipped | error   | entry | skipped | error   | both  | skipped | unsure | both | asked | not_a_completion
wrong types                      | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | not_a_completion
nulls                            | gone                         | gone                       | nothing        | skipped | error   | entry | skipped | error   | both  | skipped | unsure | both | asked | incomplete
NaN                              | –                            | –                          | –              | skipped | error   | entry | skipped | error   | both  | –       | –      | –    | asked | not_a_completion
Infinity                         | –                            | –                          | –              | skipped | error   | entry | skipped | error   | both  | –       | –      | –    | asked | not_a_completion
numbers that none holds, 1e999   | –                            | –                          | –              | skipped | error   | entry | skipped | error   | both  | –       | –      | –    | hit   | stored
a vector of another dimension    | –                            | –                          | –              | skipped | error   | entry | –       | –       | –     | –       | –      | –    | –     | –
50 MB                            | skipped                      | error                      | nothing        | skipped | error   | entry | skipped | error   | entry | skipped | unsure | both | asked | too_large
invalid UTF-8                    | unreadable; upstash: skipped | unreadable; upstash: error | unheard        | skipped | error   | entry | unreadable | unreadable | both  | skipped | unsure | both | asked | not_a_completion
the reply twice                  | hit                          | hit                        | both           | hit     | hit     | both  | hit     | hit     | both  | hit     | hit    | link | –     | –
the reply within the call        | hit; redis: –                | hit; redis: –              | both; redis: – | hit     | hit     | both  | hit     | hit     | both  | hit     | hit    | link | –     | –
the client leaves meanwhile      | left                         | left                       | –              | left    | left    | –     | left    | left    | –     | left    | left   | –    | asked | incomplete
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
