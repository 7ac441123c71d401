import { Slice } from "../bytes/slice";

/** Distances are told apart in steps of this width; those of `STEPS` of them and more are not looked at. */
export const DISTANCE_STEP: f64 = 0.02;
export const STEPS: i32 = 25;

/** Leads are told apart by these bounds; the first of the `LEADS` cells is for what is below all of them. */
const LEAD_BOUNDS: StaticArray<f64> = [
  0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3,
];
export const LEADS: i32 = LEAD_BOUNDS.length + 1;

const CELLS: i32 = STEPS * LEADS;
/** What is kept of each cell: weight of the same, weight of the different, sum of the squares of both. */
const KINDS: i32 = 3;
const BYTES: i32 = CELLS * KINDS * sizeof<f32>();
/** Beyond this many comparisons (of unequal weights, as many equal ones as say as much) half of them is forgotten. */
const MOST: f64 = 20000;

/** The lower bound of a cell of leads; minus infinity for the first. */
export function leadBound(lead: i32): f64 {
  return lead == 0 ? -Infinity : LEAD_BOUNDS[lead - 1];
}

/**
 * What comparisons have shown: how often the neighbour's answer and the model's said the same, by the neighbour's
 * distance and by its lead. A comparison weighs as much as the requests that it stands for: one in ten, ten.
 */
export class Evidence {
  private readonly cells: StaticArray<f32> = new StaticArray<f32>(CELLS * KINDS);
  /** Number of comparisons since it was made or last cleared. */
  count: i32 = 0;

  /** @param weight the requests that this one stands for */
  add(distance: f64, lead: f64, isSame: bool, weight: f64): void {
    if (!(distance < DISTANCE_STEP * STEPS)) return;
    const cell = (max<i32>(0, <i32>(distance / DISTANCE_STEP)) * LEADS + leadCell(lead)) * KINDS;
    this.cells[cell + (isSame ? 0 : 1)] += <f32>weight;
    this.cells[cell + 2] += <f32>(weight * weight);
    this.count++;
  }

  same(step: i32, lead: i32): f64 {
    return this.cells[(step * LEADS + lead) * KINDS];
  }

  different(step: i32, lead: i32): f64 {
    return this.cells[(step * LEADS + lead) * KINDS + 1];
  }

  squares(step: i32, lead: i32): f64 {
    return this.cells[(step * LEADS + lead) * KINDS + 2];
  }

  /** Takes what another has gathered, and fades where it has become much, so that what is long past does. */
  take(other: Evidence): void {
    let weight: f64 = 0;
    let squares: f64 = 0;
    for (let i = 0; i < CELLS * KINDS; i++) {
      this.cells[i] += other.cells[i];
      if (i % KINDS == 2) squares += this.cells[i];
      else weight += this.cells[i];
    }
    if (weight * weight > MOST * squares) for (let i = 0; i < CELLS * KINDS; i++) this.cells[i] /= 2;
  }

  clear(): void {
    memory.fill(changetype<usize>(this.cells), 0, BYTES);
    this.count = 0;
  }

  /** As bytes, for who shares it. */
  write(): Slice {
    const bytes = new ArrayBuffer(BYTES);
    memory.copy(changetype<usize>(bytes), changetype<usize>(this.cells), BYTES);
    return Slice.wrap(bytes);
  }

  /** What `write` wrote; nothing gathered where it is anything else. */
  static read(bytes: Slice | null): Evidence {
    const evidence = new Evidence();
    if (bytes != null && bytes.length == BYTES) {
      memory.copy(changetype<usize>(evidence.cells), bytes.pointer, BYTES);
    }
    return evidence;
  }
}

function leadCell(lead: f64): i32 {
  let cell = 0;
  while (cell < LEAD_BOUNDS.length && lead >= LEAD_BOUNDS[cell]) cell++;
  return cell;
}
