import { blake2s } from "../../assembly/bytes/blake2s";
import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { amid, counting, hexOf, repeated } from "../support/bytes";

function expectDigest(bytes: Slice, hex: string): void {
  expect(hexOf(blake2s(bytes))).toBe(hex, bytes.length.toString() + " bytes");
}

// Digests beyond the published one are those of Node.js (OpenSSL, `blake2s256`).
describe("BLAKE2s-256", () => {
  it("agrees with the example of RFC 7693", () => {
    expectDigest(Slice.of("abc"), "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982");
  });

  it("agrees for nothing, and for a million bytes", () => {
    expectDigest(Slice.EMPTY, "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9");
    const million = repeated(0x61, 1000000);
    expectDigest(million, "bec0c0e6cde5b67acb73b81f79a67a4079ae1c60dac9d2661af18e9f8b50dfa5");
  });

  it("marks the last block, whole or not", () => {
    expectDigest(repeated(0x61, 63), "9a4267618070af968ff2a0fdaecc62b5c15ab91cb4a56424ba9fcad20aab417c");
    expectDigest(repeated(0x61, 64), "651d2f5f20952eacaea2fba2f2af2bcd633e511ea2d2e4c9ae2ac0d9ffb7b252");
    expectDigest(repeated(0x61, 65), "045f8ae18932119bd051ac7ba5c73db59892055fad5c32f82d79a6543d92a497");
    expectDigest(repeated(0x61, 127), "50424a14cfc0a3cdfcfafb0eed5b7731bfc401a05ccc93f16ed9757f1b7529f2");
    expectDigest(repeated(0x61, 128), "3ac477e27353f9019b81694afe60c8049403784f91a58288428ea318bfa82809");
    expectDigest(repeated(0x61, 129), "94f03f8feba7e07dd91153d178bb2d254e8cfd445024a77071f9329200d9517c");
  });

  it("agrees at every length up to 299, the digests hashed once more", () => {
    const digests = new ByteWriter();
    for (let length = 0; length < 300; length++) digests.slice(blake2s(counting(length)));
    expectDigest(digests.finish(), "ba4d4ece5f0b8d662380689094757243880c72687feb6604d31e9d6dcef63513");
  });

  it("depends neither on where the bytes lie nor on what was hashed before", () => {
    const digest = hexOf(blake2s(counting(200)));
    for (let before = 0; before < 9; before++) expectDigest(amid(counting(200), before, 0xff), digest);
  });
});
