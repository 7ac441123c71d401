import { Slice } from "../../assembly/bytes/slice";
import { EventStream } from "../../assembly/chat/event-stream";
import { everyStream, ODD_FRAMING, ODD_FRAMING_EVENTS } from "../fixtures/streams";
import { bytesOf } from "../support/bytes";
import { eventsOf, eventsOfPieces, firstCutThatMatters, Transcript } from "../support/event-stream";

/** Pairs of a stream and its events, which must be the same however the stream is cut. */
function expectEvents(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const stream = Slice.of(pairs[i]);
    expect(eventsOf(stream).toString()).toBe(pairs[i + 1], pairs[i]);
    expectNoCutMatters(stream);
  }
}

function expectNoCutMatters(stream: Slice): void {
  expect(firstCutThatMatters(stream)).toBe(-1, stream.toString());
  const whole = eventsOf(stream).toString();
  for (let size = 1; size <= 3; size++) expect(eventsOfPieces(stream, size).toString()).toBe(whole);
}

// The cases are those of the HTML standard, and of
// https://github.com/web-platform-tests/wpt/tree/master/eventsource (format-*).
describe("an event of a stream", () => {
  it("is its data, up to an empty line", () => {
    expectEvents([
      "data: a\n\n",
      "[a]",
      "data: a\n\ndata: b\n\n",
      "[a][b]",
      'data: {"a":1}\n\n',
      '[{"a":1}]',
    ]);
    expectEvents([
      "data: a\n\n\n\n\ndata: b\n\n",
      "[a][b]",
      "\n\ndata: a\n\n",
      "[a]",
      "",
      "",
      "\n",
      "",
      "\n\n",
      "",
    ]);
  });

  it("is none without its empty line, or without data", () => {
    expectEvents([
      "data: a",
      "",
      "data: a\n",
      "",
      "data: a\n\ndata: b\n",
      "[a]",
      "data: a\n\ndata: b",
      "[a]",
    ]);
    expectEvents(["event: x\n\n", "", "id: 1\n\n", "", ": data: a\n\n", "", "x\n\n", ""]);
  });

  it("has its lines of data joined by line feeds", () => {
    expectEvents([
      "data: a\ndata: b\n\n",
      "[a\nb]",
      "data: a\ndata\ndata: b\n\n",
      "[a\n\nb]",
      "data\ndata\n\n",
      "[\n]",
    ]);
    expectEvents(["data: a\nid: 1\ndata: b\n: c\ndata: c\n\n", "[a\nb\nc]", "data: a\ndata:\n\n", "[a\n]"]);
  });

  it("may have empty data", () => {
    expectEvents([
      "data\n\n",
      "[]",
      "data:\n\n",
      "[]",
      "data: \n\n",
      "[]",
      "data\n\ndata\ndata\n\ndata:",
      "[][\n]",
    ]);
  });
});

describe("a line of an event stream", () => {
  it("ends with a line feed, a carriage return, or both", () => {
    expectEvents(["data: a\r\rdata: b\r\r", "[a][b]", "data: a\r\n\r\ndata: b\r\n\r\n", "[a][b]"]);
    expectEvents([
      "data: a\n\r",
      "[a]",
      "data: a\r\n\r",
      "[a]",
      "data: a\r\n\n",
      "[a]",
      "data: a\n\r\n",
      "[a]",
    ]);
    expectEvents([
      "data: a\r\n",
      "",
      "data: a\rdata: b\ndata: c\r\n\n",
      "[a\nb\nc]",
      "\r\n\r\ndata: a\r\n\r\n",
      "[a]",
    ]);
    expectEvents(["data: a\r\r\ndata: b\n\n", "[a][b]", "data: a\n\r\ndata: b\r\r\n\n", "[a][b]"]);
  });

  it("ends with nothing else", () => {
    expectEvents(["data: a\u2028b\u0085c\n\n", "[a\u2028b\u0085c]", "data: a\\n\\n\n\n", "[a\\n\\n]"]);
    expectEvents([
      "data: a\u000bdata: b\u000c\n\n",
      "[a\u000bdata: b\u000c]",
      "data: a\u0000b\n\n",
      "[a\u0000b]",
    ]);
  });

  it("loses the first space of its value, and no other", () => {
    expectEvents([
      "data:a\n\n",
      "[a]",
      "data:  a\n\n",
      "[ a]",
      "data: a \n\n",
      "[a ]",
      "data:\ta\n\n",
      "[\ta]",
    ]);
    expectEvents(["data: :\n\n", "[:]", "data:a:b\n\n", "[a:b]", "data::\n\n", "[:]"]);
  });

  it("counts by its exact name only", () => {
    expectEvents([
      " data: a\n\n",
      "",
      "data : a\n\n",
      "",
      "Data: a\n\n",
      "",
      "dat: a\n\n",
      "",
      "dataa: a\n\n",
      "",
    ]);
    expectEvents(["\ndata a\n\n", "", "data\u0000: a\n\n", "", "\u00a0data: a\n\n", ""]);
  });

  it("is a comment when it begins with a colon", () => {
    expectEvents([": a\ndata: b\n: c\n\n: d\n\n", "[b]", ":\n\n", "", ":data: a\ndata: b\n\n", "[b]"]);
    expectEvents([": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\ndata: a\n\n", "[a]"]);
  });

  it("does not matter when its field is id, retry or unknown", () => {
    expectEvents(["id: 1\nretry: 5\ndata: a\nfoo: b\nfoo\n\n", "[a]", "retry\nid\ndata: a\n\n", "[a]"]);
  });
});

