import { Slice } from "../../assembly/bytes/slice";
import { AnswerConfig } from "../../assembly/config/extraction";
import { Recording } from "../../assembly/flow/recording";
import { JsonPath } from "../../assembly/json/path";
import { json, shown } from "../support/json";
import { ANSWER, DONE, EVENTS, SAYS, STOP, chunk, completion } from "./texts";

/** Chat completions are kept as they are. */
const WHOLE = new AnswerConfig(null, null, null, null, null);

/** Text and calls of tools stand at `t` and `calls`. */
function atPaths(): AnswerConfig {
  const text = JsonPath.parse("t").value;
  return new AnswerConfig(text, null, JsonPath.parse("calls").value, null, null);
}

function recording(type: string, maxBytes: i32 = 100000, config: AnswerConfig = WHOLE): Recording {
  const recording = Recording.of(Slice.of(type), config, Slice.of("gpt-4o"), 1, maxBytes);
  expect(recording == null).toBe(false, type);
  return recording!;
}

/** Takes `text` in pieces of `size` bytes. */
function take(into: Recording, text: Slice, size: i32): Recording {
  for (let from = 0; from < text.length; from += size) into.add(text.slice(from, from + size));
  return into;
}

/** What was recorded: the answer, `none`, or `refused R`. */
function recorded(from: Recording): string {
  const refusal = from.refusal;
  if (refusal != null) return "refused " + refusal;
  const completion = from.finish();
  return completion == null ? "none" : shown(completion.value.raw);
}

const EVENT_TYPE = "text/event-stream";
const STREAMED =
  "{'object':'chat.completion','id':'c1','created':1,'model':'gpt-4o','choices':[{'index':0,'message':" +
  "{'role':'assistant','content':'A proxy.'},'logprobs':null,'finish_reason':'stop'}]}";

describe("an answer's type", () => {
  it("is JSON or an event stream, and no other is recorded", () => {
    const types = [
      "application/json",
      "Application/JSON; charset=utf-8",
      "text/event-stream",
      " TEXT/event-stream ;x",
    ];
    for (let i = 0; i < types.length; i++)
      expect(Recording.of(Slice.of(types[i]), WHOLE, Slice.EMPTY, 1, 10) == null).toBe(false, types[i]);
    const others = [
      "text/html",
      "application/jsonl",
      "application/problem+json",
      "",
      ";",
      "text/event-streams",
    ];
    for (let i = 0; i < others.length; i++)
      expect(Recording.of(Slice.of(others[i]), WHOLE, Slice.EMPTY, 1, 10) == null).toBe(true, others[i]);
  });
});

describe("a JSON answer", () => {
  it("is recorded wherever it is cut", () => {
    const text = json(completion("über 中文 😀 \\u00e4"));
    for (let size = 1; size < text.length; size++) {
      expect(recorded(take(recording("application/json"), text, size))).toBe(shown(text), size.toString());
    }
  });

  it("is recorded without the space between its tokens", () => {
    const text = Slice.of('{\n  "id" : "a b",\r\n\t"choices":[ ]\n}\n');
    expect(recorded(take(recording("application/json"), text, 7))).toBe("{'id':'a b','choices':[]}");
  });

  it("is known to be whole only when the response ends", () => {
    expect(take(recording("application/json"), json(ANSWER), 1000).isComplete).toBe(false);
  });

  it("is none where it is no JSON in UTF-8", () => {
    expect(recorded(recording("application/json"))).toBe("none");
    expect(recorded(take(recording("application/json"), json(ANSWER).slice(0, 50), 9))).toBe("none");
    expect(recorded(take(recording("application/json"), Slice.of("<html>"), 9))).toBe("none");
    const latin = new ArrayBuffer(3);
    store<u8>(changetype<usize>(latin), 0x22);
    store<u8>(changetype<usize>(latin), 0xe4, 1);
    store<u8>(changetype<usize>(latin), 0x22, 2);
    expect(recorded(take(recording("application/json"), Slice.wrap(latin), 9))).toBe("none");
  });

  it("is refused one byte past the limit, and then no more is kept", () => {
    const text = json(ANSWER);
    expect(recorded(take(recording("application/json", text.length), text, 10))).toBe(ANSWER);
    expect(recorded(take(recording("application/json", text.length - 1), text, 10))).toBe(
      "refused too_large",
    );
    expect(recorded(take(recording("application/json", 5), text, 1))).toBe("refused too_large");
  });
});

