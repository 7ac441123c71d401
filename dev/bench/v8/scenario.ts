import { bulk, NIL, readCommand } from "../../v8-host/redis/resp.ts";
import type { LeanHost } from "./host.ts";
import type { Exchange, SentCall } from "./message.ts";
import * as payload from "./payload.ts";

/** Which module: the one for Envoy, with Redis behind Webdis, or the one for Higress, with its own callout. */
export type Flavour = "envoy" | "higress";
export const FLAVOURS: Flavour[] = ["envoy", "higress"];

export type Name =
  "bypass" | "local hit" | "exact hit" | "streamed hit" | "semantic hit" | "miss" | "streamed miss";

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
  /** Whether each request differs from those before in a member that does not change the answer (`user`). */
  isNew: boolean;
}

export const USUAL = { prompt: 300, answer: 1_100, dimension: 1_536, isNew: false };

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

export const CHUNKS = 23;
/** What an entry begins with: `{`. */
const OBJECT = 0x7b;

/** A host that is ready to run a scenario, and the request to run. */
export interface Prepared {
  host: LeanHost;
  exchange: Exchange;
}

/** Why a scenario cannot be run with this module. */
export class Unknown extends Error {}

/**
 * Configures `host`, teaches it what the scenario takes for known, and runs it twice to see that the module does
 * what the scenario is named after.
 */
export function prepare(host: LeanHost, variant: Variant): Prepared {
  const knowsLocal = configure(host, variant);
  if (variant.name === "local hit" && !knowsLocal) throw new Unknown("this module has no local cache");
  return { host, exchange: prepareNext(host, variant) };
}

/** Another scenario on a host that is configured already. */
export function prepareNext(host: LeanHost, variant: Variant): Exchange {
  const { flavour, name } = variant;
  const exchange = exchangeOf(variant, learn(host, variant));
  // The first of the two may have been asked for what is known from then on, and fills a local cache.
  host.observe(exchange);
  const { marked } = host.observe(exchange);
  if (!marked.includes(EXPECTED[name]))
    throw new Error(`${name} (${flavour}) went otherwise: ${marked}${host.logged.join("\n")}`);
  return exchange;
}

/** Whether the module knows what a local cache is. */
function configure(host: LeanHost, { flavour, name, dimension }: Variant): boolean {
  // Longer than the guest's clock runs while it is measured.
  const local = { slots: name === "local hit" ? 64 : 0, ttl: 3_600 };
  if (!host.configure({ ...payload.configuration(flavour, dimension), local }))
    throw new Error(`the module refused its configuration: ${host.logged.join("\n")}`);
  return !host.logged.some((line) => /\blocal\b/.test(line));
}

/** What the module has stored after a miss. */
interface Stored {
  /** The entry, as Redis has it. */
  record: Buffer;
  /** The document, as the vector store has it; null where the question is too long for one. */
  document: payload.Document | null;
}

function learn(host: LeanHost, variant: Variant): Stored {
  const { sent } = host.observe(exchangeOf({ ...variant, name: "miss" }, null));
  const record = sent.map(entryOf).find((entry) => entry !== null);
  if (!record) throw new Error(`nothing was stored: ${host.logged.join("\n")}`);
  const upsert = sent.find(({ headers }) => headers.includes("/docs/upsert"));
  return { record, document: upsert ? payload.readDocument(upsert.body) : null };
}

/** The entry in a call that stores one; null in any other. */
function entryOf({ isRedis, headers, body }: SentCall): Buffer | null {
  if (!isRedis) return /\/SET(EX)?\//.test(headers) ? body : null;
  const [name, ...rest] = readCommand(body)!;
  return name!.toString().startsWith("SET") ? rest.find((part) => part[0] === OBJECT)! : null;
}

/** @param stored what is known already; null for nothing */
function exchangeOf(variant: Variant, stored: Stored | null): Exchange {
  const { name, prompt, answer } = variant;
  const isStream = name.startsWith("streamed");
  const control: Record<string, string> = name === "bypass" ? { "x-ai-cache": "bypass" } : {};
  // A neighbour asks the same in other words.
  const opening = name === "semantic hit" ? "Please: " : "";
  const request = payload.request(prompt, isStream, opening, control);
  return {
    request,
    // What is served by likeness has not been asked in these words.
    renew: variant.isNew || name === "semantic hit" ? payload.renewer(request) : null,
    choose: chooser(variant, name.endsWith("hit") ? stored : null),
    replies: [],
    answer: isStream ? payload.stream(answer, CHUNKS) : payload.whole(answer),
  };
}

/** What each upstream answers. Redis has the entry, and the vector store the document, where `known` is not null. */
function chooser({ name, dimension }: Variant, known: Stored | null): Exchange["choose"] {
  const entry = payload.resp(known ? bulk(known.record) : NIL);
  const embedding = payload.embedding(dimension);
  const document = known?.document ?? null;
  const near = document && name === "semantic hit" ? [payload.match(document, 0.03)] : [];
  const found = payload.matches([...near, ...payload.strangers(document, 5 - near.length)]);
  let wasAsked = false;
  return (call) => {
    const path = payload.pathOf(call);
    if (path.includes("/embeddings/")) return embedding;
    if (path.endsWith("/query")) return found;
    if (path.endsWith("/docs/upsert")) return payload.DONE;
    if (path.startsWith("/v1/collections/")) return payload.collection(dimension);
    if (entryOf(call)) return payload.resp("+OK\r\n");
    // Asked by other words first, Redis knows nothing; then it is asked for the neighbour's entry.
    const isOwn = name === "semantic hit" && !wasAsked;
    wasAsked = !wasAsked;
    return isOwn ? payload.resp(NIL) : entry;
  };
}
