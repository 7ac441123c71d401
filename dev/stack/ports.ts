import { createServer, type AddressInfo } from "node:net";

const HOST = "127.0.0.1";

/** A port that was free a moment ago; `wanted` itself unless that is 0. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0) return wanted;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Whether nothing listens on `port` of 127.0.0.1. Envoy itself would not notice: it shares a busy port with
 * another Envoy (SO_REUSEPORT), and each would get some of the connections.
 */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}
