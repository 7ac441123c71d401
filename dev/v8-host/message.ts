import type { HeaderMap } from "./header-map.ts";

/** An HTTP message as far as it has arrived at the upstream, or at the client. */
export class Message {
  /** Null until they have been sent. */
  headers: HeaderMap | null = null;
  readonly pieces: Buffer[] = [];
  trailers: HeaderMap | null = null;
  /** It has come to its proper end. */
  ended = false;
  /** It was broken off. */
  reset = false;

  get body(): Buffer {
    return Buffer.concat(this.pieces);
  }

  get text(): string {
    return this.body.toString();
  }

  /** A header's lines, joined with a comma. */
  header(name: string): string | undefined {
    const lines = this.headers?.all(name) ?? [];
    return lines.length === 0 ? undefined : lines.join(", ");
  }

  get status(): number {
    return Number(this.headers?.get(":status") ?? 0);
  }
}
