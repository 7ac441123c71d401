import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { Embedder } from "../../assembly/embedding/embedder";
import { embedder } from "../../assembly/embedding/factory";
import { USELESS_BODIES, headOf, okJson } from "../support/calls";
import { json } from "../support/json";

const KEY = "sk-secret-1";
const NO_VECTOR = "fault no output.embeddings";
const NOT_A_VECTOR = "fault output.embeddings.0.embedding is not a vector of the configured dimension";

function dashscope(dimension: i32, model: string = "text-embedding-v3"): Embedder {
  const service = new Service("qwen", "dashscope.aliyuncs.com", 500);
  return embedder(new EmbeddingConfig(EmbeddingType.DashScope, service, KEY, model, dimension));
}

/** The body of the call that asks for the vector of `text`. */
function asked(text: string, dimension: i32 = 0): string {
  return dashscope(dimension).embed(Slice.of(text), 0).body.toString();
}

/** What a reply holds: `vector V`, or `fault F`. */
function read(reply: Reply, dimension: i32 = 0): string {
  const result = dashscope(dimension).readVector(reply);
  const vector = result.value;
  const fault = result.fault;
  if (vector != null) return fault == null ? "vector " + vector.toString() : "both";
  return fault == null ? "neither" : "fault " + fault;
}

/** The `count` vectors of these embeddings, or `fault F`. */
function readAll(embeddings: string, count: i32): string {
  const reply = okJson("{'output':{'embeddings':[" + embeddings + "]}}");
  const result = dashscope(0).readVectors(reply, count);
  const vectors = result.value;
  if (vectors == null) return "fault " + result.fault!;
  const words = new Array<string>();
  for (let i = 0; i < vectors.length; i++) words.push(vectors[i].toString());
  return words.join(" ");
}

/** A good reply with this vector. */
function withVector(vector: string): Reply {
  const output = "{'embeddings':[{'text_index':0,'embedding':" + vector + "}]}";
  return okJson("{'output':" + output + ",'usage':{'total_tokens':2},'request_id':'r1'}");
}

describe("DashScope is asked", () => {
  it("for the vector of a query", () => {
    expect(headOf(dashscope(0).embed(Slice.of("hi"), 0))).toBe(
      "embedding at qwen (dashscope.aliyuncs.com)\n" +
        "POST /api/v1/services/embeddings/text-embedding/text-embedding\n" +
        "authorization: Bearer sk-secret-1\n" +
        "content-type: application/json",
    );
    expect(asked("hello world")).toBe(
      '{"model":"text-embedding-v3","input":{"texts":["hello world"]},"parameters":{"text_type":"query"}}',
    );
  });

  it("for several vectors in one call", () => {
    expect(
      dashscope(8)
        .embedAll([Slice.of("a"), Slice.of('b"')], 0)
        .body.toString(),
    ).toBe(
      '{"model":"text-embedding-v3","input":{"texts":["a","b\\""]},' +
        '"parameters":{"text_type":"query","dimension":8}}',
    );
  });

  it("for a dimension where one is configured", () => {
    expect(asked("hi", 512)).toBe(
      '{"model":"text-embedding-v3","input":{"texts":["hi"]},"parameters":{"text_type":"query","dimension":512}}',
    );
  });

  it("for any text, in JSON that says just that", () => {
    const before = '{"model":"text-embedding-v3","input":{"texts":["';
    const after = '"]},"parameters":{"text_type":"query"}}';
    const pairs = [
      'say "no"',
      'say \\"no\\"',
      "C:\\new",
      "C:\\\\new",
      "one\ntwo\r\n\tthree",
      "one\\ntwo\\r\\n\\tthree",
      "\0\x1f",
      "\\u0000\\u001f",
      "über 中文 😀",
      "über 中文 😀",
      '"]},"model":"x"',
      '\\"]},\\"model\\":\\"x\\"',
      "",
      "",
    ];
    for (let i = 0; i < pairs.length; i += 2) expect(asked(pairs[i])).toBe(before + pairs[i + 1] + after);
  });

  it("for no text longer than the model surely takes", () => {
    expect(dashscope(0, "text-embedding-v1").maxTextBytes).toBe(2048);
    expect(dashscope(0, "text-embedding-v2").maxTextBytes).toBe(2048);
    expect(dashscope(0, "text-embedding-v3").maxTextBytes).toBe(8192);
    expect(dashscope(0, "text-embedding-v4").maxTextBytes).toBe(8192);
  });
});

