/**
 * The SDK counts references to the memory that the proxy asks for. That happens within hooks, and what is not taken by
 * then is garbage: nothing is collected before the hook ends.
 */
export function __retain(pointer: usize): usize {
  return pointer;
}

export function __release(_pointer: usize): void {}
