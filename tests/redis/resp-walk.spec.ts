import { Slice } from "../../assembly/bytes/slice";
import { RespWalk } from "../../assembly/redis/resp-walk";

/** The parts of a reply, each with its type, and whether they were all. */
function walked(text: string): string {
  const walk = new RespWalk(Slice.of(text));
  const parts = new Array<string>();
  while (walk.next()) {
    const part = walk.text;
    parts.push(String.fromCharCode(walk.type) + (part == null ? "nil" : part.toString()));
  }
  return parts.join(" ") + (walk.isAtEnd ? "" : " …");
}

const NESTED = "*3\r\n:1\r\n$2\r\na\r\r\n*4\r\n$1\r\nf\r\n$-1\r\n*1\r\n+OK\r\n*0\r\n";

describe("A walk through a RESP reply", () => {
  it("goes into arrays", () => {
    expect(walked(NESTED)).toBe("*3 :1 $a\r *4 $f $nil *1 +OK *0");
    expect(walked("*-1\r\n")).toBe("*-1");
    expect(walked("-ERR no\r\n")).toBe("-ERR no");
  });

  it("does not end before the reply does, nor go on after it", () => {
    for (let length = 0; length < NESTED.length; length++) {
      expect(walked(NESTED.substring(0, length)).endsWith(" …")).toBe(true, length.toString());
    }
    expect(walked(NESTED + "+more\r\n").endsWith("*0 …")).toBe(true);
    expect(walked("+OK\r\n+OK\r\n")).toBe("+OK …");
  });

  it("ends at what is no reply", () => {
    const bad = [
      "",
      "\r\n",
      "OK\r\n",
      "*x\r\n",
      "*-2\r\n",
      "$-2\r\n",
      "$3\r\nab\r\n",
      "$2\r\nabc\r\n",
      "+OK\n",
    ];
    bad.push("*1000000000\r\n");
    bad.push("*999999999\r\n:1\r\n");
    for (let i = 0; i < bad.length; i++) {
      const text = walked(bad[i]);
      expect(text).toBe(" …", bad[i]);
    }
    expect(walked("*2\r\n:1\r\n?\r\n")).toBe("*2 :1 …");
  });

  it("steps to what is expected, or to nothing", () => {
    const walk = new RespWalk(Slice.of(NESTED));
    expect(walk.nextArray()).toBe(3);
    expect(walk.nextText() == null).toBe(true, "a number is no text");
    expect(walk.nextText()!.toString()).toBe("a\r");
    expect(new RespWalk(Slice.of("*-1\r\n")).nextArray()).toBe(0);
    expect(new RespWalk(Slice.of("$1\r\na\r\n")).nextArray()).toBe(-1);
  });
});
