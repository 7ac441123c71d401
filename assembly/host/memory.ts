import { Slice } from "../bytes/slice";

/** Where the proxy writes the address and the size of what it hands over, and numbers it answers with. */
const out = memory.data(16);

export const addressOut: usize = out;
export const sizeOut: usize = out + 4;
export const numberOut: usize = out + 8;

/** Forgets the last hand-over, so that an import that wrote nothing is seen to have done so. */
export function clearOut(): void {
  store<u64>(addressOut, 0);
  store<u64>(numberOut, 0);
}

/**
 * What the proxy has handed over. It allocates through `malloc`, which makes a new buffer: the address *is* that
 * object, and nothing is copied. What it hands over within a hook is not collected before the hook ends.
 */
export function takeOut(): Slice {
  const address = load<usize>(addressOut);
  const size = load<i32>(sizeOut);
  if (address == 0) return Slice.EMPTY;
  return new Slice(changetype<ArrayBuffer>(address), 0, size);
}
