// The names are private to the library; dev/asc/quiet-sdk.mjs exports them, and takes its own interrupts away.
import { state, step, total } from "rt/itcms";

/** The collector is between two rounds. */
const IDLE = 0;
/** Bytes that are allocated, at least, before another round begins. */
const LEAST: usize = 256 * 1024;
/** In a round, one object is looked at for so many bytes that the hook has allocated: it ends before they have doubled. */
const PACE: usize = 8;
/** Objects that are looked at in each hook besides. */
const ALWAYS: usize = 64;

/** Hooks of the proxy that are running: more than one where a host call leads to another hook. */
let depth = 0;
/** Number of the hook that began last. */
let number: u32 = 0;
/** Bytes in use when the outermost hook began. */
let before: usize = 0;
/** Bytes in use from which on another round begins. */
let due: usize = LEAST;

/** A hook of the proxy begins. */
export function enter(): void {
  number++;
  if (depth++ == 0) before = total;
}

/** Tells the hooks of the proxy apart: what is known in one, such as the time, need not be asked for again in it. */
export function presentHook(): u32 {
  return number;
}

/**
 * A hook of the proxy ends. After the outermost one no object is held by the stack alone, so this is where those that
 * nothing refers to may be freed, some at a time.
 */
export function leave(): void {
  if (--depth == 0 && (state != IDLE || total >= due)) collect((total - before) / PACE + ALWAYS);
}

function collect(objects: usize): void {
  let rounds = 0;
  for (let left = objects; left > 0; left--) {
    step();
    if (state != IDLE) continue;
    due = total + max(total, LEAST);
    // What a hook brings while a round is under way outlives that round, even as garbage. Where it is much another round
    // tells, or the next would begin when there is twice as much.
    if (++rounds == 2 || total <= before + LEAST) return;
  }
}
