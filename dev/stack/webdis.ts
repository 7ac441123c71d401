import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findWebdis, PROJECT } from "./binaries.ts";
import { Child } from "./child.ts";
import { freePort } from "./ports.ts";

const START_MS = 10_000;

/** A real Webdis in front of a Redis on 127.0.0.1. https://webd.is */
export class Webdis {
  readonly port: number;
  private readonly child: Child;

  private constructor(port: number, child: Child) {
    this.port = port;
    this.child = child;
  }

  /** Starts Webdis on `port`, 0 for any free one, with its files in `dir`. */
  static async start(dir: string, redisPort: number, port = 0): Promise<Webdis> {
    const command = findWebdis();
    if (!command) throw new Error("webdis is not installed (Debian: apt-get install webdis)");
    const own = await freePort(port);
    const file = join(dir, "webdis.json");
    writeFileSync(file, JSON.stringify(settings(dir, redisPort, own)));
    const webdis = new Webdis(own, new Child(command, [file], join(dir, "webdis.out")));
    try {
      await webdis.child.until(() => webdis.answers(), START_MS);
    } catch (error) {
      await webdis.close();
      throw error;
    }
    return webdis;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  async close(): Promise<void> {
    await this.child.stop();
  }

  private async answers(): Promise<boolean> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/PING`);
    return (await reply.text()).includes("PONG");
  }
}

/** envoy/webdis.json, changed for this machine. */
function settings(dir: string, redisPort: number, port: number): object {
  const shared = JSON.parse(readFileSync(join(PROJECT, "envoy", "webdis.json"), "utf8")) as object;
  return {
    ...shared,
    redis_host: "127.0.0.1",
    redis_port: redisPort,
    http_host: "127.0.0.1",
    http_port: port,
    logfile: join(dir, "webdis.log"),
  };
}
