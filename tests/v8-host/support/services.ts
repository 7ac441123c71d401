import { nativeDialect } from "../../../dev/standins/dashscope/native.ts";
import type { HttpCall, HttpReply } from "../../../dev/v8-host/http-upstreams.ts";

/** The least that DashScope's models offer. */
export const DIMENSION = 64;
export const MODEL = "text-embedding-v4";

/** DashScope: each text has a direction of its own, at right angles to all others, unless it was placed near one. */
export class PlayedDashScope {
  private readonly axes = new Map<string, number>();
  private readonly placed = new Map<string, number[]>();

  constructor(private readonly apiKey: string) {}

  /** From now on `text` is at this cosine distance from `other`. */
  place(text: string, other: string, distance: number): void {
    const cosine = 1 - distance;
    const sine = Math.sqrt(1 - cosine * cosine);
    const [own, its] = [this.vector(text), this.vector(other)];
    this.placed.set(
      text,
      own.map((x, i) => sine * x + cosine * its[i]!),
    );
  }

  answer({ headers, body }: HttpCall): HttpReply {
    if (headers.get("authorization") !== `Bearer ${this.apiKey}`)
      return { status: 401, body: '{"code":"InvalidApiKey"}' };
    const { model, texts } = nativeDialect.read(body.toString());
    const vectors = texts.map((text) => this.vector(text));
    return { body: JSON.stringify(nativeDialect.write(model, vectors, texts.length)) };
  }

  private vector(text: string): number[] {
    const placed = this.placed.get(text);
    if (placed) return placed;
    const axis = this.axes.get(text) ?? this.axes.size;
    if (axis >= DIMENSION) throw new Error(`more than ${DIMENSION} texts`);
    this.axes.set(text, axis);
    return Array.from({ length: DIMENSION }, (_, i) => (i === axis ? 1 : 0));
  }
}
