import { Status } from "./abi.ts";
import { type Bytes, bytesOf } from "./bytes.ts";
import { HeaderMap, type HeaderInit } from "./header-map.ts";
import type { Machine } from "./machine.ts";
import type { HttpReplyParts, Plugin } from "./plugin.ts";

/** An HTTP call of the guest. */
export interface HttpCall {
  cluster: string;
  method: string;
  path: string;
  headers: HeaderMap;
  body: Buffer;
  /** Milliseconds; 0 for no timeout. */
  timeout: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** A reply as a test scripts it. */
export interface HttpReply {
  /** 200 unless told. */
  status?: number;
  headers?: HeaderInit;
  body?: Bytes;
  trailers?: HeaderInit;
  /** Milliseconds from call to reply; 1 unless told. */
  delay?: number;
  /** Delivered within the call itself, before it returns: the ABI allows it. */
  inside?: boolean;
  /** The connection broke: the guest sees a reply with 0 headers. */
  reset?: boolean;
  /** Delivered once more, as no proxy does. */
  twice?: boolean;
}

/** The proxy refuses the call at once (`InternalFailure`), as for lack of a healthy host. */
export const REFUSED = "refused";
/** No reply ever comes; the call ends with its timeout. */
export const LOST = "lost";
/** There is no such cluster (any more). */
export const UNKNOWN = "unknown";

export type HttpOutcome = HttpReply | typeof REFUSED | typeof LOST | typeof UNKNOWN;
export type HttpAnswer = (call: HttpCall) => HttpOutcome;

/** A cluster that a test plays. */
export class HttpCluster {
  readonly name: string;
  /** What becomes of a call; may be replaced at any time. */
  answer: HttpAnswer;
  /** Every call that was made, refused ones too. */
  readonly calls: HttpCall[] = [];

  constructor(name: string, answer: HttpAnswer) {
    this.name = name;
    this.answer = answer;
  }
}

const DELAY = 1;

/** The HTTP callouts of a machine (`proxy_http_call`). */
export class HttpUpstreams {
  private readonly machine: Machine;
  private readonly clusters = new Map<string, HttpCluster>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  add(cluster: HttpCluster): void {
    this.clusters.set(cluster.name, cluster);
  }

  /** Sends a call; a status, and the token of one that was taken. */
  send(
    plugin: Plugin,
    name: string,
    headers: HeaderMap,
    body: Buffer,
    timeout: number,
  ): { status: number; token: number } {
    const cluster = this.clusters.get(name);
    const [method, path] = [headers.get(":method"), headers.get(":path")];
    if (!cluster || method === undefined || path === undefined || !headers.has(":authority") || timeout < 0)
      return { status: Status.BadArgument, token: 0 };
    const call = { cluster: name, method, path, headers, body, timeout, at: this.machine.clock.now };
    cluster.calls.push(call);
    const outcome = cluster.answer(call);
    if (outcome === REFUSED) return { status: Status.InternalFailure, token: 0 };
    if (outcome === UNKNOWN) return { status: Status.BadArgument, token: 0 };
    const token = plugin.nextHttpToken();
    if (outcome !== LOST && outcome.inside) plugin.onHttpReply(token, parts(outcome));
    else this.schedule(plugin, token, outcome, timeout);
    if (outcome !== LOST && outcome.twice) this.schedule(plugin, token, outcome, timeout);
    return { status: Status.Ok, token };
  }

  /** The reply or the timeout, whichever is first; on a tie the reply. */
  private schedule(plugin: Plugin, token: number, outcome: HttpReply | typeof LOST, timeout: number): void {
    const { clock } = this.machine;
    const delay = outcome === LOST ? Infinity : (outcome.delay ?? DELAY);
    if (outcome !== LOST && (timeout === 0 || delay <= timeout))
      clock.after(delay, () => plugin.onHttpReply(token, parts(outcome)));
    else if (timeout > 0) clock.after(timeout, () => plugin.onHttpReply(token, this.timedOut()));
  }

  private timedOut(): HttpReplyParts | null {
    const { timeoutStatus } = this.machine.settings;
    return timeoutStatus === null ? null : parts({ status: timeoutStatus, body: "upstream request timeout" });
  }
}

function parts(reply: HttpReply): HttpReplyParts | null {
  if (reply.reset) return null;
  const status = [":status", String(reply.status ?? 200)] as const;
  return {
    headers: new HeaderMap([status, ...new HeaderMap(reply.headers).entries()]),
    body: bytesOf(reply.body ?? ""),
    trailers: new HeaderMap(reply.trailers),
  };
}
