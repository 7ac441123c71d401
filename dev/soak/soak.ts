import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PluginConfig } from "../stack/plugin-config.ts";
import { Redis } from "../stack/redis.ts";
import { Stack } from "../stack/stack.ts";
import { Client } from "./client.ts";
import { LongStreams } from "./long-streams.ts";
import { countersIn, trapsIn } from "./gateway.ts";
import { type Sample, sample } from "./memory.ts";
import { Mixed } from "./mixed.ts";
import type { SoakOptions } from "./options.ts";
import { Record } from "./record.ts";
import { recover, type Recovery } from "./recovery.ts";
import { DIMENSION, Services } from "./services.ts";
import type { Soaked } from "./soaked.ts";
import { type Surroundings, type Trouble, TROUBLES } from "./troubles.ts";

/** An answer may be waited for by others for ten seconds before it is asked for, and a busy machine is late. */
const DRAIN_MARGIN_SECONDS = 30;
/** An entry of a new question is not asked for longer. */
const TTL_SECONDS = 120;

/** Uses a real gateway for some minutes as hard as `options` say, while things go wrong around it. */
export async function soak(options: SoakOptions, tell: (what: string) => void): Promise<Soaked> {
  const dir = mkdtempSync(join(tmpdir(), "ai-cache-soak-"));
  const change = (config: PluginConfig): PluginConfig => configured(config, options.timeoutMs);
  const open: { close(): Promise<void> }[] = [];
  try {
    const redis = await Redis.start(dir);
    open.push(redis);
    const services = await Services.start(dir, redis.url, options.streamSeconds);
    open.push(services);
    const stack = await Stack.start({
      services: services.wired,
      concurrency: options.workers,
      drainSeconds: options.streamSeconds + DRAIN_MARGIN_SECONDS,
      logLevel: "warning",
      plugin: { ttlJitter: 0.2 },
      config: change,
      patch: (config) => config.dropAccessLog(),
    });
    open.push(stack);
    return await new Run({ stack, redis, services, configured: change }, options, tell).go();
  } finally {
    while (open.length > 0) await open.pop()!.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The configuration of a soak, from that of the stack. */
function configured(config: PluginConfig, timeout: number): PluginConfig {
  return {
    ...config,
    lookupTimeout: timeout,
    cache: { ...config.cache, timeout, cacheTTL: TTL_SECONDS },
    embedding: { ...config.embedding, timeout, dimension: DIMENSION },
    vector: { ...config.vector, timeout },
  };
}

/** One soak that is under way. */
class Run {
  private readonly record = new Record();
  private readonly client: Client;
  private readonly long: LongStreams;
  private readonly mixed: Mixed;
  private readonly samples: Sample[] = [];
  private readonly recoveries: Recovery[] = [];
  private calm: number | null = 0;
  private mostOpen = 0;
  private isOver = false;
  private readonly surroundings: Surroundings;
  private readonly options: SoakOptions;
  private readonly tell: (what: string) => void;

  constructor(surroundings: Surroundings, options: SoakOptions, tell: (what: string) => void) {
    this.surroundings = surroundings;
    this.options = options;
    this.tell = tell;
    this.client = new Client(surroundings.stack.envoy.port);
    this.long = new LongStreams(this.client, this.record, options);
    this.mixed = new Mixed(this.client, this.record, options, () => this.calm);
  }

  async go(): Promise<Soaked> {
    const running = [this.long.run(), this.mixed.run(), this.watch()];
    await this.troubles();
    this.mixed.stop();
    await running[1];
    const seconds = this.record.seconds;
    await this.drain();
    await running[0];
    this.isOver = true;
    await running[2];
    this.client.close();
    return this.soaked(seconds);
  }

  /** Troubles in turns, each followed by a calm, until time is up; each kind comes at least once. */
  private async troubles(): Promise<void> {
    const pause = 1000 * this.options.troubleSeconds;
    await sleep(pause);
    for (let i = 0; i < TROUBLES.length || this.record.seconds < 60 * this.options.minutes; i++) {
      await this.trouble(TROUBLES[i % TROUBLES.length]!);
      await sleep(pause);
    }
  }

  private async trouble({ name, begin, end }: Trouble): Promise<void> {
    const { record, surroundings, options } = this;
    this.tell(
      `${Math.round(record.seconds)} s, ${record.requests} requests, ${record.failed} failed: ${name}`,
    );
    const { calm } = this;
    this.calm = null;
    record.during = name;
    await begin(surroundings);
    await sleep(1000 * options.troubleSeconds);
    await end(surroundings);
    record.during = `after: ${name}`;
    this.recoveries.push(await recover(surroundings, this.client, record, name, options));
    record.during = "calm";
    this.calm = (calm ?? 0) + 1;
  }

  /** The gateway is taken out of service while long answers are under way: each goes on to its end. */
  private async drain(): Promise<void> {
    this.tell(`draining with ${this.long.open} answers under way`);
    this.record.during = "drain";
    this.long.stop();
    await this.surroundings.stack.envoy.admin("/drain_listeners?graceful&skip_exit", "POST");
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      this.samples.push(await sample(this.surroundings.stack.envoy, this.record.seconds));
      this.mostOpen = Math.max(this.mostOpen, this.long.open);
      await sleep(1000);
    }
  }

  private async soaked(seconds: number): Promise<Soaked> {
    const { record, client, options, samples, recoveries, mostOpen } = this;
    const { stack } = this.surroundings;
    const { requests, failed, failures, left, outcomes, lost } = record;
    return {
      ...{ options, seconds, requests, failed, failures, left, lost, outcomes, mostOpen },
      ...{ samples, recoveries, repeated: client.repeated },
      counters: countersIn(await stack.stats()),
      traps: trapsIn(stack.envoyLog()),
    };
  }
}
