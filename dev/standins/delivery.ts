import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Body, Reply } from "./reply.ts";

/** Writes `reply`; with `limit`, only that many bytes of its body before the socket is destroyed. */
export async function deliver(response: ServerResponse, reply: Reply, limit?: number): Promise<void> {
  const headers: Record<string, string> = { ...reply.headers };
  const length = knownLength(reply.body);
  if (length !== null && !reply.trailers && !reply.cut) headers["content-length"] ??= String(length);
  if (reply.trailers) headers["trailer"] ??= Object.keys(reply.trailers).join(", ");
  response.writeHead(reply.status, headers);
  if (length === null || limit !== undefined) response.flushHeaders();

  let room = limit ?? Infinity;
  for await (const piece of pieces(reply.body)) {
    if (response.destroyed) return;
    const bytes = Buffer.from(piece);
    await write(response, bytes.subarray(0, Math.min(room, bytes.length)));
    room -= bytes.length;
    if (room <= 0) break;
  }
  if (reply.cut || limit !== undefined) {
    response.socket?.destroySoon();
    return;
  }
  if (reply.trailers) response.addTrailers(reply.trailers);
  response.end();
}

/** A body byte by byte, so many milliseconds apart. */
export async function* dripping(body: Body, ms: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces(body)) {
    for (const byte of Buffer.from(piece)) {
      yield Buffer.of(byte);
      await sleep(ms, undefined, { signal });
    }
  }
}

function knownLength(body: Body): number | null {
  if (typeof body === "string") return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.length : null;
}

async function* pieces(body: Body): AsyncGenerator<string | Uint8Array> {
  if (typeof body === "string" || body instanceof Uint8Array) yield body;
  else yield* body;
}

/** Resolves when the bytes are handed to the socket, or when there is no socket any more. */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  if (bytes.length === 0) return Promise.resolve();
  return new Promise((resolve) => response.write(bytes, () => resolve()));
}
