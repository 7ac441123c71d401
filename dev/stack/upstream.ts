/** Where a cluster leads. */
export interface Upstream {
  host: string;
  port: number;
  /** Encrypted; the certificate must be good for `host`. */
  tls?: boolean;
  /** In front of every path of the service, without a slash at its end. */
  path?: string;
}

/** `url` taken apart. Encrypted unless it is a plain `http:` one. */
export function parseUpstream(url: string): Upstream {
  const { protocol, hostname, port, pathname } = new URL(url);
  const tls = protocol !== "http:";
  return { host: hostname, port: Number(port) || (tls ? 443 : 80), tls, path: pathname.replace(/\/+$/, "") };
}

/** The `Host` header that `upstream` expects. */
export function authority({ host, port, tls }: Upstream): string {
  return port === (tls ? 443 : 80) ? host : `${host}:${port}`;
}
