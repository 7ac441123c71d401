import { createServer, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "../v8/message.ts";
import * as payload from "../v8/payload.ts";
import { CHUNKS, USUAL } from "../v8/scenario.ts";

/**
 * The model, the embedding service and the vector store of the benchmark, as a process of its own: each answers at
 * once with bytes made ready before. A streamed answer comes in pieces, one every few milliseconds.
 */
const PIECE_MS = 4;

const whole = payload.whole(USUAL.answer);
const streamed = payload.stream(USUAL.answer, CHUNKS);
const embedding = payload.embedding(USUAL.dimension);
const collection = payload.collection(USUAL.dimension);
const found = payload.matches(payload.strangers(null, 5));

createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => void answer(request.url!, Buffer.concat(pieces), response));
}).listen(Number(process.argv[2]), "127.0.0.1");

async function answer(path: string, body: Buffer, response: ServerResponse): Promise<void> {
  const message = answerTo(path, body);
  const [first, ...rest] = message.pieces;
  const size = rest.length === 0 ? { "content-length": String(first!.length) } : {};
  response.writeHead(200, { "content-type": text(message, "content-type"), ...size });
  response.write(first!);
  for (const piece of rest) {
    await sleep(PIECE_MS);
    response.write(piece);
  }
  response.end();
}

function answerTo(path: string, body: Buffer): Message {
  if (path.includes("/embeddings/")) return embedding;
  if (path.endsWith("/query")) return found;
  if (path.endsWith("/docs/upsert")) return payload.DONE;
  if (path.startsWith("/v1/collections/")) return collection;
  return body.includes('"stream":true') ? streamed : whole;
}

function text({ headers }: Message, name: string): string {
  return Buffer.from(headers.get(name)!).toString();
}
