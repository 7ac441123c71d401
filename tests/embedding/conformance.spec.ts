import { Slice } from "../../assembly/bytes/slice";
import { Call, Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { JsonWriter } from "../../assembly/json/json-writer";
import { USELESS_BODIES, ok } from "../support/calls";
import { embedders } from "./fixtures/all";
import { EmbedderFixture, KEY } from "./fixtures/fixture";

const NOW: i64 = 1700000000;
const STATUSES: i32[] = [201, 400, 401, 403, 404, 413, 422, 424, 429, 500, 502, 503, 504];

function slices(texts: string[]): Slice[] {
  const all = new Array<Slice>();
  for (let i = 0; i < texts.length; i++) all.push(Slice.of(texts[i]));
  return all;
}

/** Each text as JSON. */
function quoted(texts: string[]): string[] {
  const all = new Array<string>();
  for (let i = 0; i < texts.length; i++) all.push(new JsonWriter().string(texts[i]).finish().toString());
  return all;
}

function called(call: Call): string {
  return call.method + " " + call.path + " " + call.body.toString();
}

/** What a reply holds: `vectors V V`, or `fault F`. */
function read(fixture: EmbedderFixture, reply: Reply, count: i32 = 1, dimension: i32 = 0): string {
  const result = fixture.make(dimension).readVectors(reply, count);
  const vectors = result.value;
  const fault = result.fault;
  if (vectors == null) return fault == null ? "neither" : "fault " + fault;
  if (fault != null) return "both";
  let text = "vectors";
  for (let i = 0; i < vectors.length; i++) text += " " + vectors[i].toString();
  return text;
}

describe("Every embedding service is asked", () => {
  it("for the vector of a text, as its vendor writes it down", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      const one = all[i].make().embed(Slice.of("hello world"), NOW);
      expect(called(one)).toBe(all[i].expected(['"hello world"'], 0), all[i].name);
      const short = all[i].make(512).embed(Slice.of("hi"), NOW);
      expect(called(short)).toBe(all[i].expected(['"hi"'], 512), all[i].name);
    }
  });

  it("for the vectors of two texts, where it takes two", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      if (all[i].make().maxTexts < 2) continue;
      const call = all[i].make().embedAll(slices(["a", "b"]), NOW);
      expect(called(call)).toBe(all[i].expected(['"a"', '"b"'], 0), all[i].name);
    }
  });

  it("at its own service, with its key in a header and nowhere else, or with what it signs", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      const call = all[i].make().embed(Slice.of("hi"), NOW);
      expect(call.upstream).toBe(Upstream.Embedding, all[i].name);
      expect(call.service.cluster).toBe("embeddings", all[i].name);
      let headers = "";
      for (let h = 0; h < call.headers.length; h++) headers += call.headers[h].value + "\n";
      expect(headers.includes(KEY)).toBe(!all[i].signs, all[i].name);
      expect(called(call).includes(KEY)).toBe(false, all[i].name);
    }
  });

  it("for any text, in JSON that says just that", () => {
    const all = embedders();
    const texts = [
      'say "no"',
      "C:\\new",
      "one\ntwo\r\n\tthree",
      "\0\x1f",
      "über 中文 😀",
      '"]},"model":"x"',
      "",
      "$(x) %s ${y}",
    ];
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < texts.length; k++) {
        const call = all[i].make().embed(Slice.of(texts[k]), NOW);
        expect(called(call)).toBe(all[i].expected(quoted([texts[k]]), 0), all[i].name);
      }
    }
  });

  it("for no text longer than its models surely take, or than is configured", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      expect(all[i].make().maxTextBytes).toBe(all[i].maxTextBytes, all[i].name);
      expect(all[i].make(0, 512).maxTextBytes).toBe(512, all[i].name);
    }
  });
});

