import { Slice } from "../../assembly/bytes/slice";
import { Protocol } from "../../assembly/call/call";
import { counting } from "../support/bytes";
import { ok } from "../support/calls";
import { done, gotten, native, removed } from "./stores";

/** A command's bytes, `|` for each line end. */
function command(bytes: Slice): string {
  return bytes.toString().replaceAll("\r\n", "|");
}

describe("Higress's Redis is asked", () => {
  it("in RESP, without credentials or database", () => {
    const call = native().get(Slice.of("ai-cache:0f"));
    expect(call.protocol).toBe(Protocol.Redis);
    expect(call.service.cluster).toBe("outbound|6379||redis.dns");
    expect(command(call.body)).toBe("*2|$3|GET|$11|ai-cache:0f|");
  });

  it("to set, for good or for a time", () => {
    const key = Slice.of("k");
    expect(command(native().set(key, Slice.of("v"), 0).body)).toBe("*3|$3|SET|$1|k|$1|v|");
    expect(command(native().set(key, Slice.of("v"), 60).body)).toBe("*5|$3|SET|$1|k|$1|v|$2|EX|$2|60|");
    expect(command(native().set(key, Slice.EMPTY, 0).body)).toBe("*3|$3|SET|$1|k|$0||");
  });

  it("for a lease", () => {
    const body = native().lease(Slice.of("k"), 30).body;
    expect(command(body)).toBe("*6|$3|SET|$1|k|$1|1|$2|NX|$2|EX|$2|30|");
  });

  it("to remove", () => {
    expect(command(native().remove(Slice.of("中")).body)).toBe("*2|$3|DEL|$3|中|");
  });

  it("for any bytes", () => {
    const value = counting(256);
    const body = native().set(Slice.of("k"), value, 0).body;
    expect(body.slice(body.length - 258, body.length - 2).equalsSlice(value)).toBe(true);
    expect(command(body).startsWith("*3|$3|SET|$1|k|$256|")).toBe(true);
  });
});

describe("Higress's Redis answers", () => {
  it("in its own words", () => {
    expect(gotten(native(), ok("$1\r\nv\r\n"))).toBe("value v");
    expect(gotten(native(), ok("$-1\r\n"))).toBe("none");
    expect(gotten(native(), ok("-WRONGTYPE x\r\n"))).toBe("fault Redis said WRONGTYPE x");
    expect(done(native(), ok("+OK\r\n"))).toBe("done");
    expect(removed(native(), ok(":1\r\n"))).toBe("gone");
    expect(removed(native(), ok(":0\r\n"))).toBe("gone");
    expect(removed(native(), ok("+OK\r\n"))).toBe("the reply is not what Redis answers");
    expect(removed(native(), ok("-NOAUTH x\r\n"))).toBe("Redis said NOAUTH x");
  });
});
