import { describeMachine, envoyVersion, load } from "../bench/machine.ts";
import type { Sample } from "./memory.ts";
import { commandOf } from "./options.ts";
import { checksOf, growthOf, type Soaked, warmAt } from "./soaked.ts";

/** Points of the memory's course that are shown. */
const POINTS = 12;

/** The report as Markdown. */
export function reportOf(soaked: Soaked): string {
  return [
    `\`${commandOf(soaked.options)}\``,
    about(soaked),
    "## Checks",
    table(
      ["checked", "holds", "found"],
      checksOf(soaked).map(({ what, holds, found }) => [what, holds ? "yes" : "**no**", found]),
    ),
    "## What clients got",
    outcomes(soaked),
    ...failures(soaked),
    "## After each trouble",
    recoveries(soaked),
    "## Memory of Envoy",
    memory(soaked),
    "## What the module counted",
    table(
      ["counter", "value"],
      Object.entries(soaked.counters).map(([name, value]) => [`\`${name}\``, String(value)]),
    ),
    ...(soaked.traps.length > 0 ? ["## Traps", ...soaked.traps.map((line) => `    ${line}`)] : []),
  ].join("\n\n");
}

function about(soaked: Soaked): string {
  const { requests, seconds, options, mostOpen, left, repeated } = soaked;
  const { cpu, cores, system, node } = describeMachine();
  const rate = (requests / seconds).toFixed(0);
  return [
    `- ${requests} requests in ${seconds.toFixed(0)} s (${rate} a second), up to ${mostOpen} answers of ${options.streamSeconds} s under way`,
    `- ${left} clients left before the end; ${repeated} requests were sent again, as their kept connection was just being closed`,
    `- Envoy ${envoyVersion()}, ${options.workers} workers, with the load and the stand-ins on the same machine`,
    `- ${cpu}, ${cores} cores, ${system}, Node ${node}; load of the last minute at the end ${load().toFixed(1)}`,
  ].join("\n");
}

function outcomes({ outcomes }: Soaked): string {
  const names = [...new Set(Object.values(outcomes).flatMap(Object.keys))].sort();
  const rows = Object.entries(outcomes).map(([kind, counts]) => [
    kind,
    ...names.map((name) => String(counts[name] ?? 0)),
  ]);
  return table(["asked", ...names.map((name) => `\`${name}\``)], rows);
}

function failures({ failures }: Soaked): string[] {
  if (failures.length === 0) return [];
  const rows = failures.map(({ first, last, count, kind, during, why }) => [
    `${first} s to ${last} s`,
    ...[String(count), kind, during, why],
  ]);
  return ["What failed:", table(["at", "requests", "asked", "during", "why"], rows)];
}

function recoveries({ recoveries }: Soaked): string {
  const rows = recoveries.map(({ after, at, closedAfter, asked, misses, hits, inRedis, inStore }) => [
    `${at.toFixed(0)} s`,
    after,
    closedAfter === null ? "**never**" : `${closedAfter.toFixed(1)} s`,
    `${hits} of ${asked}`,
    String(inRedis),
    `${inStore} of ${misses}`,
  ]);
  return table(
    ["over at", "trouble", "breakers closed after", "hits", "in Redis", "in the vector store"],
    rows,
  );
}

function memory(soaked: Soaked): string {
  const { samples } = soaked;
  const since = warmAt(soaked);
  const step = Math.max(1, Math.floor(samples.length / POINTS));
  const shown = samples.filter((_, i) => i % step === 0);
  const rows = shown.map(({ at, resident, allocated, machines }: Sample) => [
    `${at.toFixed(0)} s`,
    resident.toFixed(1),
    allocated.toFixed(1),
    String(machines),
  ]);
  const slope = growthOf(soaked).toFixed(2);
  return [
    table(["at", "resident, MB", "allocated by Envoy itself, MB", "machines of V8"], rows),
    `From second ${since} on the resident memory grew by ${slope} MB a minute (least squares over a sample a second).`,
  ].join("\n\n");
}

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}
