import { readFileSync } from "node:fs";
import { LeanHost } from "./v8/host.ts";
import { NAMES, prepare, USUAL } from "./v8/scenario.ts";
const [a, b] = process.argv.slice(2, 4);
const only = process.argv[4]?.split(",");
const extra = process.argv[5] ? JSON.parse(process.argv[5]) : {};
const mods = [a, b].map((f) => new WebAssembly.Module(readFileSync(f!)));
const median = (x: number[]) => x.sort((p, q) => p - q)[x.length >> 1]!;
for (const name of NAMES) {
  if (only && !only.includes(name)) continue;
  const runs = mods.map((m) => prepare(new LeanHost(m), { flavour: "envoy", name, ...USUAL, ...extra }));
  const t: number[][] = [[], []];
  for (let r = 0; r < 40; r++) for (const k of r % 2 ? [0, 1] : [1, 0]) {
    const { host, exchange } = runs[k]!;
    const start = performance.now(); let n = 0;
    while (performance.now() - start < 40) for (let i = 0; i < 5; i++, n++) host.run(exchange);
    if (r >= 6) t[k]!.push((performance.now() - start) * 1000 / n);
  }
  console.log(name.padEnd(14), median(t[0]!).toFixed(1), "→", median(t[1]!).toFixed(1));
}
