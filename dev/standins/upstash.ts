import { Redis } from "ioredis";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";
import { type Command, commandInBody, commandInPath, commandsInBody } from "./upstash/command.ts";
import { type Encoding, type Outcome, outcome } from "./upstash/result.ts";

/** What the Upstash stand-in is made of. */
export interface UpstashOptions extends Address {
  /** The Redis behind it: `redis://127.0.0.1:6379`. */
  redisUrl: string;
  /** The only token accepted, as `Authorization: Bearer` or `?_token=`. */
  token: string;
}

const METHODS = ["HEAD", "GET", "POST", "PUT"];
/** Commands that would change the one connection all requests share. */
const REFUSED = [
  "subscribe",
  "psubscribe",
  "ssubscribe",
  "monitor",
  "multi",
  "exec",
  "discard",
  "watch",
  "select",
];

/** The longer Redis was gone the longer ioredis would wait by itself, and a Redis that is back would seem to be away. */
const RECONNECT_MS = 50;

/** Upstash's REST API in front of a real Redis. https://upstash.com/docs/redis/features/restapi */
export class Upstash extends Standin {
  private readonly token: string;
  private readonly redis: Redis;

  constructor(options: UpstashOptions) {
    super(options);
    this.token = options.token;
    // RESP2, as the service's JSON is made from it: a hash is a flat array, not a map.
    const reconnecting = { maxRetriesPerRequest: 1, retryStrategy: () => RECONNECT_MS };
    this.redis = new Redis(options.redisUrl, { lazyConnect: true, protocol: 2, ...reconnecting });
    // Without a listener a lost Redis would end the process; each command fails with the reason anyway.
    this.redis.on("error", () => undefined);
  }

  /** Connects to Redis, then listens. */
  override async start(): Promise<this> {
    await this.redis.connect();
    return super.start();
  }

  override async close(): Promise<void> {
    await super.close();
    this.redis.disconnect();
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { pathname, searchParams } = request.url;
    if (!METHODS.includes(request.method)) return json(405, { error: "ERR method not allowed" });
    if (request.bearer !== this.token && searchParams.get("_token") !== this.token) {
      return json(401, { error: "WRONGPASS invalid or missing auth token" });
    }
    const encoding = encodingOf(request);
    switch (pathname) {
      case "/":
        return single(await this.run(commandInBody(request.body), encoding));
      case "/pipeline":
        return json(200, await this.pipeline(commandsInBody(request.body), encoding));
      case "/multi-exec":
        return this.transaction(commandsInBody(request.body), encoding);
      default:
        return single(await this.run(commandInPath(request), encoding));
    }
  }

  private async run([name, ...args]: Command, encoding: Encoding): Promise<Outcome> {
    if (REFUSED.includes(name.toLowerCase())) return { error: `ERR Command is not available: '${name}'` };
    try {
      return outcome(await this.redis.callBuffer(untouched(name), ...args), encoding);
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  /** One after another, and one that fails does not stop the rest. */
  private async pipeline(commands: Command[], encoding: Encoding): Promise<Outcome[]> {
    return Promise.all(commands.map((command) => this.run(command, encoding)));
  }

  /** All or nothing: a command Redis refuses to queue discards the whole. */
  private async transaction(commands: Command[], encoding: Encoding): Promise<Reply> {
    const chain = this.redis.multi();
    for (const [name, ...args] of commands) {
      if (REFUSED.includes(name.toLowerCase()))
        return single({ error: `ERR Command is not available: '${name}'` });
      chain.callBuffer(untouched(name), ...args);
    }
    try {
      const replies = (await chain.exec()) ?? [];
      return json(
        200,
        replies.map(([error, reply]) => outcome(error ?? reply, encoding)),
      );
    } catch (error) {
      return single({ error: (error as Error).message });
    }
  }
}

/** ioredis reshapes the replies of commands such as hgetall, which it knows by their names in lower case. */
function untouched(name: string): string {
  return name.toUpperCase();
}

function single(result: Outcome): Reply {
  return json("error" in result ? 400 : 200, result);
}

/** Only the JSON format: no client of this project asks for `Upstash-Response-Format: resp2`. */
function encodingOf(request: Received): Encoding {
  const format = request.headers["upstash-response-format"] ?? "json";
  if (format !== "json")
    throw new Refusal(json(400, { error: `ERR response format ${String(format)} is not here` }));
  return request.headers["upstash-encoding"] === "base64" ? "base64" : "utf8";
}
