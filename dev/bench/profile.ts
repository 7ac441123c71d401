import { type Profiler, Session } from "node:inspector/promises";
import { compile, FILTER } from "../compile.ts";
import { LeanHost } from "./v8/host.ts";
import { NAMES, type Name, prepare, Unknown, USUAL } from "./v8/scenario.ts";

/**
 * `make bench-profile`: where the guest's time goes, by function of the module, for each scenario. Sampled by V8 in
 * a build that keeps the functions' names; functions that were inlined count for those that they are in.
 */
const SECONDS = 3;
const SAMPLE_US = 100;
const WARM_UP_MS = 1_000;
const SHOWN = 40;
const WIDTH = 60;

const wanted = process.env.SCENARIO;
const names = NAMES.filter((name) => !wanted || name === wanted);
const options = ["--optimizeLevel", "3", "--shrinkLevel", "1", "--debug"];
const module = new WebAssembly.Module(await compile("assembly/index.ts", [...FILTER, ...options]));
for (const name of names) await profile(name);

async function profile(name: Name): Promise<void> {
  try {
    const { host, exchange } = prepare(new LeanHost(module), { flavour: "envoy", name, ...USUAL });
    const run = (): void => host.run(exchange);
    during(WARM_UP_MS, run);
    print(name, await sample(() => during(1_000 * SECONDS, run)));
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    console.log(`${name}: ${error.message}`);
  }
}

function during(ms: number, action: () => void): void {
  for (const end = performance.now() + ms; performance.now() < end;) for (let i = 0; i < 20; i++) action();
}

async function sample(action: () => void): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await session.post("Profiler.start");
  action();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return profile;
}

function print(name: Name, { nodes, samples = [] }: Profiler.Profile): void {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const isGuest = (id: number): boolean => frames.get(id)!.url.startsWith("wasm:");
  const alone = new Map<string, number>();
  const withCallees = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void =>
    void counts.set(key, (counts.get(key) ?? 0) + 1);
  const inGuest = samples.filter(isGuest);
  for (const sample of inGuest) {
    count(alone, frames.get(sample)!.functionName);
    const callers = new Set<string>();
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id))
      if (isGuest(id)) callers.add(frames.get(id)!.functionName);
    for (const caller of callers) count(withCallees, caller);
  }
  const share = ((100 * inGuest.length) / samples.length).toFixed(1);
  console.log(`\n${name}: ${share} % of the samples in the module`);
  const rows = [alone, withCallees].map((counts) => highest(counts, inGuest.length));
  console.log(`${"alone".padEnd(WIDTH)}with what it calls`);
  rows[0]!.forEach((row, i) => console.log(row.padEnd(WIDTH) + (rows[1]![i] ?? "")));
}

function highest(counts: Map<string, number>, of: number): string[] {
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return sorted.map(([name, count]) => `${((100 * count) / of).toFixed(1).padStart(5)} %  ${short(name)}`);
}

/** A function's name without the folder that all of them share, and the library's mark. */
function short(name: string): string {
  return name.replace(/^assembly\/|^~lib\//, "").slice(0, WIDTH - 12);
}
