// Calls that do nothing, in and out: what remains of a measurement when the guest does no work.

@external("env", "nothing")
declare function nothing(a: i32, b: i32, c: i32, d: i32, e: i32): i32;

/** Does nothing. */
export function idle(_a: i32, _b: i32, _c: i32): i32 {
  return 0;
}

/** Calls out `count` times. */
export function callOut(count: i32): i32 {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += nothing(i, i, i, i, i);
  return sum;
}
