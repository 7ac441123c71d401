import { Slice } from "../../assembly/bytes/slice";
import { Call, Header, Service, Upstream } from "../../assembly/call/call";
import { serialise, serialiseCall } from "../../assembly/host/header-map";
import { hexOf } from "../support/bytes";

describe("headers for the ABI", () => {
  it("are a number of pairs, sizes, and names and values, each ended by a zero byte", () => {
    expect(hexOf(serialise([new Header(":path", "/x"), new Header("a", "bcd")]))).toBe(
      "02000000" +
        "05000000" +
        "02000000" +
        "01000000" +
        "03000000" +
        "3a7061746800" +
        "2f7800" +
        "6100" +
        "62636400",
    );
  });

  it("of a call begin with method, path and authority", () => {
    const service = new Service("cluster", "host", 1000);
    const own = [new Header("a", "ü")];
    const call = new Call(Upstream.Vector, service, "GET", "/x", own, Slice.EMPTY);
    const all = [
      new Header(":method", "GET"),
      new Header(":path", "/x"),
      new Header(":authority", "host"),
      own[0],
    ];
    expect(hexOf(serialiseCall(call))).toBe(hexOf(serialise(all)));
  });

  it("may be none", () => {
    expect(hexOf(serialise([]))).toBe("00000000");
  });

  it("may be empty", () => {
    expect(hexOf(serialise([new Header("a", "")]))).toBe(
      "01000000" + "01000000" + "00000000" + "6100" + "00",
    );
  });

  it("are counted in bytes, not in characters", () => {
    expect(hexOf(serialise([new Header("a", "ü中")]))).toBe(
      "01000000" + "01000000" + "05000000" + "6100" + "c3bce4b8ad00",
    );
  });

  it("may be long and many", () => {
    const headers = new Array<Header>();
    for (let i = 0; i < 300; i++) headers.push(new Header("n", "v".repeat(0x123)));
    const bytes = serialise(headers);
    expect(hexOf(bytes.slice(0, 12))).toBe("2c010000" + "01000000" + "23010000");
    expect(bytes.length).toBe(4 + 300 * 8 + 300 * (2 + 0x124));
  });
});
