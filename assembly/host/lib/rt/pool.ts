import { __alloc as allocateLarge, __free as freeLarge } from "rt/tlsf";

// Small blocks, as nearly all are, come from a list of free ones of their size, so that to take one or to give it back
// is a matter of a few instructions. They are cut from larger blocks of AssemblyScript's own memory, and never go back
// to it. Blocks that are not small come from there, whose functions dev/asc/quiet-sdk.mjs keeps from being the global ones.

/** Bytes before a block that hold its size, in the lowest two bits of which AssemblyScript keeps flags. */
// @ts-ignore: decorator
@inline const HEADER: usize = 4;
/** Blocks and their headers take a multiple of so many bytes together, and blocks begin at one. */
// @ts-ignore: decorator
@inline const GRAIN: usize = 16;
// @ts-ignore: decorator
@inline const SIZES = 16;
/** Bytes of the largest small block. */
// @ts-ignore: decorator
@inline const LARGEST: usize = GRAIN * SIZES - HEADER;
/** Bytes that are cut into blocks of one size. */
// @ts-ignore: decorator
@inline const BATCH: usize = 2048 - HEADER;

/** The first free block of each size, the smallest first; each block holds the next. */
const lists = memory.data(SIZES * 4);

/** Gives `size` bytes at least, filled with anything. */
// @ts-ignore: decorator
@global @unsafe
export function __alloc(size: usize): usize {
  if (size > LARGEST) return allocateLarge(size);
  const list = listOf(size);
  const block = load<usize>(list);
  if (block == 0) return cut(list, size);
  store<usize>(list, load<usize>(block));
  return block;
}

/** Takes back what `__alloc` gave. */
// @ts-ignore: decorator
@global @unsafe
export function __free(block: usize): void {
  const size = load<usize>(block - HEADER) & ~3;
  if (size > LARGEST) return freeLarge(block);
  const list = listOf(size);
  store<usize>(block, load<usize>(list));
  store<usize>(list, block);
}

// @ts-ignore: decorator
@inline
function listOf(size: usize): usize {
  return lists + ((size + HEADER - 1) / GRAIN) * sizeof<usize>();
}

/** Cuts a batch into blocks of a size, puts all but one into their list, and returns that one. */
function cut(list: usize, size: usize): usize {
  const stride = (size + HEADER + GRAIN - 1) & ~(GRAIN - 1);
  const batch = allocateLarge(BATCH);
  let block = batch + GRAIN;
  let next: usize = 0;
  for (; block + stride - HEADER <= batch + BATCH; block += stride) {
    store<usize>(block - HEADER, stride - HEADER);
    store<usize>(block, next);
    next = block;
  }
  store<usize>(list, load<usize>(next));
  return next;
}

/** Fills an object with zeros, as the collector asks for: in place where it is small, as the engine's own way is a call. */
// @ts-ignore: decorator
@global @inline @unsafe
export function __clear(at: usize, value: u8, size: usize): void {
  if (size > LARGEST) return memory.fill(at, value, size);
  // Blocks have room for a multiple of four bytes.
  const end = at + ((size + 3) & ~3);
  for (; at + 8 <= end; at += 8) store<u64>(at, 0);
  if (at < end) store<u32>(at, 0);
}
