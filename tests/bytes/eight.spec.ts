import { bytesEqual, bytesFrom, firstNotNumber, firstNotPlain } from "../../assembly/bytes/eight";

/** The eight bytes `byte` in a row, but for the fifth, which is `other`. */
function eight(byte: u8, other: u8): u64 {
  return ((<u64>0x0101010101010101 * byte) & ~((<u64>0xff) << 32)) | ((<u64>other) << 32);
}

/** The index of no byte. */
const NONE = 8;
const FIFTH: u64 = (<u64>0x80) << 32;

describe("eight bytes", () => {
  it("tell which of them are a byte, whatever stands beside it", () => {
    for (let beside = 0; beside < 256; beside++) {
      for (let byte = 0; byte < 256; byte++) {
        const mask = bytesEqual(eight(<u8>beside, <u8>byte), <u8>byte);
        if (beside == byte) expect(mask).toBe(0x8080808080808080);
        else if (mask != FIFTH) expect(mask).toBe(FIFTH, `${byte} beside ${beside}`);
      }
    }
  });

  it("tell which of them are a byte or more", () => {
    const limits: u8[] = [1, 0x20, 0x5b, 0x80];
    for (let i = 0; i < limits.length; i++) {
      const limit = limits[i];
      for (let byte = 0; byte < 256; byte++) {
        const above = bytesFrom(eight(0, <u8>byte), limit);
        const isFrom = byte >= <i32>limit;
        if (above != (isFrom ? FIFTH : 0)) expect(above).toBe(isFrom ? FIFTH : 0, `${byte} from ${limit}`);
      }
    }
    expect(bytesFrom(-1, 0x80)).toBe(0x8080808080808080);
  });

  it("tell the first that ends a run, whatever stands before and behind it", () => {
    for (let beside = 0; beside < 256; beside++) {
      for (let byte = 0; byte < 256; byte++) {
        const bytes = eight(<u8>beside, <u8>byte);
        const plain = isPlain(beside) ? (isPlain(byte) ? NONE : 4) : 0;
        const number = isOfNumber(beside) ? (isOfNumber(byte) ? NONE : 4) : 0;
        const plainAt = firstOf(firstNotPlain(bytes));
        const numberAt = firstOf(firstNotNumber(bytes));
        if (plainAt != plain) expect(plainAt).toBe(plain, `${byte} beside ${beside}`);
        if (numberAt != number) expect(numberAt).toBe(number, `${byte} beside ${beside}`);
      }
    }
    expect(firstOf(firstNotPlain(0x2020202020202022))).toBe(0);
  });
});

/** The index of the lowest byte in a mask. */
function firstOf(mask: u64): i32 {
  return <i32>(ctz(mask) >> 3);
}

function isPlain(byte: i32): bool {
  return byte >= 0x20 && byte != 0x22 && byte != 0x5c;
}

function isOfNumber(byte: i32): bool {
  return byte < 0x5b && byte != 0x22;
}
