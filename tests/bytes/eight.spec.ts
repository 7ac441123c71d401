import { bytesBelow, bytesEqual, bytesFrom } from "../../assembly/bytes/eight";

/** The eight bytes `byte` in a row, but for the fifth, which is `other`. */
function eight(byte: u8, other: u8): u64 {
  return ((<u64>0x0101010101010101 * byte) & ~((<u64>0xff) << 32)) | ((<u64>other) << 32);
}

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

  it("tell which of them are a byte or more, and which are less", () => {
    const limits: u8[] = [1, 0x20, 0x5b, 0x80];
    for (let i = 0; i < limits.length; i++) {
      const limit = limits[i];
      for (let byte = 0; byte < 256; byte++) {
        const isFrom = byte >= <i32>limit;
        const above = bytesFrom(eight(0, <u8>byte), limit);
        const below = bytesBelow(eight(0xff, <u8>byte), limit);
        if (above != (isFrom ? FIFTH : 0)) expect(above).toBe(isFrom ? FIFTH : 0, `${byte} from ${limit}`);
        if (below != (isFrom ? 0 : FIFTH)) expect(below).toBe(isFrom ? 0 : FIFTH, `${byte} below ${limit}`);
      }
    }
    expect(bytesFrom(0, 1)).toBe(0);
    expect(bytesBelow(0, 1)).toBe(0x8080808080808080);
  });
});
