import type { Counts } from "./baseline.ts";
import type { Contest } from "./envoy/contest.ts";
import type { EnvoyFigures } from "./envoy/run.ts";
import type { Report } from "./report.ts";
import type { Spread } from "./statistics.ts";
import { ENVOY, MODULE, PEER, TARGETS } from "./targets.ts";
import { nameOf, type Timed, type V8Figures } from "./v8/run.ts";

/** A table of the report, for the terminal, the page and the documentation alike. */
export interface Section {
  title: string;
  head: string[];
  rows: string[][];
}

/** Every table that the report has figures for. */
export function sectionsOf(report: Report): Section[] {
  const { v8, envoy } = report;
  return [
    ...(v8 ? [scenarios(v8, report.anchor), modules(v8), variants(v8), memory(v8), counts(v8.counts)] : []),
    ...(envoy ? [contests(envoy), misses(envoy)] : []),
  ];
}

function scenarios({ scenarios }: V8Figures, anchor: Spread): Section {
  const rows = scenarios.map((timed) => {
    const { guest, raw } = timed.timing;
    const isOver = guest.median > TARGETS[timed.name];
    return [
      nameOf(timed),
      micros(guest),
      `≤ ${TARGETS[timed.name]}${isOver ? " ✗" : ""}`,
      timed.name in PEER ? number(PEER[timed.name]!) : "–",
      number((100 * guest.median) / anchor.median, 2),
      micros(raw),
    ];
  });
  const head = [
    "µs in the module",
    "median (quartiles)",
    "target",
    "peer",
    "% of anchor",
    "with the bench's host",
  ];
  return { title: "A request in V8", head, rows };
}

function modules({ start, memory: { sizes } }: V8Figures): Section {
  const { envoy, higress } = start;
  const row = (name: string, of: (start: typeof envoy) => string, target: string, peer: string): string[] => [
    name,
    of(envoy),
    of(higress),
    target,
    peer,
  ];
  const kB = (bytes: number): string => `${number(bytes / 1000)} kB`;
  const { moduleBytes, configured, memoryAtStart } = MODULE;
  return {
    title: "The modules",
    head: ["", "Envoy's", "Higress's", "target", "peer"],
    rows: [
      row("size", (s) => kB(s.moduleBytes), `≤ ${kB(moduleBytes.target)}`, moduleBytes.peer),
      row(
        "instantiate to configured",
        (s) => millis(s.configured),
        `≤ ${configured.target} ms`,
        configured.peer,
      ),
      row("compile, before any function runs", (s) => millis(s.compile), "", ""),
      row("linear memory at the start", (s) => kB(s.memoryBytes), "≤ 1 MiB", memoryAtStart.peer),
      [
        "linear memory after requests",
        sizes.map(({ requests, bytes }) => `${number(requests)}: ${kB(bytes)}`).join(", "),
        "",
        "flat",
        "10–12 MB",
      ],
    ],
  };
}

function variants({ variants }: V8Figures): Section {
  const rows = variants.map((timed: Timed) => [
    nameOf(timed),
    micros(timed.timing.guest),
    micros(timed.timing.raw),
  ]);
  return {
    title: "Other sizes, in V8",
    head: ["µs in the module", "median (quartiles)", "with the bench's host"],
    rows,
  };
}

function memory({ memory: { inUse, peakSize, inFlight } }: V8Figures): Section {
  return {
    title: `Memory in use, ${number(inFlight)} requests in flight and after them`,
    head: ["bytes", "before", "at the peak", "after", "linear memory at the peak"],
    rows: [["", ...[inUse.before, inUse.peak, inUse.after, peakSize].map((bytes) => number(bytes))]],
  };
}

function counts(counts: Counts): Section {
  const names = ["hostCalls", "allocations", "allocatedBytes", "copiedBytes"];
  const rows = Object.entries(counts)
    .filter(([, group]) => "hostCalls" in group)
    .map(([group, count]) => [group, ...names.map((name) => number(count[name]!))]);
  return {
    title: "Work of a request",
    head: ["", "host calls", "allocations", "bytes allocated", "bytes copied"],
    rows,
  };
}

function contests({ exactHits, callAlone, overCallAlone, localHits, twoWorkers }: EnvoyFigures): Section {
  const row = (name: string, target: string, contest: Contest): string[] => {
    const { ours, theirs, throughput, workers, connections } = contest;
    return [
      `${name}, ${connections} connections`,
      number(ours.perSecond.median),
      number(theirs.perSecond.median),
      percent(throughput),
      percent(workers),
      target,
      `${number(ours.workerMicroseconds.median)} / ${number(theirs.workerMicroseconds.median)}`,
      `${number(100 * ours.workerShare.median)} % / ${number(100 * theirs.workerShare.median)} %`,
    ];
  };
  return {
    title: "In Envoy, ours against the bare one",
    head: [
      "",
      "ours/s",
      "theirs/s",
      "throughput",
      "by workers' time",
      "target",
      "worker µs per request",
      "worker busy",
    ],
    rows: [
      ...exactHits.map((contest) =>
        row("exact hit / proxied from the bridge", `≥ ${100 * ENVOY.exactHit} %`, contest),
      ),
      ...(callAlone ? [row("the call alone / proxied from the bridge", "", callAlone)] : []),
      ...(overCallAlone ? [row("exact hit / the call alone", "", overCallAlone)] : []),
      ...(localHits ? [row("local hit / empty filter", `≥ ${100 * ENVOY.localHit} %`, localHits)] : []),
      row("two workers / one", "", twoWorkers),
    ],
  };
}

function misses({ misses: { json, stream, callouts } }: EnvoyFigures): Section {
  const row = (name: string, value: number, target = ""): string[] => [
    name,
    `${number(value, 2)} ms`,
    target,
  ];
  const target = `< ${ENVOY.missFirstByte} ms`;
  return {
    title: "What a miss adds, in Envoy",
    head: ["", "median", "target"],
    rows: [
      row("JSON: before the first byte", json.first),
      row("JSON: beyond the callouts", json.beyondCallouts, target),
      row("JSON: before the last byte", json.last),
      row("stream: before the first byte", stream.first),
      row("stream: beyond the callouts", stream.beyondCallouts, target),
      row("stream: before the last byte", stream.last),
      row("stream: for each event", stream.perChunk, "nothing"),
      row("the three callouts by themselves", callouts),
    ],
  };
}

function micros({ median, low, high }: Spread): string {
  const digits = median < 10 ? 1 : 0;
  return `${number(median, digits)} (${number(low, digits)}–${number(high, digits)})`;
}

function millis({ median, low, high }: Spread): string {
  return `${number(median, 2)} ms (${number(low, 2)}–${number(high, 2)})`;
}

function percent({ median, low, high }: Spread): string {
  return `${number(100 * median)} % (${number(100 * low)}–${number(100 * high)})`;
}

/** 12345.6 as "12,346"; a dash for what is no number. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "–";
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
