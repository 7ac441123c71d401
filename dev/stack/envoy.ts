import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEnvoy } from "./binaries.ts";
import { Child } from "./child.ts";
import type { EnvoyConfig } from "./envoy-config.ts";

const START_MS = 30_000;
const RELOAD_MS = 15_000;

/** How Envoy is run. */
export interface EnvoyOptions {
  /** Its files live here. */
  dir: string;
  logFile: string;
  /** Worker threads, each with a VM of its own. */
  concurrency: number;
  /** Envoy's own log level; `wasm:debug` after a comma sets one component's. */
  logLevel: string;
  /** How long requests that began under an old configuration may go on after a reload, seconds. */
  drainSeconds: number;
}

/** What became of a new configuration. */
export interface Reload {
  /** False when the plugin or Envoy refused it; the configuration before it stays in force. */
  accepted: boolean;
  /** What Envoy logged meanwhile, the plugin's reasons among it. */
  log: string;
}

/** A running Envoy whose listener comes from a file, so that it can be replaced while requests run. */
export class Envoy {
  /** Port of the gateway. */
  port = 0;
  /** `http://127.0.0.1:PORT` of the admin page. */
  adminUrl = "";
  private readonly child: Child;
  private readonly lds: string;
  private version = 1;

  private constructor(child: Child, lds: string) {
    this.child = child;
    this.lds = lds;
  }

  /** Resolves when Envoy takes requests; rejects with the end of its log when it cannot. */
  static async start(config: EnvoyConfig, options: EnvoyOptions): Promise<Envoy> {
    const file = (name: string): string => join(options.dir, name);
    const lds = file("listeners.json");
    writeFileSync(lds, JSON.stringify(config.listeners(1)));
    writeFileSync(file("bootstrap.json"), JSON.stringify(config.bootstrap(lds)));
    const child = new Child(findEnvoy(), args(options, file), options.logFile);
    const envoy = new Envoy(child, lds);
    try {
      await child.until(() => envoy.isReady(file("admin-address")), START_MS);
      envoy.port = await envoy.gatewayPort();
    } catch (error) {
      await envoy.close();
      throw error;
    }
    return envoy;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves once Envoy has ended, wanted or not, with the reason in words. */
  get ended(): Promise<string> {
    return this.child.ended;
  }

  /** Everything Envoy has logged so far, access log included. */
  log(): string {
    return this.child.log();
  }

  /** The text of an admin page, such as `/stats/prometheus`. */
  async admin(path: string, method = "GET"): Promise<string> {
    const response = await fetch(this.adminUrl + path, { method });
    return response.text();
  }

  /** The value of one of Envoy's own counters or gauges, 0 when there is none of that name. */
  async stat(name: string): Promise<number> {
    const text = await this.admin(`/stats?filter=^${name.replaceAll(".", "\\.")}$`);
    return Number(text.split(": ")[1] ?? 0);
  }

  /** Replaces the listener. Old connections keep the old configuration until `drained`. */
  async reload(config: EnvoyConfig): Promise<Reload> {
    const before = this.log().length;
    const [taken, refused] = [await this.stat(TAKEN), await this.stat(REFUSED)];
    const next = `${this.lds}.next`;
    writeFileSync(next, JSON.stringify(config.listeners(++this.version)));
    renameSync(next, this.lds);
    const isJudged = async (): Promise<boolean> =>
      (await this.stat(TAKEN)) + (await this.stat(REFUSED)) > taken + refused &&
      (await this.stat(WARMING)) === 0;
    await this.child.until(isJudged, RELOAD_MS);
    return { accepted: (await this.stat(REFUSED)) === refused, log: this.log().slice(before) };
  }

  /** Resolves when nothing runs under an old configuration any more. */
  async drained(): Promise<void> {
    const isDrained = async (): Promise<boolean> =>
      (await this.stat("listener_manager.total_filter_chains_draining")) === 0 &&
      (await this.stat("listener_manager.total_listeners_draining")) === 0;
    await this.child.until(isDrained, RELOAD_MS);
  }

  async close(): Promise<void> {
    await this.child.stop();
  }

  private async isReady(addressFile: string): Promise<boolean> {
    this.adminUrl = `http://${readFileSync(addressFile, "utf8")}`;
    return (await this.admin("/ready")).startsWith("LIVE");
  }

  private async gatewayPort(): Promise<number> {
    const { listener_statuses: all = [] } = JSON.parse(
      await this.admin("/listeners?format=json"),
    ) as Listeners;
    const port = all[0]?.local_address.socket_address.port_value;
    if (port === undefined) throw new Error(`Envoy refused its listener\n${this.log()}`);
    return port;
  }
}

const TAKEN = "listener_manager.lds.update_success";
const REFUSED = "listener_manager.lds.update_rejected";
const WARMING = "listener_manager.total_listeners_warming";

interface Listeners {
  listener_statuses?: { local_address: { socket_address: { port_value: number } } }[];
}

function args(options: EnvoyOptions, file: (name: string) => string): string[] {
  const [level = "info", ...components] = options.logLevel.split(",");
  return [
    ...["--config-path", file("bootstrap.json")],
    ...["--admin-address-path", file("admin-address")],
    // Envoy asks for a name before it watches anything.
    ...["--service-node", "gateway", "--service-cluster", "ai-cache"],
    ...["--concurrency", String(options.concurrency)],
    ...["--log-level", level],
    ...(components.length > 0 ? ["--component-log-level", components.join(",")] : []),
    ...["--drain-time-s", String(options.drainSeconds)],
    ...["--drain-strategy", "immediate"],
    // The access log is read while it is written.
    ...["--file-flush-interval-msec", "200"],
    // Several Envoys of one machine would otherwise meet in shared memory.
    "--disable-hot-restart",
  ];
}
