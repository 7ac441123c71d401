import { join } from "node:path";
import { PROJECT } from "../stack/binaries.ts";
import { Child } from "../stack/child.ts";
import { freePort } from "../stack/ports.ts";
import type { Services as Wired } from "../stack/services.ts";
import { COLLECTION, STANDIN_KEY } from "../stack/wiring.ts";
import type { Fault } from "../standins/fault.ts";
import type { ServicesOptions } from "./services-main.ts";

const START_MS = 30_000;

/** Numbers in a vector: the fewest that hold what the embedder says, as searching is the stand-ins' most work. */
export const DIMENSION = 512;

/** A service that can be given a fault. */
export type Service = "embedding" | "vector" | "redis";

/** The stand-ins of a soak, in a process of their own. */
export class Services {
  private readonly child: Child;
  private readonly ports: ServicesOptions["ports"];

  private constructor(child: Child, ports: ServicesOptions["ports"]) {
    this.child = child;
    this.ports = ports;
  }

  static async start(dir: string, redisUrl: string, streamSeconds: number): Promise<Services> {
    const names = ["control", "llm", "dashscope", "dashvector", "bridge"] as const;
    const found: [string, number][] = [];
    for (const name of names) found.push([name, await freePort()]);
    const options = {
      ports: Object.fromEntries(found),
      redisUrl,
      streamSeconds,
      dimension: DIMENSION,
    } as ServicesOptions;
    const args = ["--import", "tsx", join(PROJECT, "dev/soak/services-main.ts"), JSON.stringify(options)];
    const child = new Child(process.execPath, args, join(dir, "services.log"));
    const services = new Services(child, options.ports);
    await child.until(async () => (await fetch(services.control("/"))).ok, START_MS);
    return services;
  }

  /** How a stack reaches them. */
  get wired(): Wired {
    const at = (port: number): { host: string; port: number } => ({ host: "127.0.0.1", port });
    const { llm, dashscope, dashvector, bridge } = this.ports;
    return {
      llm: { upstream: at(llm), keyVariable: "", model: "" },
      dashscope: { upstream: at(dashscope), apiKey: STANDIN_KEY },
      dashvector: { upstream: at(dashvector), apiKey: STANDIN_KEY, collection: COLLECTION },
      upstash: { upstream: at(bridge), token: STANDIN_KEY },
    };
  }

  /** Lets a service fail from now on; null heals it. */
  async fail(service: Service, fault: Fault | null): Promise<void> {
    await fetch(this.control(`/fault/${service}`), { method: "POST", body: JSON.stringify(fault) });
  }

  /** Whether the vector store has the document of an entry. */
  async hasDocument(id: string): Promise<boolean> {
    return (await fetch(this.control(`/document/${id}`))).ok;
  }

  async close(): Promise<void> {
    await this.child.stop();
  }

  private control(path: string): string {
    return `http://127.0.0.1:${this.ports.control}${path}`;
  }
}
