/** Input that cannot be used, or options that contradict each other; the message says where and what was expected. */
export class InputFault extends Error {}

/** Faults that are told at most; the rest is counted. */
const TOLD = 10;

/** Collects what is wrong, so that all of it is told at once and before anything is done. */
export class Faults {
  private readonly faults: string[] = [];

  /** @param where such as `file.csv:12` */
  add(where: string, what: string): void {
    this.faults.push(`${where}: ${what}`);
  }

  /** Throws unless all is well. */
  check(): void {
    const { length } = this.faults;
    if (length === 0) return;
    const more = length > TOLD ? [`… and ${length - TOLD} more`] : [];
    throw new InputFault([...this.faults.slice(0, TOLD), ...more].join("\n"));
  }
}

/** A value as it is shown in a fault: JSON, cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
