import { Slice } from "../../assembly/bytes/slice";
import { RespReply, RespType } from "../../assembly/redis/resp";
import { amid, counting } from "../support/bytes";
import { framed } from "../support/calls";

/** What a reply is, as `type text`; `type -` where it has none. */
function read(bytes: Slice): string {
  const reply = RespReply.read(bytes);
  const text = reply.text;
  return typeName(reply.type) + " " + (text == null ? "-" : text.toString());
}

function typeName(type: RespType): string {
  switch (type) {
    case RespType.BulkString:
      return "bulk";
    case RespType.SimpleString:
      return "simple";
    case RespType.Error:
      return "error";
    case RespType.Integer:
      return "integer";
    default:
      return "malformed";
  }
}

function expectMalformed(replies: string[]): void {
  for (let i = 0; i < replies.length; i++) expect(read(Slice.of(replies[i]))).toBe("malformed -", replies[i]);
}

const GOOD: string[] = [
  "$5\r\nhello\r\n",
  "$0\r\n\r\n",
  "$-1\r\n",
  "$11\r\nhello\r\nyou!\r\n",
  "+OK\r\n",
  "+\r\n",
  "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
  ":1000\r\n",
  ":-3\r\n",
];

describe("a RESP reply", () => {
  it("is a bulk string, a line, an error or a number", () => {
    const expected = [
      "bulk hello",
      "bulk ",
      "bulk -",
      "bulk hello\r\nyou!",
      "simple OK",
      "simple ",
      "error WRONGTYPE Operation against a key holding the wrong kind of value",
      "integer 1000",
      "integer -3",
    ];
    for (let i = 0; i < GOOD.length; i++) expect(read(Slice.of(GOOD[i]))).toBe(expected[i], GOOD[i]);
  });

  it("tells the empty value from none", () => {
    expect(RespReply.read(Slice.of("$0\r\n\r\n")).text == null).toBe(false);
    expect(RespReply.read(Slice.of("$-1\r\n")).text == null).toBe(true);
  });

  it("is malformed wherever it is cut off, whatever lies behind the cut", () => {
    for (let i = 0; i < GOOD.length; i++) {
      const whole = Slice.of(GOOD[i]);
      for (let length = 0; length < whole.length; length++) {
        const name = GOOD[i] + " cut at " + length.toString();
        expect(read(whole.slice(0, length))).toBe("malformed -", name);
        expect(read(amid(whole.slice(0, length), 3, 0x0a))).toBe("malformed -", name);
      }
    }
  });

  it("is malformed where anything follows it", () => {
    const after = ["x", "\n", "\r\n", "\0", "+OK\r\n"];
    for (let i = 0; i < GOOD.length; i++) {
      for (let k = 0; k < after.length; k++) expectMalformed([GOOD[i] + after[k]]);
    }
  });

  it("is read within its view alone", () => {
    for (let i = 0; i < GOOD.length; i++) {
      const whole = Slice.of(GOOD[i]);
      expect(read(amid(whole, 5, 0x31))).toBe(read(whole), GOOD[i]);
    }
  });

  it("is malformed where a length is wrong", () => {
    expectMalformed([
      "$4\r\nhello\r\n",
      "$6\r\nhello\r\n",
      "$7\r\nhello\r\n",
      "$8\r\nhello\r\n",
      "$\r\nhello\r\n",
      "$-1\r\n\r\n",
      "$-2\r\n",
      "$-0\r\n\r\n",
      "$+5\r\nhello\r\n",
      "$ 5\r\nhello\r\n",
      "$5 \r\nhello\r\n",
      "$0x5\r\nhello\r\n",
      "$5a\r\nhello\r\n",
      "$five\r\nhello\r\n",
      "$5.0\r\nhello\r\n",
      "$999999999\r\nhello\r\n",
      "$2147483646\r\nhello\r\n",
      "$2147483647\r\nhello\r\n",
      "$4294967301\r\nhello\r\n",
      "$18446744073709551621\r\nhello\r\n",
    ]);
  });

  it("is malformed where the line ends are wrong", () => {
    expectMalformed([
      "$5\nhello\n",
      "$5\r\nhello\n",
      "$5\r\nhello\r\r",
      "$5\r\nhello\n\r",
      "$5\rhello\r\n",
      "+OK\n",
      "+OK\r",
      "+OK\rX\r\n",
      "+O\rK\r\n",
    ]);
  });

  it("is malformed where it is of another type or of none", () => {
    expectMalformed([
      "*1\r\n$2\r\nOK\r\n",
      "*-1\r\n",
      "_\r\n",
      "#t\r\n",
      "\r\n",
      "\r\n\r\n",
      "OK\r\n",
      '{"GET":null}',
      "<html>\r\n",
      "HTTP/1.1 200 OK\r\n",
    ]);
  });

  it("holds any bytes, line ends and lengths too", () => {
    const values = [
      counting(256),
      Slice.of("\r\n"),
      Slice.of("$5\r\nhello\r\n"),
      Slice.of("\r\n$-1\r\n"),
      counting(1000),
    ];
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const text = RespReply.read(framed("$" + value.length.toString() + "\r\n", value, "\r\n")).text;
      expect(text != null && text.equalsSlice(value)).toBe(true, i.toString());
    }
  });

  it("is not copied", () => {
    const bytes = Slice.of("$5\r\nhello\r\n");
    expect(RespReply.read(bytes).text!.buffer == bytes.buffer).toBe(true);
  });
});
