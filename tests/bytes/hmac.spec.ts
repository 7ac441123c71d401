import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { hmacSha256 } from "../../assembly/bytes/hmac";
import { sha256 } from "../../assembly/bytes/sha256";
import { Slice } from "../../assembly/bytes/slice";
import { amid, counting, hexOf, repeated } from "../support/bytes";

function expectHmac(key: Slice, message: Slice, hex: string): void {
  expect(hexOf(hmacSha256(amid(key, 3, 0xff), amid(message, 5, 0xff)))).toBe(hex);
}

describe("HMAC with SHA-256", () => {
  it("agrees with the test cases of RFC 4231", () => {
    expectHmac(
      repeated(0x0b, 20),
      Slice.of("Hi There"),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    );
    expectHmac(
      Slice.of("Jefe"),
      Slice.of("what do ya want for nothing?"),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    expectHmac(
      repeated(0xaa, 20),
      repeated(0xdd, 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    );
    expectHmac(
      repeated(0xaa, 131),
      Slice.of("Test Using Larger Than Block-Size Key - Hash Key First"),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    );
  });

  it("agrees with Node.js (OpenSSL) for keys of 0 to 199 bytes, the codes hashed once more", () => {
    const codes = new ByteWriter();
    for (let k = 0; k < 200; k++) codes.slice(hmacSha256(counting(k), counting((k * 3) % 251)));
    expect(hexOf(sha256(codes.finish()))).toBe(
      "a8a4fab3b30d7d361507afc1afd803ad5b69f33babc928f945ecef098ac31fc0",
    );
  });

  it("is there for no key and no message, too", () => {
    expectHmac(Slice.EMPTY, Slice.EMPTY, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  });
});
