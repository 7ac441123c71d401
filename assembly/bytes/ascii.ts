/** Four characters of which none has these bits are ASCII. */
const BEYOND: u64 = 0xff80ff80ff80ff80;

/** Whether `text` is ASCII. */
export function isAscii(text: string): bool {
  const end = changetype<usize>(text) + ((<usize>text.length) << 1);
  let at = changetype<usize>(text);
  for (; at + 8 <= end; at += 8) if ((load<u64>(at) & BEYOND) != 0) return false;
  for (; at < end; at += 2) if (load<u16>(at) >= 0x80) return false;
  return true;
}

/** Writes a text that is ASCII to `to`, a byte a character. */
export function storeAscii(text: string, to: usize): void {
  const end = changetype<usize>(text) + ((<usize>text.length) << 1);
  let at = changetype<usize>(text);
  for (; at + 8 <= end; at += 8, to += 4) {
    const pairs = load<u64>(at) | (load<u64>(at) >> 8);
    store<u32>(to, <u32>((pairs & 0xffff) | ((pairs >> 16) & 0xffff0000)));
  }
  for (; at < end; at += 2, to++) store<u8>(to, load<u8>(at));
}
