import { createHmac } from "node:crypto";
import type { Embedder } from "../embedding/embedder.ts";
import { tokens } from "./dashscope/models.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";
import { readTexts, vectorsOf } from "./texts.ts";

/** What the stand-in is made of. */
export interface XfyunOptions extends Address {
  embedder: Embedder;
  appId: string;
  apiKey: string;
  apiSecret: string;
}

/** How far the clocks may be apart, in milliseconds. */
const MAX_SKEW = 300_000;
const DIMENSION = 2560;
const MAX_TOKENS = 2048;

interface Asked {
  header?: { app_id?: string; status?: number };
  parameter?: { emb?: { domain?: string; feature?: { encoding?: string } } };
  payload?: { messages?: { text?: string } };
}

/**
 * XFyun's embeddings, one text a call, with a signature in the URL's query.
 * https://www.xfyun.cn/doc/spark/Embedding_api.html, https://www.xfyun.cn/doc/spark/general_url_authentication.html
 */
export class Xfyun extends Standin {
  private readonly options: XfyunOptions;

  constructor(options: XfyunOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    this.admit(request);
    const { header, parameter, payload } = JSON.parse(request.body) as Asked;
    if (header?.app_id !== this.options.appId) throw fail(10313, "invalid appid");
    const { domain, feature } = parameter?.emb ?? {};
    if (header.status !== 3 || feature?.encoding !== "utf8" || !["query", "para"].includes(domain ?? ""))
      throw fail(10163, "parameter validation failed");
    const { messages } = JSON.parse(decoded(payload?.messages?.text ?? "")) as {
      messages: { content: string; role: string }[];
    };
    const texts = readTexts(messages.map(({ content }) => content));
    if (texts?.length !== 1 || messages[0]!.role !== "user") throw fail(10163, "parameter validation failed");
    if (tokens(texts[0]!) > MAX_TOKENS) throw fail(10907, "token count exceeds the limit");
    const [vector] = (await vectorsOf(this.options.embedder, texts, DIMENSION))!;
    const floats = Buffer.alloc(4 * DIMENSION);
    vector!.forEach((value, i) => floats.writeFloatLE(value, 4 * i));
    const answer = { encoding: "utf8", compress: "raw", format: "plain", text: floats.toString("base64") };
    return json(200, {
      header: { code: 0, message: "success", sid: "emb000" },
      payload: { feature: answer },
    });
  }

  /** Refuses a request whose signature is not that of its host, its date and its first line. */
  private admit(request: Received): void {
    const { pathname, searchParams } = request.url;
    const date = searchParams.get("date") ?? "";
    const host = request.headers.host ?? "";
    const { apiKey, apiSecret } = this.options;
    const signed = `host: ${host}\ndate: ${date}\n${request.method} ${pathname} HTTP/1.1`;
    const signature = createHmac("sha256", apiSecret).update(signed).digest("base64");
    const expected =
      `api_key="${apiKey}", algorithm="hmac-sha256", headers="host date request-line", ` +
      `signature="${signature}"`;
    if (Math.abs(Date.now() - Date.parse(date)) < MAX_SKEW && searchParams.get("host") === host) {
      if (decoded(searchParams.get("authorization") ?? "") === expected) return;
    }
    throw new Refusal(json(401, { message: "HMAC signature does not match" }));
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}

function fail(code: number, message: string): Refusal {
  return new Refusal(json(200, { header: { code, message, sid: "emb000" } }));
}
