import { LOST, REFUSED, UNKNOWN } from "../../../dev/v8-host/http-upstreams.ts";
import type { Dialect } from "../support/backends.ts";
import { type Fault, LOOKUP_MS } from "../support/world.ts";

/** Who may fail. */
export type Upstream = "redis" | "embedding" | "vector" | "verifier" | "llm";

/** What is done when; of an upstream that fails as it says. */
export interface Row {
  /** As the page tells it. */
  name: string;
  /** What comes of a call; null where there is no such thing with this upstream. */
  fault(upstream: Upstream, dialect: Dialect): Fault | null;
}

/** Bytes of a reply that nobody expects. */
export const HUGE = 50 * 1024 * 1024;
const huge = Buffer.alloc(HUGE, "x");
/** The client's leave is a fault of nobody's: the call is only slow enough to be left. */
export const LEAVING = "the client leaves meanwhile";
const SLOW_MS = 50;

function plain(name: string, fault: Fault): Row {
  return { name, fault: () => fault };
}

/** A reply with this status; over Higress's callouts Redis has none, and refuses in its own words. */
function status(code: number): Row {
  const fault = { status: code, body: '{"error":"no"}' };
  const said = { ...fault, resp: "-ERR no\r\n" };
  return {
    name: `${code}`,
    fault: (upstream, dialect) => (upstream === "redis" && dialect === "redis" ? said : fault),
  };
}

/** JSON in the place of the right one, by upstream; `resp` is what Redis says. */
function instead(name: string, resp: string, bodies: Record<Exclude<Upstream, "redis">, string>): Row {
  return { name, fault: (upstream) => (upstream === "redis" ? { resp } : { body: bodies[upstream] }) };
}

/** Values of JSON but for containers, each with its path's last name, made anew. */
function remade(well: Buffer, make: (value: unknown, name: string) => unknown): Buffer {
  return Buffer.from(
    JSON.stringify(JSON.parse(well.toString(), (name, value: unknown) => make(value, name))),
  );
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** All that is told is null; Redis has nothing to tell then. */
const nulls: Row = {
  name: "nulls",
  fault: (upstream) =>
    upstream === "redis"
      ? { resp: "$-1\r\n" }
      : { change: (well) => remade(well, (value) => (isContainer(value) ? value : null)) },
};

const NUMBER = String.raw`-?\d+(\.\d+)?(e-?\d+)?`;

/** The numbers that matter: of a vector, of how near a neighbour is, and all of a model's answer. */
const NUMBERS: Partial<Record<Upstream, RegExp>> = {
  embedding: new RegExp(`(?<=[[,])${NUMBER}(?=[,\\]])`, "g"),
  vector: new RegExp(`(?<="score":)${NUMBER}`, "g"),
  llm: new RegExp(`(?<=:)${NUMBER}(?=[,}])`, "g"),
};

/** In the place of each number one that the text of JSON cannot have, or that no number holds. */
function numbers(name: string, text: string): Row {
  return {
    name,
    fault(upstream) {
      const which = NUMBERS[upstream];
      if (!which) return null;
      return { change: (well) => Buffer.from(well.toString().replaceAll(which, text)) };
    },
  };
}

/** Two bytes in the middle that are no UTF-8. */
function spoilt(well: Buffer): Buffer {
  const bytes = Buffer.from(well);
  const middle = bytes.length >> 1;
  return bytes.fill(0xff, middle, middle + 2);
}

/** All that may go wrong, in the order of the page. */
export const ROWS: Row[] = [
  plain("no healthy host", REFUSED),
  plain("unknown cluster", UNKNOWN),
  {
    name: "connecting times out",
    fault: (upstream, dialect) =>
      upstream === "redis" && dialect === "redis"
        ? LOST
        : { status: 503, body: "upstream connect error", delay: 20 },
  },
  plain("never answers", LOST),
  plain("reset before the reply", { reset: true }),
  plain("reset in the middle of the reply", { reset: true, delay: 20 }),
  plain("a drip that takes too long", { delay: 2 * LOOKUP_MS }),
  ...[400, 401, 404, 413, 422, 429, 500, 503].map(status),
  instead("200 with an error in it", "-NOAUTH Authentication required.\r\n", {
    embedding: '{"code":"Throttling","message":"slow down"}',
    vector: '{"code":-2019,"message":"no such collection"}',
    verifier: '{"error":{"message":"no"}}',
    llm: '{"error":{"message":"no"}}',
  }),
  plain("HTML", { headers: { "content-type": "text/html" }, body: "<html><h1>Sign in</h1></html>" }),
  plain("an empty body", { body: "" }),
  { name: "half of the reply", fault: () => ({ change: (well) => well.subarray(0, well.length >> 1) }) },
  instead("wrong types", ":5\r\n", {
    embedding: '{"output":{"embeddings":[{"text_index":0,"embedding":["1","2"]}]}}',
    vector: '{"code":"0","output":"none"}',
    verifier: '{"choices":"yes"}',
    llm: '{"choices":"yes"}',
  }),
  nulls,
  numbers("NaN", "NaN"),
  numbers("Infinity", "Infinity"),
  numbers("numbers that none holds, 1e999", "1e999"),
  {
    name: "a vector of another dimension",
    fault: (upstream) =>
      upstream === "embedding"
        ? { change: (well) => remade(well, (value, name) => (name === "embedding" ? [1, 2] : value)) }
        : null,
  },
  { name: "50 MB", fault: () => ({ body: huge }) },
  { name: "invalid UTF-8", fault: () => ({ change: spoilt }) },
  { name: "the reply twice", fault: (upstream) => (upstream === "llm" ? null : { twice: true }) },
  {
    name: "the reply within the call",
    fault: (upstream, dialect) =>
      upstream === "llm" || (upstream === "redis" && dialect === "redis") ? null : { inside: true },
  },
  plain(LEAVING, { delay: SLOW_MS }),
];
