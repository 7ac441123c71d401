import { until } from "./until.ts";

type Labels = Record<string, string>;

interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

/** The module's metrics at one moment. */
export class Metrics {
  private readonly samples: Sample[];

  /** @param text as at /stats/prometheus */
  constructor(text: string) {
    this.samples = text.split("\n").flatMap((line) => readSample(line) ?? []);
  }

  /** The sum of all samples of `name` that carry `labels`. */
  sum(name: string, labels: Labels = {}): number {
    const wanted = Object.entries(labels);
    return this.samples
      .filter(
        (sample) => sample.name === name && wanted.every(([key, value]) => sample.labels[key] === value),
      )
      .reduce((sum, { value }) => sum + value, 0);
  }

  /** Every sample of `name` as `label=value,…` → number. */
  all(name: string): Record<string, number> {
    const named = this.samples.filter((sample) => sample.name === name);
    return Object.fromEntries(named.map(({ labels, value }) => [written(labels), value]));
  }

  /** The names of the module's metrics. */
  get names(): string[] {
    return [...new Set(this.samples.map(({ name }) => name))].sort();
  }
}

interface Measured {
  stats(): Promise<string>;
}

export async function metrics(stack: Measured): Promise<Metrics> {
  return new Metrics(await stack.stats());
}

/** Breakers of an upstream that are open, one for each worker at most. */
export async function openBreakers(stack: Measured, upstream: string): Promise<number> {
  return (await metrics(stack)).sum("ai_cache_breakers_open", { upstream });
}

/** How much a counter moves while `act` runs, once it has moved at least by `least`. */
export async function moved<T>(
  stack: Measured,
  name: string,
  labels: Labels,
  act: () => Promise<T>,
  least = 1,
): Promise<T> {
  const before = (await metrics(stack)).sum(name, labels);
  const result = await act();
  await until(
    `${name} ${JSON.stringify(labels)} to move by ${least}`,
    async () => (await metrics(stack)).sum(name, labels) >= before + least,
  );
  return result;
}

function readSample(line: string): Sample | null {
  const match = /^(ai_cache_\w+?)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (!match) return null;
  const [, name = "", inner = "", value] = match;
  const labels = [...inner.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, label]) => [key, label]);
  return { name, labels: Object.fromEntries(labels) as Labels, value: Number(value) };
}

function written(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(",");
}
