import { nativeDialect } from "../../standins/dashscope/native.ts";
import type { HttpCall, HttpReply } from "../../v8-host/http-upstreams.ts";
import type { Vectors } from "../embeddings/vectors.ts";

/** DashScope's native API with vectors that were made beforehand. */
export class PlayedEmbedding {
  /** Texts that were asked for and are not embedded: such a call fails. */
  readonly missing = new Set<string>();
  private readonly vectors: Vectors;

  constructor(vectors: Vectors) {
    this.vectors = vectors;
  }

  answer({ body }: HttpCall): HttpReply {
    const { texts } = nativeDialect.read(body.toString());
    const rows = texts.map((text) => this.vectors.rowOf(text));
    texts.forEach((text, i) => rows[i] ?? this.missing.add(text));
    if (rows.includes(undefined)) return { status: 500, body: '{"code":"NotEmbedded"}' };
    // Several at once are answers, which the module compares itself.
    const write = (row: number) => (rows.length > 1 ? this.vectors.exact(row) : this.vectors.json(row));
    const embeddings = rows.map((row, i) => `{"text_index":${i},"embedding":${write(row!)}}`);
    return { body: `{"output":{"embeddings":[${embeddings.join()}]},"usage":{"total_tokens":1}}` };
  }
}
