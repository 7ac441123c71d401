import { Status } from "../abi.ts";
import type { Machine } from "../machine.ts";
import type { Plugin } from "../plugin.ts";
import type { RedisCluster } from "./redis-cluster.ts";
import { readCommand } from "./resp.ts";

/** `cluster` or `cluster?db=N`. */
const SERVICE = /^(.*?)(?:\?db=(\d+))?$/s;

/** Higress's Redis callouts (`proxy_redis_init`, `proxy_redis_call`). */
export class RedisUpstreams {
  private readonly machine: Machine;
  private readonly clusters = new Map<string, RedisCluster>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  add(cluster: RedisCluster): void {
    this.clusters.set(cluster.name, cluster);
  }

  /** @param timeout milliseconds */
  init(service: string, username: string, password: string, timeout: number): number {
    const [, name, db] = SERVICE.exec(service)!;
    const cluster = this.clusters.get(name!);
    if (!cluster) return Status.BadArgument;
    cluster.login({ username, password, db: Number(db ?? 0), timeout });
    return Status.Ok;
  }

  /** @param query a command in RESP */
  call(plugin: Plugin, service: string, query: Buffer): { status: number; token: number } {
    const cluster = this.clusters.get(service);
    if (!cluster) return { status: Status.BadArgument, token: 0 };
    const args = readCommand(query);
    if (args) return cluster.send(plugin, args);
    this.machine.violations.push(
      `proxy_redis_call with what is no command: ${JSON.stringify(String(query))}`,
    );
    return { status: Status.InternalFailure, token: 0 };
  }
}
