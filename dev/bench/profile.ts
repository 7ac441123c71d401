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
const SHOWN = 25;

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
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const counts = new Map<string, number>();
  let guest = 0;
  for (const id of samples) {
    const { url, functionName } = frames.get(id)!;
    if (!url.startsWith("wasm:")) continue;
    guest++;
    counts.set(functionName, (counts.get(functionName) ?? 0) + 1);
  }
  const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`.padStart(7);
  console.log(`\n${name}: ${share(guest, samples.length)} of the samples in the guest, of those`);
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  for (const [functionName, count] of sorted) console.log(`${share(count, guest)}  ${functionName}`);
}
