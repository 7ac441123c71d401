import { HeaderMap } from "../header-map.ts";
import type { Machine } from "../machine.ts";
import type { ImportTable } from "./table.ts";

/** Calls to other services over HTTP. */
export function httpImports(machine: Machine): ImportTable {
  return {
    proxy_http_call(
      cluster: number,
      clusterSize: number,
      headers: number,
      headersSize: number,
      body: number,
      bodySize: number,
      _trailers: number,
      _trailersSize: number,
      timeout: number,
      tokenAt: number,
    ): number {
      const { memory, context } = machine;
      const name = memory.text(cluster, clusterSize);
      const map = HeaderMap.parse(memory.read(headers, headersSize));
      memory.writeU32(tokenAt, 0);
      // A signed number in the proxy, which refuses it below 0.
      const sent = machine.http.send(context.plugin, name, map, memory.read(body, bodySize), timeout | 0);
      memory.writeU32(tokenAt, sent.token);
      return sent.status;
    },
  };
}

/** Higress's own: calls to Redis. */
export function redisImports(machine: Machine): ImportTable {
  return {
    proxy_redis_init(
      service: number,
      serviceSize: number,
      username: number,
      usernameSize: number,
      password: number,
      passwordSize: number,
      timeout: number,
    ): number {
      const { memory } = machine;
      const name = memory.text(service, serviceSize);
      const user = memory.text(username, usernameSize);
      return machine.redis.init(name, user, memory.text(password, passwordSize), timeout);
    },
    proxy_redis_call(
      service: number,
      serviceSize: number,
      query: number,
      querySize: number,
      tokenAt: number,
    ): number {
      const { memory, context } = machine;
      const name = memory.text(service, serviceSize);
      const sent = machine.redis.call(context.plugin, name, memory.read(query, querySize));
      memory.writeU32(tokenAt, sent.token);
      return sent.status;
    },
  };
}
