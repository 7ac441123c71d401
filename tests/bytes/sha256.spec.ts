import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { sha256 } from "../../assembly/bytes/sha256";
import { Slice } from "../../assembly/bytes/slice";
import { amid, counting, hexOf, repeated } from "../support/bytes";

function expectDigest(bytes: Slice, hex: string): void {
  expect(hexOf(sha256(bytes))).toBe(hex, bytes.length.toString() + " bytes");
}

// Digests beyond the published ones are those of Node.js (OpenSSL).
describe("SHA-256", () => {
  it("agrees with the examples of FIPS 180-4", () => {
    expectDigest(Slice.EMPTY, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expectDigest(Slice.of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expectDigest(
      Slice.of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    expectDigest(
      Slice.of(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn" +
          "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      ),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    );
    const million = repeated(0x61, 1000000);
    expectDigest(million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  });

  it("pads right on both sides of the end of a block", () => {
    expectDigest(repeated(0x61, 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    expectDigest(repeated(0x61, 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    expectDigest(repeated(0x61, 57), "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6");
    expectDigest(repeated(0x61, 63), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    expectDigest(repeated(0x61, 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    expectDigest(repeated(0x61, 65), "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0");
    expectDigest(repeated(0x61, 119), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
    expectDigest(repeated(0x61, 120), "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c");
    expectDigest(repeated(0x61, 127), "c57e9278af78fa3cab38667bef4ce29d783787a2f731d4e12200270f0c32320a");
    expectDigest(repeated(0x61, 128), "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e");
  });

  it("agrees at every length up to 299, the digests hashed once more", () => {
    const digests = new ByteWriter();
    for (let length = 0; length < 300; length++) digests.slice(sha256(counting(length)));
    expectDigest(digests.finish(), "df90175783c44235cf6aefd935a2c2747f42399416d16789ece339f1fd26d835");
  });

  it("depends neither on where the bytes lie nor on what was hashed before", () => {
    const digest = hexOf(sha256(counting(200)));
    for (let before = 0; before < 9; before++) expectDigest(amid(counting(200), before, 0xff), digest);
  });
});
