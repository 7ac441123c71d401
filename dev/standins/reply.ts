/** A body: all of it at once, or the pieces of a stream in their own time. */
export type Body = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** What a stand-in answers, as plain data; `Standin` puts it on the wire. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: Body;
  /** Sent after the body, which is then chunked. */
  trailers?: Record<string, string>;
  /** Destroys the socket after the body instead of ending the answer. */
  cut?: boolean;
}

/** `value` as a JSON answer. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** Thrown by a stand-in that refuses a request: the whole answer in the service's own words. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}
