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

/** Requests of one way in its turn. */
const STREAK = 10;
/** Of these not counted, as the processes of this way were idle meanwhile: code and data have to come back into the caches. */
const COLD = 2;

/**
 * What several ways of asking took, in turns of some requests each.
 * @param count requests of each way
 */
export async function inTurns(
  count: number,
  ways: Record<string, (number: number) => Promise<Moments>>,
): Promise<Record<string, { first: Spread; last: Spread }>> {
  const taken = new Map<string, Moments[]>(Object.keys(ways).map((name) => [name, []]));
  for (let number = 0; number < count; number += STREAK)
    for (const [name, ask] of Object.entries(ways))
      for (let i = 0; i < STREAK; i++) {
        const moments = await ask(number + i);
        if (i >= COLD) taken.get(name)!.push(moments);
      }
  return Object.fromEntries(
    [...taken].map(([name, moments]) => {
      // The first tenth is warm-up: connections are made, and V8 compiles in both processes.
      const warm = moments.slice(moments.length / 10);
      const of = (what: keyof Moments): Spread => spread(warm.map((moment) => moment[what]));
      return [name, { first: of("first"), last: of("last") }];
    }),
  );
}
