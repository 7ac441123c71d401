import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** One request as it arrived. */
export class Received {
  readonly method: string;
  /** The request target as sent, query included. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Arrival of the last byte, milliseconds since the epoch. */
  readonly time: number;
  /** The client closed its connection before the answer was complete. */
  abandoned = false;

  constructor(message: IncomingMessage, bytes: Buffer) {
    this.method = message.method ?? "";
    this.path = message.url ?? "/";
    this.headers = message.headers;
    this.bytes = bytes;
    this.time = Date.now();
  }

  /** The body as text. */
  get body(): string {
    return this.bytes.toString("utf8");
  }

  /** The body as a JSON object, {} where there is none; null where it is no JSON. */
  get json(): Record<string, any> | null {
    if (this.bytes.length === 0) return {};
    try {
      return JSON.parse(this.body) as Record<string, unknown>;
    } catch {
      return null;
    }
  }

  get url(): URL {
    return new URL(this.path, "http://standin");
  }

  /** The token of an `authorization: Bearer` header, "" without one. */
  get bearer(): string {
    return /^Bearer\s+(.+)$/i.exec(this.headers.authorization ?? "")?.[1]?.trim() ?? "";
  }
}

/** The whole body of `message`, or null when it is longer than `limit` bytes. */
export async function readBody(message: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length <= limit ? Buffer.concat(chunks) : null;
}
