import { createServer } from "node:http";
import { HashedEmbedder } from "../embedding/hashed.ts";
import { COLLECTION, STANDIN_KEY } from "../stack/wiring.ts";
import { DashScope } from "../standins/dashscope.ts";
import { DashVector } from "../standins/dashvector.ts";
import type { Fault } from "../standins/fault.ts";
import { Llm } from "../standins/llm.ts";
import { Upstash } from "../standins/upstash.ts";
import { BoundedCollection } from "./bounded-collection.ts";
import { secondsOf } from "./questions.ts";

/**
 * The LLM, the embedding service, the vector store and the bridge to Redis of a soak, as a process of its own. Its
 * arguments: a JSON object of ports, Redis' URL and the seconds that a long answer takes. A further port takes orders:
 * `POST /fault/<service>` with a fault or null, `GET /document/<id>` for what the vector store has.
 */
export interface ServicesOptions {
  ports: Record<"control" | "llm" | "dashscope" | "dashvector" | "bridge", number>;
  redisUrl: string;
  /** Numbers in a vector. */
  dimension: number;
  streamSeconds: number;
}

const THINKING_MS = 20;
const PIECES = 30;
/** The stand-in's search is exact, and slows down with every document. */
const MOST_DOCUMENTS = 600;

const { ports, redisUrl, dimension, streamSeconds } = JSON.parse(process.argv[2]!) as ServicesOptions;
const llm = new Llm({ port: ports.llm, thinkingMs: THINKING_MS, tokenMs: 0 });
const dashscope = new DashScope({
  port: ports.dashscope,
  embedder: new HashedEmbedder(),
  apiKey: STANDIN_KEY,
});
const dashvector = new DashVector({
  port: ports.dashvector,
  apiKey: STANDIN_KEY,
  collections: [{ name: COLLECTION, dimension }],
  make: (schema) => new BoundedCollection(schema, MOST_DOCUMENTS),
});
const bridge = new Upstash({ port: ports.bridge, redisUrl, token: STANDIN_KEY });
const services = { llm, embedding: dashscope, vector: dashvector, redis: bridge };

llm.script = (chat) => {
  const asked = String(chat.messages.at(-1)?.content);
  const seconds = secondsOf(asked, streamSeconds);
  if (seconds === 0) return null;
  const content = `A long answer to «${asked}»${" word".repeat(PIECES)}`;
  return { content, tokenMs: (1000 * seconds) / PIECES };
};

await Promise.all(Object.values(services).map((service) => service.start()));
createServer((request, response) => {
  const [, what, which = ""] = request.url!.split("/");
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    if (what === "fault") {
      const fault = JSON.parse(Buffer.concat(pieces).toString()) as Fault | null;
      services[which as keyof typeof services].fault = fault && (() => fault);
    }
    const isThere = what !== "document" || dashvector.documents(COLLECTION).some(({ id }) => id === which);
    response.writeHead(isThere ? 200 : 404).end();
  });
}).listen(ports.control, "127.0.0.1");