describe("Every embedding service answers", () => {
  it("with a vector, whatever its numbers look like", () => {
    const all = embedders();
    const vectors = ["[0.1,-0.2]", "[ 0.10,\n\t-2E-1 , 3e+00 ]", "[1,2,3]", "[-0.0,0.30000000000000004441]"];
    for (let i = 0; i < all.length; i++) {
      if (!all[i].keepsBytes) continue;
      for (let k = 0; k < vectors.length; k++) {
        const reply = all[i].embedded([vectors[k]]);
        expect(read(all[i], reply)).toBe("vectors " + vectors[k], all[i].name);
        const vector = all[i].make().readVector(reply).value!;
        expect(vector.buffer == reply.body.buffer).toBe(true, all[i].name);
      }
    }
  });

  it("with two vectors, in the order of their texts", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      if (all[i].make().maxTexts < 2) continue;
      const reply = all[i].embedded(["[1,2]", "[3,4]"]);
      expect(read(all[i], reply, 2)).toBe("vectors [1,2] [3,4]", all[i].name);
      const fewer = read(all[i], all[i].embedded(["[1,2]"]), 2);
      expect(fewer).toBe("fault " + all[i].notAVector(1), all[i].name);
      const more = read(all[i], all[i].embedded(["[1,2]", "[3,4]", "[5,6]"]), 2);
      expect(more).toBe("vectors [1,2] [3,4]", all[i].name);
    }
  });

  it("with a vector of another dimension than configured, and it is a fault", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      const reply = all[i].embedded(["[4,-15,25]"]);
      expect(read(all[i], reply, 1, 3)).toBe("vectors [4,-15,25]", all[i].name);
      expect(read(all[i], reply, 1, 2)).toBe("fault " + all[i].notAVector(0), all[i].name);
      expect(read(all[i], reply, 1, 4)).toBe("fault " + all[i].notAVector(0), all[i].name);
    }
  });

  it("with what is no vector, and it is a fault", () => {
    const all = embedders();
    const vectors = ["[]", "[1]", "['1','2']", "[null,null]", "[[1,2]]", "{}", "'1,2'", "12", "null", "true"];
    for (let i = 0; i < all.length; i++) {
      if (!all[i].keepsBytes) continue;
      for (let k = 0; k < vectors.length; k++) {
        const text = read(all[i], all[i].embedded([vectors[k]]));
        expect(text).toBe("fault " + all[i].notAVector(0), all[i].name + " " + vectors[k]);
      }
      expect(read(all[i], all[i].embedded([]))).toBe("fault " + all[i].notAVector(0), all[i].name);
    }
  });

  it("without any vector, or with what is no answer", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < USELESS_BODIES.length; k++) {
        if (all[i].isBare && USELESS_BODIES[k] == "[]") continue;
        const text = read(all[i], ok(USELESS_BODIES[k]));
        expect(text).toBe("fault " + all[i].noVectors, all[i].name + " " + USELESS_BODIES[k]);
      }
      const whole = all[i].embedded(["[1,2]"]).body;
      for (let length = 0; length < whole.length; length++) {
        const text = read(all[i], new Reply(200, whole.slice(0, length)));
        expect(text).toBe("fault " + all[i].noVectors, all[i].name + " " + length.toString());
      }
    }
  });

  it("with an error, of which the code is told", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < STATUSES.length; k++) {
        const status = "fault HTTP status " + STATUSES[k].toString();
        const code = all[i].told("rate_limited");
        expect(read(all[i], all[i].failed(STATUSES[k], "rate_limited"))).toBe(status + code, all[i].name);
        expect(read(all[i], new Reply(STATUSES[k], Slice.of("<html>")))).toBe(status, all[i].name);
        expect(read(all[i], new Reply(STATUSES[k], all[i].embedded(["[1,2]"]).body))).toBe(
          status,
          all[i].name,
        );
      }
      const text = read(all[i], all[i].failed(200, "quota"));
      expect(text).toBe("fault " + all[i].noVectors + all[i].told("quota"), all[i].name);
      const long = read(all[i], all[i].failed(400, "x".repeat(100)));
      expect(long.length < 90).toBe(true, all[i].name);
    }
  });

  it("not at all", () => {
    const all = embedders();
    for (let i = 0; i < all.length; i++) {
      const body = all[i].embedded(["[0.1,0.2]"]).body;
      expect(read(all[i], new Reply(0, body))).toBe("fault no reply", all[i].name);
      expect(read(all[i], Reply.refusal()).startsWith("fault the proxy refused the call")).toBe(true);
    }
  });

  it("with words that quote the key, and they are not told", () => {
    const all = embedders();
    const error = '{"error":{"message":"' + KEY + '","code":"x"},"message":"' + KEY + '"}';
    for (let i = 0; i < all.length; i++) {
      for (let status = 0; status <= 500; status += 100) {
        const text = read(all[i], new Reply(status, Slice.of(error)));
        expect(text.includes(KEY)).toBe(false, all[i].name);
      }
    }
  });
});
