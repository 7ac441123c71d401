import type { Embedder } from "../embedding/embedder.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";
import { readTexts, vectorsOf } from "./texts.ts";

/** What the stand-in is made of. */
export interface TextInOptions extends Address {
  embedder: Embedder;
  appId: string;
  secretCode: string;
}

/**
 * TextIn's acge_embedding. That errors have status 200 and a code is how TextIn's other services answer; it was not
 * seen of this one. https://www.textin.com/document/acge_text_embedding
 */
export class TextIn extends Standin {
  private readonly options: TextInOptions;

  constructor(options: TextInOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { embedder, appId, secretCode } = this.options;
    if (request.method !== "POST" || request.path !== "/ai/service/v1/acge_embedding") throw refuse(404, 404);
    const { "x-ti-app-id": id, "x-ti-secret-code": secret } = request.headers;
    if (id !== appId || secret !== secretCode) throw refuse(200, 40101);
    const { input, matryoshka_dim } = JSON.parse(request.body) as Record<string, unknown>;
    const texts = Array.isArray(input) ? readTexts(input) : null;
    const vectors = texts && (await vectorsOf(embedder, texts, matryoshka_dim));
    if (!vectors) throw refuse(200, 40004);
    const result = { embedding: vectors, matryoshka_dim };
    return json(200, { code: 200, message: "success", duration: 9, result });
  }
}

function refuse(status: number, code: number): Refusal {
  return new Refusal(json(status, { code, message: "refused" }));
}
