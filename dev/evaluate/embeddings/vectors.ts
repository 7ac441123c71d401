/** The vectors of some texts as workers share them. */
export interface SharedVectors {
  dimension: number;
  /** Row by row, in single precision; every row is another vector. */
  values: Float32Array;
  /** The row of each text. */
  rows: Map<string, number>;
  /** Rows from the first on that have lists of neighbours. */
  listed: number;
}

/**
 * A question's vector travels with four decimals, which is enough to know its row by; shorter text saves a tenth of
 * the time. Neighbours are found by the row, in single precision.
 */
const SCALE = 1e4;

/** Vectors by text and by row, and the way back from a vector as it travels to its row. */
export class Vectors {
  readonly shared: SharedVectors;
  private readonly lengths: Float64Array;
  private readonly byBeginning = new Map<string, number[]>();
  private readonly written: (string | undefined)[] = [];

  constructor(shared: SharedVectors) {
    this.shared = shared;
    this.lengths = new Float64Array(this.count);
    for (let row = 0; row < this.count; row++) {
      this.lengths[row] = Math.sqrt(this.dot(row, row));
      const key = beginning(this.vector(row).subarray(0, 4).map(rounded));
      this.byBeginning.set(key, [...(this.byBeginning.get(key) ?? []), row]);
    }
  }

  get dimension(): number {
    return this.shared.dimension;
  }

  get count(): number {
    return this.shared.values.length / this.dimension;
  }

  /** The row of a text; undefined for one that has none. */
  rowOf(text: string): number | undefined {
    return this.shared.rows.get(text);
  }

  /** The row of a vector as `json` writes it; -1 where it is none of these. */
  find(vector: readonly number[]): number {
    const rows = this.byBeginning.get(beginning(vector)) ?? [];
    return rows.find((row) => this.vector(row).every((x, i) => Math.fround(rounded(x)) === vector[i])) ?? -1;
  }

  /** A row as a JSON array, as it travels. */
  json(row: number): string {
    return (this.written[row] ??= JSON.stringify(Array.from(this.vector(row), rounded)));
  }

  /** A row as a JSON array of the numbers that it consists of. */
  exact(row: number): string {
    return JSON.stringify(Array.from(this.vector(row)));
  }

  vector(row: number): Float32Array {
    return this.shared.values.subarray(row * this.dimension, (row + 1) * this.dimension);
  }

  /** 1 - cos. */
  distance(a: number, b: number): number {
    return 1 - this.dot(a, b) / (this.lengths[a]! * this.lengths[b]! || 1);
  }

  /** Four sums at a time, as one alone waits for itself. */
  private dot(a: number, b: number): number {
    const { values, dimension } = this.shared;
    const end = (a + 1) * dimension;
    let s = 0;
    let t = 0;
    let u = 0;
    let v = 0;
    let x = a * dimension;
    let y = b * dimension;
    for (; x + 3 < end; x += 4, y += 4) {
      s += values[x]! * values[y]!;
      t += values[x + 1]! * values[y + 1]!;
      u += values[x + 2]! * values[y + 2]!;
      v += values[x + 3]! * values[y + 3]!;
    }
    for (; x < end; x++, y++) s += values[x]! * values[y]!;
    return s + t + u + v;
  }
}

/**
 * The vectors of `questions` and then of other texts, in memory that workers can share.
 * @param vectorOf what a text embeds as; undefined for one that is not embedded
 */
export function shareVectors(
  questions: Iterable<string>,
  others: Iterable<string>,
  vectorOf: (text: string) => Float32Array | undefined,
): SharedVectors {
  const rows = new Map<string, number>();
  const seen = new Map<string, number>();
  const vectors: Float32Array[] = [];
  const add = (text: string): void => {
    const vector = rows.has(text) ? undefined : vectorOf(text);
    if (!vector) return;
    const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("latin1");
    const row = seen.get(bytes) ?? vectors.push(vector) - 1;
    seen.set(bytes, row);
    rows.set(text, row);
  };
  for (const text of questions) add(text);
  const listed = vectors.length;
  for (const text of others) add(text);
  const dimension = vectors[0]?.length ?? 0;
  const values = new Float32Array(new SharedArrayBuffer(4 * dimension * vectors.length));
  vectors.forEach((vector, row) => values.set(vector, row * dimension));
  return { dimension, values, rows, listed };
}

/** One number as it travels. */
function rounded(x: number): number {
  return Math.round(x * SCALE) / SCALE;
}

/** Enough of a vector to tell it from nearly all others. */
function beginning(vector: ArrayLike<number>): string {
  return `${vector[0]} ${vector[1]} ${vector[2]} ${vector[3]}`;
}
