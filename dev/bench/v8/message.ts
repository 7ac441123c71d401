import { HeaderMap } from "../../v8-host/header-map.ts";

/** Headers by name, their values encoded; the benchmark decodes and encodes nothing while it measures. */
export type Lines = Map<string, Uint8Array>;

/** An HTTP message, ready to be handed over. */
export interface Message {
  headers: Lines;
  /** In the pieces in which it arrives. */
  pieces: Uint8Array[];
}

/** A call that the guest has made. */
export interface SentCall {
  isRedis: boolean;
  /** Its headers as the ABI serialises them; empty for Redis. */
  headers: string;
  body: Buffer;
}

/** One request, what the calls made for it are answered with, and what the model answers. */
export interface Exchange {
  request: Message;
  /** Makes the request's body another one that means the same, before each time; null where it stays the same. */
  renew: (() => void) | null;
  /** Chooses the reply to a call that is looked at. */
  choose: (call: SentCall) => Message;
  /** The replies that were chosen when it was last observed; the same calls come in the same order again. */
  replies: Message[];
  /** Used where the request passes. */
  answer: Message;
}

const serialised = new WeakMap<Lines, Uint8Array>();

/** Headers as the ABI serialises them, made once. */
export function pairsOf(lines: Lines): Uint8Array {
  let pairs = serialised.get(lines);
  if (!pairs) {
    const texts = [...lines].map(([name, value]) => [name, Buffer.from(value).toString("latin1")] as const);
    serialised.set(lines, (pairs = new HeaderMap(texts).serialise()));
  }
  return pairs;
}

const encoder = new TextEncoder();

export function message(headers: Record<string, string>, ...pieces: (string | Uint8Array)[]): Message {
  const bytes = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  return {
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, encoder.encode(value)])),
    pieces: bytes,
  };
}
