/** Values of one text, each known by where it begins. */
export class Places {
  private readonly list: i32[] = [];
  private isSorted: bool = true;

  add(at: i32): void {
    const list = this.list;
    if (list.length > 0 && at < list[list.length - 1]) this.isSorted = false;
    list.push(at);
  }

  clear(): void {
    this.list.length = 0;
    this.isSorted = true;
  }

  has(at: i32): bool {
    return this.areWithin(at, at + 1);
  }

  /** Whether one of them begins in `[from, to)`. */
  areWithin(from: i32, to: i32): bool {
    const list = this.list;
    if (!this.isSorted) {
      list.sort();
      this.isSorted = true;
    }
    let low = 0;
    for (let high = list.length; low < high;) {
      const middle = (low + high) >> 1;
      if (list[middle] < from) low = middle + 1;
      else high = middle;
    }
    return low < list.length && list[low] < to;
  }
}
