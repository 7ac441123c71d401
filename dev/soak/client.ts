import { Agent, type IncomingMessage, request } from "node:http";
import { MODEL } from "./questions.ts";

/** What is asked, and how. */
export interface Asked {
  question: string;
  stream: boolean;
  headers?: Record<string, string>;
  /** Milliseconds after which the client leaves; null stays. */
  leaveAfter?: number | null;
  /** On a connection of its own. */
  alone?: boolean;
}

/** What came of it. */
export interface Exchange {
  status: number;
  /** `x-ai-cache`; empty where there is none. */
  cache: string;
  key: string;
  /** What the answer says; null where it is none, or not whole. */
  text: string | null;
  /** Why there is no whole response; null where there is one. */
  fault: string | null;
  hasLeft: boolean;
  ms: number;
}

/** Longer than any answer takes, on a busy machine too. */
const PATIENCE_MS = 180_000;
const CHAT = "/v1/chat/completions";

/** Asks at the gateway, over connections that are kept. */
export class Client {
  /** Requests sent again, as the kept connection they went to was just being closed: what every client has to do. */
  repeated = 0;
  private readonly agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  async ask(asked: Asked): Promise<Exchange> {
    const begun = performance.now();
    for (;;) {
      const result = await this.once(asked);
      if (result !== "again") return { ...result, ms: performance.now() - begun };
      this.repeated++;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private once(asked: Asked): Promise<Omit<Exchange, "ms"> | "again"> {
    const { question, stream, headers, leaveAfter = null, alone = false } = asked;
    const body = JSON.stringify({ model: MODEL, messages: [{ role: "user", content: question }], stream });
    return new Promise((resolve) => {
      const out = request({
        ...{ host: "127.0.0.1", port: this.port, path: CHAT, method: "POST" },
        // A kept connection may be that of an old configuration, which cuts at its end what began late.
        agent: alone ? false : this.agent,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      });
      let hasLeft = false;
      let hasBegun = false;
      const ended = (fault: string): void => {
        clearTimeout(end);
        const isOld = out.reusedSocket && !hasBegun && fault === "ECONNRESET" && !hasLeft;
        resolve(isOld ? "again" : { status: 0, cache: "", key: "", text: null, fault, hasLeft });
      };
      const leave = (): void => {
        hasLeft = leaveAfter !== null;
        out.destroy(new Error("no end in time"));
      };
      const end = setTimeout(leave, leaveAfter ?? PATIENCE_MS);
      out.on("error", (error: NodeJS.ErrnoException) => ended(error.code ?? error.message));
      out.on("response", (response) => {
        hasBegun = true;
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", (error: NodeJS.ErrnoException) => ended(error.code ?? error.message));
        response.on("end", () => {
          clearTimeout(end);
          resolve({ ...read(response, Buffer.concat(pieces).toString()), hasLeft });
        });
      });
      out.end(body);
    });
  }
}

function read(response: IncomingMessage, body: string): Omit<Exchange, "ms" | "hasLeft"> {
  const { statusCode: status = 0, headers } = response;
  const isStream = String(headers["content-type"]).startsWith("text/event-stream");
  const text = status !== 200 ? null : isStream ? textOfStream(body) : textOf(body);
  const fault = response.complete ? null : "cut short";
  return {
    status,
    cache: header(headers["x-ai-cache"]),
    key: header(headers["x-ai-cache-key"]),
    text,
    fault,
  };
}

function header(value: string | string[] | undefined): string {
  return value === undefined ? "" : String(value);
}

interface Completion {
  choices: { message?: { content?: string }; delta?: { content?: string } }[];
}

function textOf(body: string): string | null {
  try {
    const [choice] = (JSON.parse(body) as Completion).choices;
    return choice?.message?.content ?? choice?.delta?.content ?? "";
  } catch {
    return null;
  }
}

/** What a stream says, or null when it has no end. */
function textOfStream(body: string): string | null {
  const events = body.split("\n\n").filter((event) => event.startsWith("data: "));
  const data = events.map((event) => event.slice("data: ".length));
  if (data.pop() !== "[DONE]") return null;
  const texts = data.map(textOf);
  return texts.includes(null) ? null : texts.join("");
}
