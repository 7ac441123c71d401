import { Slice } from "../bytes/slice";

const MAX_BYTES: i32 = 120;

/**
 * Redis' own words where it refused a command, for the log: up to the first quotation, in which it repeats the
 * command, and with it somebody's question.
 */
export function redisSaid(error: Slice): string {
  let end = 0;
  while (end < error.length && end < MAX_BYTES && !beginsQuotation(error, end)) end++;
  return "Redis said " + error.slice(0, end).toString();
}

/** A quotation mark at the beginning of a word; within one it is an apostrophe. */
function beginsQuotation(text: Slice, at: i32): bool {
  switch (text.at(at)) {
    case 0x22:
    case 0x5b:
    case 0x60:
      return true;
    case 0x27:
      return at == 0 || (text.at(at - 1) | 0x20) < 0x61 || (text.at(at - 1) | 0x20) > 0x7a;
    default:
      return false;
  }
}
