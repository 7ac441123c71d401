import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

/** A request byte by byte. */
export interface Sent {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  /** One piece goes with its length; several go chunked. */
  body?: string | Uint8Array | (string | Uint8Array)[];
  /** Gives the request up. */
  signal?: AbortSignal;
}

/** A whole response. */
export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  trailers: NodeJS.Dict<string>;
  bytes: Buffer;
  body: string;
  /** From the first byte sent to the last byte received, milliseconds. */
  ms: number;
}

/** Sends a request on a connection of its own; nothing is added but `host` and the framing. */
export async function send(url: string, sent: Sent = {}): Promise<Got> {
  const begun = performance.now();
  const response = await open(url, sent);
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const { statusCode: status = 0, headers, trailers } = response;
  return { status, headers, trailers, bytes, body: bytes.toString(), ms: performance.now() - begun };
}

/** The same, but resolves with the head of the response; its body is the caller's to read. */
export function open(url: string, sent: Sent = {}): Promise<import("node:http").IncomingMessage> {
  const { method = "POST", path = "/v1/chat/completions", body, signal } = sent;
  const headers = { ...sent.headers };
  if (body !== undefined && !Array.isArray(body)) headers["content-length"] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const out = request(url + path, { method, headers, agent: false, signal }, resolve);
    out.on("error", reject);
    for (const piece of Array.isArray(body) ? body : body === undefined ? [] : [body]) out.write(piece);
    out.end();
  });
}