describe("DashScope answers", () => {
  it("with a vector, which stays the very bytes that came", () => {
    const vectors = ["[0.1,-0.2]", "[ 0.10,\n\t-2E-1 , 3e+00 ]", "[1,2,3]", "[-0.0,0.30000000000000004441]"];
    for (let i = 0; i < vectors.length; i++) {
      const reply = withVector(vectors[i]);
      expect(read(reply)).toBe("vector " + vectors[i]);
      expect(dashscope(0).readVector(reply).value!.buffer == reply.body.buffer).toBe(true);
    }
  });

  it("with a vector of the dimension that is configured", () => {
    expect(read(withVector("[1,2,3]"), 3)).toBe("vector [1,2,3]");
    expect(read(withVector("[1]"), 1)).toBe("vector [1]");
    expect(read(withVector("[1,2,3]"), 2)).toBe(NOT_A_VECTOR);
    expect(read(withVector("[1,2,3]"), 4)).toBe(NOT_A_VECTOR);
    expect(read(withVector("[1,2]"), 1)).toBe(NOT_A_VECTOR);
  });

  it("with what is no vector", () => {
    const vectors = [
      "[]",
      "[ ]",
      "[1]",
      "['0.1','0.2']",
      "[0.1,null]",
      "[null,null]",
      "[true,false]",
      "[[0.1,0.2]]",
      "[[0.1,0.2],[0.3,0.4]]",
      "[{},{}]",
      "[0.1,[0.2]]",
      "{'0':0.1,'1':0.2}",
      "'0.1,0.2'",
      "0.12",
      "null",
      "true",
    ];
    for (let i = 0; i < vectors.length; i++)
      expect(read(withVector(vectors[i]))).toBe(NOT_A_VECTOR, vectors[i]);
    expect(read(withVector("[]"), 1)).toBe(NOT_A_VECTOR);
    expect(read(withVector("[ ]"), 1)).toBe(NOT_A_VECTOR, "space is no number");
    expect(read(withVector("[\n\t ]"), 1)).toBe(NOT_A_VECTOR, "space is no number");
  });

  it("without a vector", () => {
    const bodies = [
      "{'output':null}",
      "{'output':{}}",
      "{'output':[{'embeddings':[{'embedding':[1,2]}]}]}",
      "{'data':[{'embedding':[1,2]}]}",
      "{'output':{'embeddings':[{'embedding':[1,2",
    ];
    for (let i = 0; i < bodies.length; i++) expect(read(okJson(bodies[i]))).toBe(NO_VECTOR, bodies[i]);
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expect(read(new Reply(200, Slice.of(USELESS_BODIES[i])))).toBe(NO_VECTOR, USELESS_BODIES[i]);
    }
    const lists = [
      "null",
      "[]",
      "[null]",
      "{'embedding':[1,2]}",
      "[{'text_index':0}]",
      "[{'text_index':1,'embedding':[1,2]}]",
    ];
    for (let i = 0; i < lists.length; i++) {
      expect(read(okJson("{'output':{'embeddings':" + lists[i] + "}}"))).toBe(NOT_A_VECTOR, lists[i]);
    }
  });

  it("with several vectors, in the order of their texts", () => {
    const two = "{'text_index':1,'embedding':[3,4]},{'text_index':0,'embedding':[1,2]}";
    expect(readAll(two, 2)).toBe("[1,2] [3,4]");
    expect(readAll("{'embedding':[1,2]},{'embedding':[3,4]}", 2)).toBe("[1,2] [3,4]", "without an index");
    expect(readAll(two + ",{'text_index':2,'embedding':[5,6]}", 2)).toBe("[1,2] [3,4]", "one too many");
  });

  it("with too few vectors, or one that is none", () => {
    const second = "fault output.embeddings.1.embedding is not a vector of the configured dimension";
    const one = "{'text_index':0,'embedding':[1,2]}";
    expect(readAll(one, 2)).toBe(second);
    expect(readAll(one + ",{'text_index':1,'embedding':[3]}", 2)).toBe(second);
    expect(readAll(one + ",{'text_index':-1,'embedding':[3,4]}", 2)).toBe(second);
    expect(readAll(one + ",{'text_index':'x','embedding':[3,4]}", 2)).toBe(second);
    expect(readAll("{'text_index':1,'embedding':[1,2]}", 2)).toBe(NOT_A_VECTOR);
  });

  it("with an error, of which the code is told", () => {
    const statuses = [400, 401, 403, 404, 429, 500];
    const codes = [
      "InvalidParameter",
      "InvalidApiKey",
      "Arrearage",
      "ModelNotFound",
      "Throttling.RateQuota",
      "InternalError",
    ];
    for (let i = 0; i < statuses.length; i++) {
      const body = "{'code':'" + codes[i] + "','message':'m','request_id':'r'}";
      const fault = "fault HTTP status " + statuses[i].toString() + " (" + codes[i] + ")";
      expect(read(new Reply(statuses[i], json(body)))).toBe(fault);
    }
    expect(read(okJson("{'code':'InvalidApiKey','message':'m'}"))).toBe(NO_VECTOR + " (InvalidApiKey)");
    const long = json("{'code':'" + "x".repeat(100) + "'}");
    expect(read(new Reply(400, long))).toBe("fault HTTP status 400 (" + "x".repeat(64) + ")");
  });

  it("with an error of another form", () => {
    expect(read(new Reply(429, json("{'code':['429']}")))).toBe("fault HTTP status 429");
    expect(read(new Reply(502, Slice.of("<html>")))).toBe("fault HTTP status 502");
    expect(read(new Reply(503, Slice.EMPTY))).toBe("fault HTTP status 503");
  });

  it("with a vector in an error, and it counts for nothing", () => {
    const body = withVector("[0.1,0.2]").body;
    const statuses = [201, 400, 429, 500];
    for (let i = 0; i < statuses.length; i++) {
      expect(read(new Reply(statuses[i], body))).toBe("fault HTTP status " + statuses[i].toString());
    }
  });

  it("not at all", () => {
    expect(read(new Reply(0, withVector("[0.1,0.2]").body))).toBe("fault no reply");
    expect(read(Reply.refusal()).startsWith("fault the proxy refused the call")).toBe(true);
  });

  it("with words that quote the key, and they are not told", () => {
    const body = json("{'code':'InvalidApiKey','message':'Incorrect API key provided: sk-secret-1'}");
    const statuses = [0, 200, 401, 500];
    for (let i = 0; i < statuses.length; i++) {
      expect(read(new Reply(statuses[i], body)).includes(KEY)).toBe(false);
    }
  });
});
