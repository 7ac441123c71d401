import type { VirtualClock } from "./clock.ts";
import { GuestMemory } from "./guest-memory.ts";
import type { HttpUpstreams } from "./http-upstreams.ts";
import { Log } from "./log.ts";
import { Metrics } from "./metrics.ts";
import type { Settings } from "./options.ts";
import type { Plugin } from "./plugin.ts";
import type { RedisUpstreams } from "./redis/redis-upstreams.ts";
import type { SharedData } from "./shared-data.ts";
import type { Stream } from "./stream.ts";
import { Tally } from "./tally.ts";

/** What the guest knows by a number: a configuration (a root context) or one of its streams. */
export interface Context {
  readonly id: number;
  readonly plugin: Plugin;
  /** Null for a root context. */
  readonly stream: Stream | null;
}

/** What a hook answered. */
export interface HookResult {
  status: number;
  /** Whether it has sent a local reply, which stops the stream whatever the status says. */
  isStopped: boolean;
}

/** The guest trapped: the machine is lost, and with it every stream. */
export class Trap extends Error {}

/**
 * One virtual machine with a module in it: calls into the guest, and whose turn it is. As in
 * https://github.com/proxy-wasm/proxy-wasm-cpp-host (src/exports.cc, src/context.cc).
 */
export class Machine {
  readonly settings: Settings;
  readonly clock: VirtualClock;
  readonly shared: SharedData;
  readonly http: HttpUpstreams;
  readonly redis: RedisUpstreams;
  readonly tally = new Tally();
  readonly log = new Log();
  readonly metrics = new Metrics();
  /** By number; those deleted are gone. */
  readonly contexts = new Map<number, Context>();
  /** What breaks a real proxy, or leaves a stream hanging in it. */
  readonly violations: string[] = [];
  /** Calls that a proxy answers with Ok and then ignores. */
  readonly ineffective: string[] = [];
  /** The outermost hook that is running. */
  running: { context: Context; name: string } | null = null;

  private exports: WebAssembly.Exports = {};
  private guest: GuestMemory | null = null;
  private trap: Trap | null = null;
  private current: Context | null = null;
  private effective = 0;
  private depth = 0;
  private isStopped = false;
  private lastId = 0;
  private readonly deferred: (() => void)[] = [];

  constructor(
    settings: Settings,
    clock: VirtualClock,
    shared: SharedData,
    upstreams: (machine: Machine) => { http: HttpUpstreams; redis: RedisUpstreams },
  ) {
    this.settings = settings;
    this.clock = clock;
    this.shared = shared;
    const { http, redis } = upstreams(this);
    this.http = http;
    this.redis = redis;
  }

  /** Takes the instance; a host call of its start function has come too early, and failed. */
  boot(instance: WebAssembly.Instance): void {
    this.exports = instance.exports;
    this.guest = new GuestMemory(instance.exports, this.tally);
    this.invoke("_initialize", []);
  }

  get memory(): GuestMemory {
    if (!this.guest) throw new Error("a host call while the module starts: a proxy would crash");
    return this.guest;
  }

  /** Whether the guest is running. */
  get isBusy(): boolean {
    return this.depth > 0;
  }

  newId(): number {
    return ++this.lastId;
  }

  /** The context that host calls act on: the one in effect, or the running one when that is gone. */
  get context(): Context {
    const context = this.contexts.get(this.effective) ?? this.current;
    if (!context) throw new Error("a host call while the module starts: a proxy would crash");
    return context;
  }

  /** Puts a context in effect until the call into the guest returns; false when it is gone. */
  enter(id: number): boolean {
    if (!this.contexts.has(id)) return false;
    this.effective = id;
    return true;
  }

  /** Calls an export for `context`, then does what was deferred; `absent` answers for one that is not exported. */
  call(context: Context, name: string, args: number[], absent = 0): HookResult {
    if (this.trap) throw this.trap;
    const outer = { current: this.current, effective: this.effective, running: this.running };
    this.current = context;
    this.effective = 0;
    this.running ??= { context, name };
    this.depth++;
    let status = absent;
    try {
      status = this.invoke(name, args) ?? absent;
    } finally {
      this.depth--;
      this.current = outer.current;
      this.effective = outer.effective;
      this.running = outer.running;
    }
    const isStopped = this.isStopped;
    if (this.depth === 0) this.finish();
    return { status, isStopped };
  }

  /** Does `action` as soon as the guest is not running. */
  defer(action: () => void): void {
    if (this.depth === 0) action();
    else this.deferred.push(action);
  }

  /** The running hook has sent a local reply. */
  stop(): void {
    this.isStopped = true;
  }

  /** The guest asked to end, as AssemblyScript does when it throws. */
  exit(code: number): never {
    throw new Trap(`the guest exited with code ${code}`);
  }

  private invoke(name: string, args: number[]): number | undefined {
    const invoked = this.exports[name];
    if (typeof invoked !== "function") return undefined;
    try {
      return (invoked as (...args: number[]) => number | undefined)(...args);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof Trap)) throw error;
      const said = this.log.lines().at(-1);
      const last = said === undefined ? "" : `; it last logged: ${said}`;
      this.trap ??= new Trap(`${name} trapped: ${error.message}${last}`, { cause: error });
      throw this.trap;
    }
  }

  private finish(): void {
    this.isStopped = false;
    for (let action = this.deferred.shift(); action; action = this.deferred.shift()) action();
  }
}
