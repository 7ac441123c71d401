import { bulk, NIL, readCommand } from "../../v8-host/redis/resp.ts";
import { LeanHost, type SentCall } from "./host.ts";
import { type Exchange, message, type Message } from "./message.ts";
import * as payload from "./payload.ts";

/** Which module: the one for Envoy, with Redis behind Webdis, or the one for Higress, with its own callout. */
export type Flavour = "envoy" | "higress";

export type Name =
  | "bypass"
  | "local hit"
  | "exact hit"
  | "streamed hit"
  | "semantic hit"
  | "miss"
  | "streamed miss";

/** The scenarios in the order of the report. */
export const NAMES: Name[] = [
  "bypass",
  "local hit",
  "exact hit",
  "streamed hit",
  "semantic hit",
  "miss",
  "streamed miss",
];

/** What of a scenario varies. Sizes are in bytes. */
export interface Variant {
  flavour: Flavour;
  name: Name;
  prompt: number;
  answer: number;
  dimension: number;
}

export const USUAL = { prompt: 300, answer: 1_100, dimension: 1_536 };

/** What `cache-status` says where a scenario went as it should. */
const EXPECTED: Record<Name, string> = {
  bypass: "fwd=bypass; detail=control",
  "local hit": "detail=local",
  "exact hit": "detail=exact",
  "streamed hit": "detail=exact",
  "semantic hit": "detail=semantic",
  miss: "fwd=uri-miss",
  "streamed miss": "fwd=uri-miss",
};

const CHUNKS = 23;

/** A host that is ready to run a scenario, and the request to run. */
export interface Prepared {
  host: LeanHost;
  exchange: Exchange;
}

/** Why a scenario cannot be run with this module. */
export class Unknown extends Error {}

/**
 * Configures `host`, teaches it what the scenario takes for known, and runs it once to see that the module does
 * what the scenario is named after.
 */
export function prepare(host: LeanHost, variant: Variant): Prepared {
  const { flavour, name } = variant;
  const knowsLocal = configure(host, variant);
  if (name === "local hit" && !knowsLocal) throw new Unknown("this module has no local cache");
  const exchange = exchangeOf(variant, learn(host, variant));
  // The first of two requests fills the local cache.
  host.run(exchange);
  const { marked } = observe(host, exchange);
  if (!marked.includes(EXPECTED[name]))
    throw new Error(`${name} (${flavour}) went otherwise: ${marked}${host.logged.join("\n")}`);
  return { host, exchange };
}

/** Whether the module knows what a local cache is. */
function configure(host: LeanHost, { flavour, name, dimension }: Variant): boolean {
  const local = { slots: name === "local hit" ? 64 : 0 };
  if (!host.configure({ ...payload.configuration(flavour, dimension), local }))
    throw new Error(`the module refused its configuration: ${host.logged.join("\n")}`);
  return !host.logged.some((line) => /\blocal\b/.test(line));
}

/** What the module has stored after a miss. */
interface Stored {
  /** The entry, as Redis has it. */
  record: Buffer;
  /** The document, as the vector store has it. */
  document: { id: string; fields: Record<string, unknown> };
}

function learn(host: LeanHost, variant: Variant): Stored {
  const { sent } = observe(host, exchangeOf({ ...variant, name: "miss" }, null));
  const store = sent.find(({ isRedis, headers, body }) =>
    isRedis ? readCommand(body)![0]!.toString().startsWith("SET") : headers.includes("/SET"),
  );
  const upsert = sent.find(({ headers }) => headers.includes("/upsert"));
  if (!store) throw new Error("nothing was stored");
  const record = store.isRedis ? readCommand(store.body)!.find((part) => part.length > 200)! : store.body;
  const { docs } = JSON.parse(upsert ? upsert.body.toString() : '{"docs":[{"fields":{}}]}') as {
    docs: [Stored["document"]];
  };
  return { record, document: docs[0] };
}

/** Runs an exchange, and tells what the guest has sent and said. */
function observe(host: LeanHost, exchange: Exchange): { sent: SentCall[]; marked: string } {
  host.sent = [];
  host.marked = "";
  host.run(exchange);
  const { sent, marked } = host;
  host.sent = null;
  return { sent, marked };
}

/** @param stored what is known already; null for nothing */
function exchangeOf(variant: Variant, stored: Stored | null): Exchange {
  const { name, prompt, answer, dimension } = variant;
  const isStream = name.startsWith("streamed");
  const control: Record<string, string> = name === "bypass" ? { "x-ai-cache": "bypass" } : {};
  // A neighbour asks the same in other words.
  const opening = name === "semantic hit" ? "Tell me: " : "";
  const request = payload.request(prompt, isStream, opening, control);
  const replies = stored && name.endsWith("hit") ? hitReplies(name, stored, dimension) : missReplies(variant);
  return { request, replies, answer: isStream ? payload.stream(answer, CHUNKS) : payload.whole(answer) };
}

function hitReplies(name: Name, { record, document }: Stored, dimension: number): Message[] {
  const entry = message(OK, bulk(record));
  if (name !== "semantic hit") return [entry];
  const matches = [payload.match(document, 0.03), ...payload.strangers(document, 4)];
  return [message(OK, NIL), payload.embedding(dimension), payload.matches(matches), entry];
}

/** Of a prompt that is too long to be embedded the model is asked at once; replies that are left over do no harm. */
function missReplies({ prompt, dimension }: Variant): Message[] {
  const stored = message(OK, "+OK\r\n");
  const isExactOnly = prompt > payload.LONGEST_EMBEDDED;
  const semantic = [payload.embedding(dimension), payload.matches(payload.strangers(null, 5))];
  return [message(OK, NIL), ...(isExactOnly ? [] : semantic), stored, payload.DONE];
}

const OK = { ":status": "200" };
