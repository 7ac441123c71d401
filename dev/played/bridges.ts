import type { HttpCall, HttpReply } from "../v8-host/http-upstreams.ts";
import type { MemoryRedis } from "../v8-host/redis/memory-redis.ts";

/** The token of the played Upstash. */
export const UPSTASH_TOKEN = "upstash-token";

/** One of the two bridges between HTTP and Redis: reads a call as a command, writes a reply of Redis as one. */
export interface Bridge {
  /** Name and arguments. */
  read(call: HttpCall): Buffer[];
  /** @param reply RESP, or whatever took its place */
  write(reply: Buffer): HttpReply;
}

/** Webdis: `/GET/key.raw`, `PUT /SETEX/key/ttl.raw` with the last argument as its body. */
export const webdis: Bridge = {
  read({ method, path, body }) {
    const parts = path
      .replace(/\.raw$/, "")
      .split("/")
      .slice(1);
    const command = /^\d+$/.test(parts[0]!) ? parts.slice(1) : parts;
    return [...command.map(unescaped), ...(method === "PUT" ? [body] : [])];
  },
  write: (reply) => ({ body: reply }),
};

/** Upstash's REST API: `/get/key`, `POST /set/key?EX=ttl`, base64 in JSON. */
export const upstash: Bridge = {
  read({ method, path, body, headers }) {
    if (headers.get("authorization") !== `Bearer ${UPSTASH_TOKEN}`) return [Buffer.from("UNAUTHORISED")];
    const [bare, query = ""] = path.split("?");
    const command = bare!.split("/").slice(1).map(unescaped);
    const options = [...new URLSearchParams(query)].flat().map((part) => Buffer.from(part));
    return [...command, ...(method === "POST" ? [body] : []), ...options];
  },
  write(reply) {
    const text = reply.toString("latin1");
    if (text.startsWith("-")) return json(400, { error: text.slice(1, -2) });
    if (text.startsWith("+")) return json(200, { result: text.slice(1, -2) });
    if (text.startsWith(":")) return json(200, { result: Number(text.slice(1, -2)) });
    if (text === "$-1\r\n") return json(200, { result: null });
    if (!text.startsWith("$")) return { body: reply };
    return json(200, { result: reply.subarray(text.indexOf("\r\n") + 2, -2).toString("base64") });
  },
};

/** What the bridge answers to `call`, from `redis`. */
export function bridged(bridge: Bridge, redis: MemoryRedis, call: HttpCall): HttpReply {
  return bridge.write(redis.execute(redis.connect(), bridge.read(call)));
}

function json(status: number, value: object): HttpReply {
  return { status, body: JSON.stringify(value) };
}

function unescaped(segment: string): Buffer {
  const text = segment.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(text, "latin1");
}
