/** A fault that is made in a real Envoy too: a test by its file in `tests/envoy/`, and by words of its title or row. */
export interface Real {
  what: string;
  file: string;
  title: string;
}

/** The rows of the page's last table. */
export const REAL: Real[] = [
  { what: "unknown cluster", file: "failing-open", title: "cluster that does not exist" },
  {
    what: "a Redis that is stopped, and comes back",
    file: "failing-open",
    title: "a real Redis that stops is missed, and used again when it is back",
  },
  {
    what: "before: never answers, 503, reset before the reply",
    file: "breaker",
    title: "it is left alone, and used again soon after it is well",
  },
  {
    what: "before: 400",
    file: "breaker",
    title: "that is of one request, and the next one asks it",
  },
  {
    what: "before: 429 of the embedding service",
    file: "breaker",
    title: "an embedding service that has had too many calls is left alone for as long as it says",
  },
  {
    what: "before: 503 of the verifier",
    file: "verifier",
    title:
      "a verifier that has failed some times in a row is left alone, and asked again soon after it is well",
  },
  { what: "a verifier that fails in the ways below", file: "verifier", title: "makes a miss" },
  { what: "never answers", file: "faults", title: "no answer at all" },
  { what: "reset before the reply", file: "faults", title: "a reset" },
  { what: "reset in the middle of the reply", file: "faults", title: "a reset in the middle" },
  { what: "a drip that takes too long", file: "faults", title: "a drip" },
  { what: "401, 429, 500, a redirect", file: "faults", title: "a redirect" },
  { what: "200 with an error in it", file: "faults", title: "an error with 200" },
  { what: "HTML", file: "faults", title: "HTML" },
  { what: "an empty body, half of the reply, wrong types, nulls", file: "faults", title: "half of its JSON" },
  { what: "50 MB", file: "faults", title: "50 MB" },
  {
    what: "an LLM that sends 50 MB",
    file: "big-answers",
    title: "an answer of 50 MB goes by as it comes, and is not stored",
  },
  {
    what: "an LLM that drips",
    file: "big-answers",
    title: "an answer that drips reaches the client drop by drop, and is stored",
  },
  {
    what: "an LLM that is reset in the middle",
    file: "not-stored-stream",
    title: "a stream that is cut before [DONE]",
  },
  {
    what: "an LLM that answers 500, HTML or half of its JSON",
    file: "not-stored",
    title: "JSON that is cut",
  },
  {
    what: "a store that Redis refuses, resets or leaves unanswered",
    file: "failing-open",
    title: "a store that Redis refuses costs the client nothing and leaves no vector behind",
  },
  {
    what: "a vector that the store refuses",
    file: "failing-open",
    title: "a vector that DashVector refuses leaves the entry for exact hits",
  },
  {
    what: "the client leaves while an upstream hangs",
    file: "failing-open",
    title: "a step that hangs does not hold up a client that leaves",
  },
];
