/** Rows with their distances, the nearest first: no more than `size` of them. */
export class Nearest {
  readonly rows: Int32Array;
  readonly distances: Float64Array;
  private count = 0;

  constructor(size: number) {
    this.rows = new Int32Array(size);
    this.distances = new Float64Array(size);
  }

  get length(): number {
    return this.count;
  }

  /** Whether one at this distance would be among them. */
  takes(distance: number): boolean {
    return this.count < this.rows.length || distance < this.distances[this.count - 1]!;
  }

  /** Adds a row; at the same distance the one that came first stays in front. */
  add(row: number, distance: number): void {
    if (!this.takes(distance)) return;
    let at = this.count < this.rows.length ? this.count++ : this.count - 1;
    for (; at > 0 && this.distances[at - 1]! > distance; at--) {
      this.distances[at] = this.distances[at - 1]!;
      this.rows[at] = this.rows[at - 1]!;
    }
    this.distances[at] = distance;
    this.rows[at] = row;
  }

  clear(): void {
    this.count = 0;
  }
}