describe("the type of an event", () => {
  it("is error when its last field event says so", () => {
    expectEvents(["event: error\ndata: a\n\n", "![a]", "event:error\ndata: a\n\n", "![a]"]);
    expectEvents(["data: a\nevent: error\n\n", "![a]", "event: x\nevent: error\ndata: a\n\n", "![a]"]);
    expectEvents(["event: error\nevent: x\ndata: a\n\n", "[a]", "event: error\nevent\ndata: a\n\n", "[a]"]);
    expectEvents([
      "event: errors\ndata: a\n\n",
      "[a]",
      "event:  error\ndata: a\n\n",
      "[a]",
      "error: 1\ndata: a\n\n",
      "[a]",
    ]);
  });

  it("is of that event alone", () => {
    expectEvents(["event: error\ndata: a\n\ndata: b\n\n", "![a][b]", "event: error\n\ndata: b\n\n", "[b]"]);
    expectEvents(["data: a\n\nevent: error\ndata: b\n\n", "[a]![b]"]);
  });
});

describe("a byte order mark", () => {
  it("is dropped at the start of the stream", () => {
    expectEvents(["\ufeffdata: a\n\n", "[a]", "\ufeff\ndata: a\n\n", "[a]", "\ufeff: c\ndata: a\n\n", "[a]"]);
  });

  it("is kept anywhere else", () => {
    expectEvents([
      "\ufeff\ufeffdata: a\n\n",
      "",
      "\n\ufeffdata: a\n\n",
      "",
      "data: \ufeffa\n\n",
      "[\ufeffa]",
    ]);
    expectEvents(["data: a\n\n\ufeffdata: b\n\n", "[a]"]);
    expect(eventsOf(bytesOf("ef bb 64 61 74 61 3a 61 0a 0a")).length).toBe(0);
  });
});

describe("a stream that comes in pieces", () => {
  it("has the same events wherever it is cut", () => {
    const streams = everyStream();
    for (let i = 0; i < streams.length; i++) expectNoCutMatters(Slice.of(streams[i]));
  });

  it("may have pieces that are empty", () => {
    const transcript = new Transcript();
    const empty = Slice.EMPTY;
    const pieces = ["data: a\r", "", "\n", "", "\r", "", "\ndata: b", "", "\n\n"];
    for (let i = 0; i < pieces.length; i++) transcript.push(empty).push(Slice.of(pieces[i]));
    expect(transcript.finish().toString()).toBe("[a][b]");
  });

  it("gives an event as soon as its empty line has begun", () => {
    const transcript = new Transcript().push(Slice.of("data: [DONE]\r\n\r"));
    expect(transcript.finish().toString()).toBe("[[DONE]]");
  });

  it("may hold every oddity at once", () => {
    expect(eventsOf(Slice.of(ODD_FRAMING)).toString()).toBe(ODD_FRAMING_EVENTS);
  });

  it("gives data that stays when more has come", () => {
    const stream = new EventStream();
    stream.push(Slice.of("data: first\n\nda"));
    expect(stream.next()).toBe(true);
    const first = stream.data;
    expect(stream.next()).toBe(false);
    stream.push(Slice.of("ta: second\ndata: line\n\n"));
    expect(stream.next()).toBe(true);
    expect(first.toString()).toBe("first");
    expect(stream.data.toString()).toBe("second\nline");
    expect(stream.next()).toBe(false);
  });
});

describe("what a stream holds back", () => {
  it("is the line and the event that are not complete", () => {
    const transcript = new Transcript();
    const pieces = ["da", "ta: abc", "\n", "data: de\nda", "ta: f", "\n", "\n", "data: x\n\n"];
    const held: i32[] = [2, 9, 3, 8, 13, 8, 0, 0];
    for (let i = 0; i < pieces.length; i++) {
      transcript.push(Slice.of(pieces[i]));
      expect(transcript.stream.heldBytes).toBe(held[i], pieces[i]);
    }
  });

  it("does not grow with what has no data", () => {
    const transcript = new Transcript();
    const piece = Slice.of(": comment\nid: 1\nretry: 2\nevent: x\nunknown: y\n: half a com");
    const rest = Slice.of("ment\n");
    for (let i = 0; i < 1000; i++) {
      transcript.push(piece).push(rest);
      expect(transcript.stream.heldBytes).toBe(0);
    }
  });

  it("is never more than the stream's longest event", () => {
    const streams = everyStream();
    for (let i = 0; i < streams.length; i++) {
      const stream = Slice.of(streams[i]);
      const transcript = new Transcript();
      let most = 0;
      for (let at = 0; at < stream.length; at++) {
        transcript.push(stream.slice(at, at + 1));
        most = max(most, transcript.stream.heldBytes);
      }
      expect(most).toBeLessThan(600);
    }
  });

  it("grows as a line that never ends does", () => {
    const transcript = new Transcript().push(Slice.of("data: "));
    const piece = Slice.of("x".repeat(1000));
    for (let i = 0; i < 1000; i++) transcript.push(piece);
    expect(transcript.stream.heldBytes).toBe(1000006);
    expect(transcript.push(Slice.of("\n\n")).finish().length).toBe(1000002);
    expect(transcript.stream.heldBytes).toBe(0);
  });
});
