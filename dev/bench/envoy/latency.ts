import { Agent, request } from "node:http";
import type { Envoy } from "../../stack/envoy.ts";
import { spread, type Spread } from "../statistics.ts";

/** When an answer began and ended, in milliseconds after its request was sent. */
export interface Moments {
  first: number;
  last: number;
}

/** A client with one connection that is kept. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly port: number;

  constructor(envoy: Envoy) {
    this.port = envoy.port;
  }

  /** Sends a request; rejects where the answer is not 200. */
  ask(method: string, path: string, headers: Record<string, string>, body: string): Promise<Moments> {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      const options = { port: this.port, host: "127.0.0.1", agent: this.agent, method, path, headers };
      const sent = request(options, (response) => {
        let first = 0;
        if (response.statusCode !== 200) reject(new Error(`${method} ${path}: ${response.statusCode}`));
        response.on("data", () => (first ||= performance.now() - start));
        response.on("end", () => resolve({ first, last: performance.now() - start }));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What several ways of asking took, in turns. */
export async function inTurns(
  rounds: number,
  ways: Record<string, (round: number) => Promise<Moments>>,
): Promise<Record<string, { first: Spread; last: Spread }>> {
  const taken = new Map<string, Moments[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, ask] of Object.entries(ways)) taken.get(name)!.push(await ask(round));
  return Object.fromEntries(
    [...taken].map(([name, moments]) => {
      // The first tenth is warm-up: connections are made, and V8 compiles in both processes.
      const warm = moments.slice(rounds / 10);
      const of = (what: keyof Moments): Spread => spread(warm.map((moment) => moment[what]));
      return [name, { first: of("first"), last: of("last") }];
    }),
  );
}