describe("a streamed answer", () => {
  it("is recorded wherever it is cut", () => {
    const text = json(EVENTS);
    for (let size = 1; size < text.length; size++) {
      const whole = take(recording(EVENT_TYPE), text, size);
      expect(whole.isComplete).toBe(true);
      expect(recorded(whole)).toBe(STREAMED, size.toString());
    }
  });

  it("is whole at [DONE], and what follows does not count", () => {
    const whole = take(recording(EVENT_TYPE), json(SAYS + STOP), 1000);
    expect(whole.isComplete).toBe(false);
    take(whole, json(DONE + "event: error\n" + SAYS + "data: {\n\n"), 1000);
    expect(whole.isComplete).toBe(true);
    take(whole, json(SAYS), 1000);
    expect(recorded(whole)).toBe(STREAMED);
  });

  it("is the same without [DONE], when the response ends", () => {
    expect(recorded(take(recording(EVENT_TYPE), json(SAYS + STOP), 1000))).toBe(STREAMED);
  });

  it("is refused where it holds an error", () => {
    const events = [
      "event: error\ndata: {'message':'x'}\n\n",
      SAYS + "data: {'error':{'message':'x'}}\n\n" + DONE,
      SAYS + "event: error\ndata: x\n\n" + DONE,
    ];
    for (let i = 0; i < events.length; i++) {
      expect(recorded(take(recording(EVENT_TYPE), json(events[i]), 11))).toBe("refused error", events[i]);
    }
  });

  it("is refused where it is no chat completion, or one that is not recorded", () => {
    expect(recorded(take(recording(EVENT_TYPE), json("data: x\n\n" + DONE), 11))).toBe("refused not_a_chunk");
    const calls = chunk("'delta':{'tool_calls':[{'index':0}]},'finish_reason':null");
    expect(recorded(take(recording(EVENT_TYPE), json(calls), 11))).toBe("refused tool_calls");
  });

  it("is refused where the text grows too large", () => {
    let events = "";
    for (let i = 0; i < 10; i++) events += SAYS;
    expect(recorded(take(recording(EVENT_TYPE, 80), json(events + DONE), 20)).startsWith("refused")).toBe(
      true,
    );
    const roomy = json(SAYS).length + 80;
    expect(recorded(take(recording(EVENT_TYPE, roomy), json(events + STOP + DONE), 20)).startsWith("{")).toBe(
      true,
    );
  });

  it("is refused where a line does not end", () => {
    const endless = take(recording(EVENT_TYPE, 1000), json("data: " + "x".repeat(2000)), 100);
    expect(recorded(endless)).toBe("refused too_large");
    const comment = take(recording(EVENT_TYPE, 1000), json(":" + "x".repeat(2000)), 100);
    expect(recorded(comment)).toBe("refused too_large");
  });

  it("is refused where an event does not end", () => {
    const endless = take(recording(EVENT_TYPE, 1000), json("data: xxxxx\n".repeat(300)), 100);
    expect(recorded(endless)).toBe("refused too_large");
  });
});

/** What is recorded of an answer of this type, with paths. */
function recordedAt(type: string, text: string): string {
  const from = recording(type, 100000, atPaths());
  take(from, json(text), 7);
  const completion = recorded(from);
  // Of what is read as one body it is told at the end.
  return from.refusal == null ? completion : "refused " + from.refusal!;
}

describe("an answer of which parts stand at paths", () => {
  it("is refused where it says a name twice", () => {
    expect(recordedAt("application/json", "{'t':'a'}").startsWith("{")).toBe(true);
    expect(recordedAt("application/json", "{'t':'a','t':'b'}")).toBe("refused not_a_completion");
  });

  it("is refused where it tells of a tool call there, or may", () => {
    const said = SAYS + STOP + DONE;
    expect(recordedAt(EVENT_TYPE, said).startsWith("{")).toBe(true);
    expect(recordedAt(EVENT_TYPE, "data: {'choices':[],'calls':[]}\n\n" + said).startsWith("{")).toBe(true);
    expect(recordedAt(EVENT_TYPE, "data: {'choices':[],'calls':[1]}\n\n" + said)).toBe("refused tool_calls");
    expect(recordedAt(EVENT_TYPE, "data: {'choices':[],'calls':'\\ud800'}\n\n" + said)).toBe(
      "refused tool_calls",
    );
    const twice = "data: {'choices':[],'x':{'calls':[],'calls':[1]}}\n\n";
    expect(recordedAt(EVENT_TYPE, twice + said)).toBe("refused not_a_chunk");
  });
});
