/** The SDK was written for reference counting; today's runtime pins instead. */
export function __retain(pointer: usize): usize {
  return __pin(pointer);
}

export function __release(pointer: usize): void {
  __unpin(pointer);
}
