import type { Received } from "./received.ts";
import type { Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** Headers that belong to one connection (RFC 9110, section 7.6.1), or to a body before it was decoded. */
const OF_CONNECTION = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-encoding",
  "content-length",
  "host",
];

/** Hands every request on to a server that is somewhere else, so that a test sees them and can spoil the answers. */
export class Relay extends Standin {
  private readonly target: string;

  /** @param target `http://host:port` */
  constructor(target: string, address: Address = {}) {
    super(address);
    this.target = target;
  }

  protected override async answer(request: Received, signal: AbortSignal): Promise<Reply> {
    const headers = Object.entries(request.headers).filter(([name]) => !OF_CONNECTION.includes(name));
    const hasBody = request.bytes.length > 0;
    const response = await fetch(this.target + request.path, {
      method: request.method,
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(hasBody ? { body: new Uint8Array(request.bytes) } : {}),
      signal,
    });
    const kept = [...response.headers].filter(([name]) => !OF_CONNECTION.includes(name));
    return {
      status: response.status,
      headers: Object.fromEntries(kept),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }
}
