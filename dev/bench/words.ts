import type { Report } from "./report.ts";
import { number } from "./sections.ts";

/** What the figures of a report were measured on and with, a sentence each. */
export function about({ created, isQuick, machine, anchor, v8, envoy, leftOut }: Report): string[] {
  const { cpu, cores, memoryBytes, system, node, v8: engine, loadBefore, loadAfter } = machine;
  const memory = `${number(memoryBytes / 1e9)} GB`;
  return [
    `Made ${created}${isQuick ? ", in haste (QUICK): not for comparison" : ""}.`,
    `On ${cores} cores of ${cpu}, ${memory}, ${system}; Node ${node} with V8 ${engine}${machine.envoy ? `, Envoy ${machine.envoy}` : ""}.`,
    `Load of the machine: ${number(loadBefore, 1)} before, ${number(loadAfter, 1)} after${loadBefore > 0.5 ? ": others were at work" : ""}.`,
    `Anchor: SHA-256 of 1 MiB by Node takes ${number(anchor.median)} µs (quartiles ${number(anchor.low)}–${number(anchor.high)}).`,
    ...(v8 ? [`Reading the clock took ${nanoseconds(v8.residue.perImport)} per host call, taken off.`] : []),
    ...(envoy ? [`Load by ${envoy.loadGenerator}, Redis behind ${envoy.bridge}, all on this machine.`] : []),
    ...leftOut.map((line) => `Left out: ${line}.`),
  ];
}

function nanoseconds(milliseconds: number): string {
  return `${number(milliseconds * 1e6)} ns`;
}
