import { Slice } from "../bytes/slice";

/** Which kind of service a call goes to: a label of metrics and of `detail` in `cache-status`. */
export const enum Upstream {
  Redis,
  Embedding,
  Vector,
  Verifier,
}

/** How many kinds there are. */
export const UPSTREAMS: i32 = 4;

/** The label of an upstream. */
export function upstreamName(upstream: Upstream): string {
  switch (upstream) {
    case Upstream.Redis:
      return "redis";
    case Upstream.Embedding:
      return "embedding";
    case Upstream.Vector:
      return "vector";
    default:
      return "verifier";
  }
}

/** An HTTP request header. */
export class Header {
  constructor(
    readonly name: string,
    readonly value: string,
  ) {}
}

/** Where a service is reached: an Envoy cluster, and the authority (Host) it is asked under. */
export class Service {
  constructor(
    readonly cluster: string,
    readonly authority: string,
    /** Longest wait for one call, in milliseconds. */
    readonly timeout: i32,
    /** Another name under which the proxy may know the cluster; null where there is no doubt. */
    readonly otherCluster: string | null = null,
  ) {}
}

/** How a call travels. */
export const enum Protocol {
  Http,
  /** One RESP command, the call's body, through Higress's own Redis callouts. */
  Redis,
}

/** What a room asks of an upstream, as plain data; `host/` sends it. */
export class Call {
  constructor(
    readonly upstream: Upstream,
    readonly service: Service,
    readonly method: string,
    readonly path: string,
    readonly headers: Header[],
    readonly body: Slice,
    readonly protocol: Protocol = Protocol.Http,
  ) {}

  /** A Redis command, written in RESP. */
  static redis(service: Service, command: Slice): Call {
    return new Call(Upstream.Redis, service, "", "", [], command, Protocol.Redis);
  }
}
