import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { Finding } from "../../assembly/vector/description";
import { USELESS_BODIES, okJson } from "../support/calls";
import { json } from "../support/json";
import { dashvector, found } from "./stores";

const NO_CODE = "the reply has no code";
const NOT_SCORED = "fault output holds what is not a scored document";
const FIELDS = "'fields':{'key':'k','digest':'d','scope':'s','model':'m','expires_at':9}";

/** A reply with this `output`. */
function withOutput(output: string): Reply {
  return okJson("{'code':0,'request_id':'r','message':'Success','output':" + output + "}");
}

/** A reply with one document of this score. */
function withScore(score: string): Reply {
  return withOutput("[{'id':'1','score':" + score + "," + FIELDS + "}]");
}

function doneOf(reply: Reply): string {
  const fault = dashvector().readDone(reply);
  return fault == null ? "done" : fault;
}

/** Both kinds of reply say so. */
function expectFault(reply: Reply, fault: string): void {
  expect(found(reply)).toBe("fault " + fault, reply.body.toString());
  expect(doneOf(reply)).toBe(fault, reply.body.toString());
}

describe("DashVector answers a search", () => {
  it("with matches, of which the nearest comes first", () => {
    const reply = withOutput(
      "[{'id':'b','score':0.3," +
        FIELDS +
        "},{'id':'c','score':1.99," +
        FIELDS +
        "},{'id':'a','score':0," +
        FIELDS +
        "}]",
    );
    expect(found(reply)).toBe("a|0.0|k|d|s|m|9.0\nb|0.3|k|d|s|m|9.0\nc|1.99|k|d|s|m|9.0");
  });

  it("with the question, where the document holds it", () => {
    const fields = FIELDS.replace("'expires_at'", "'question':'Wo?','expires_at'");
    expect(found(withOutput("[{'id':'a','score':0," + fields + "}]"))).toBe("a|0.0|k|d|s|m|9.0|Wo?");
  });

  it("with the entry, where the document holds it", () => {
    const fields = FIELDS.replace("'expires_at'", "'entry':'{\\'v\\':1}','expires_at'");
    expect(found(withOutput("[{'id':'a','score':0," + fields + "}]"))).toBe('a|0.0|k|d|s|m|9.0|{"v":1}');
    const wrong = FIELDS.replace("'expires_at'", "'entry':{},'expires_at'");
    expect(found(withOutput("[{'id':'a','score':0," + wrong + "}]"))).toBe("a|0.0|k|d|s|m|9.0");
  });

  it("in any order of members, of which the first of a name is taken", () => {
    expect(found(withOutput("[{" + FIELDS + ",'other':[{}],'score':0.5,'id':'a'}]"))).toBe(
      "a|0.5|k|d|s|m|9.0",
    );
    const twice = "{'id':'a','score':0.5," + FIELDS + ",'id':'b','score':0.25,'fields':{'key':'other'}}";
    expect(found(withOutput("[" + twice + "]"))).toBe("a|0.5|k|d|s|m|9.0");
    expect(found(withOutput("[{'id':1,'id':'b','score':0,'fields':null," + FIELDS + "}]"))).toBe(
      found(withOutput("[{'score':0}]")),
    );
  });

  it("with many matches, sorted too", () => {
    let documents = "";
    for (let i = 0; i < 100; i++) {
      if (i > 0) documents += ",";
      documents += "{'id':'x','score':" + ((i * 37) % 100).toString() + "}";
    }
    const matches = dashvector().readMatches(withOutput("[" + documents + "]")).value!;
    expect(matches.length).toBe(100);
    for (let i = 0; i < 100; i++) expect(matches[i].distance).toBe(<f64>i);
  });

  it("with nothing", () => {
    expect(found(withOutput("[]"))).toBe("");
    expect(found(withOutput("null"))).toBe("");
    expect(found(okJson("{'code':0,'request_id':'r'}"))).toBe("");
  });

  it("with an output of another form", () => {
    const outputs = ["{}", "{'1':{'id':'1','score':0.1}}", "'x'", "5", "false"];
    for (let i = 0; i < outputs.length; i++) {
      expect(found(withOutput(outputs[i]))).toBe("fault output is not a list", outputs[i]);
    }
  });

  it("with scores of all sizes", () => {
    expect(found(withScore("0"))).toBe("1|0.0|k|d|s|m|9.0");
    expect(found(withScore("2"))).toBe("1|2.0|k|d|s|m|9.0");
    expect(found(withScore("-1.1920929e-07"))).toBe("1|-1.1920929e-7|k|d|s|m|9.0");
    expect(found(withScore("1e22"))).toBe("1|1e+22|k|d|s|m|9.0");
  });

  it("with scores that are none", () => {
    const scores = ["1e999", "-1e999", "'0.1'", "'NaN'", "null", "true", "[]", "{}"];
    for (let i = 0; i < scores.length; i++) expect(found(withScore(scores[i]))).toBe(NOT_SCORED, scores[i]);
    expectFault(withScore("NaN"), NO_CODE);
    expectFault(withScore("Infinity"), NO_CODE);
    expectFault(withScore("-Infinity"), NO_CODE);
  });

  it("with elements that are no documents", () => {
    const outputs = [
      "[1]",
      "[null]",
      "['x']",
      "[[]]",
      "[{}]",
      "[{'id':'1'}]",
      "[{'id':'1','score':0.1},null]",
    ];
    for (let i = 0; i < outputs.length; i++)
      expect(found(withOutput(outputs[i]))).toBe(NOT_SCORED, outputs[i]);
  });

  it("with documents that lack fields, which are empty then", () => {
    expect(found(withOutput("[{'score':0.5}]"))).toBe("|0.5|||||NaN");
    expect(found(withOutput("[{'id':5,'score':0.5,'fields':null}]"))).toBe("|0.5|||||NaN");
    expect(found(withOutput("[{'id':'1','score':0.5,'fields':[]}]"))).toBe("1|0.5|||||NaN");
    expect(
      found(withOutput("[{'id':'1','score':0.5,'fields':{'key':1,'scope':null,'expires_at':'9'}}]")),
    ).toBe("1|0.5|||||NaN");
  });
});

describe("DashVector answers", () => {
  it("that it is done", () => {
    expect(doneOf(okJson("{'code':0,'message':'','output':[{'code':0,'id':'1','doc_op':'upsert'}]}"))).toBe(
      "done",
    );
    expect(doneOf(okJson(" { 'code' : 0 } "))).toBe("done");
  });

  it("with an error, though the status is 200", () => {
    const codes = ["-2019", "-2021", "-2034", "-2999", "408", "1"];
    for (let i = 0; i < codes.length; i++) {
      const body =
        "{'code':" + codes[i] + ",'message':'dv-1 is wrong','output':[{'id':'1','score':0," + FIELDS + "}]}";
      expectFault(okJson(body), "code " + codes[i]);
    }
    expectFault(okJson("{'code':1" + "0".repeat(30) + "}"), "code 1" + "0".repeat(15));
  });

  it("without a code", () => {
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expectFault(new Reply(200, Slice.of(USELESS_BODIES[i])), NO_CODE);
    }
    const bodies = [
      "{'output':[]}",
      "{'code':null,'output':[]}",
      "{'code':'0','output':[]}",
      "{'code':false}",
      "[{'code':0}]",
      "{'code':0",
      "{'code':0}}",
    ];
    for (let i = 0; i < bodies.length; i++) expectFault(okJson(bodies[i]), NO_CODE);
  });

  it("with another status, whatever the body says", () => {
    const statuses = [201, 400, 401, 404, 429, 500, 503];
    for (let i = 0; i < statuses.length; i++) {
      expectFault(
        new Reply(statuses[i], json("{'code':0,'output':[]}")),
        "HTTP status " + statuses[i].toString(),
      );
    }
  });

  it("not at all", () => {
    expectFault(new Reply(0, json("{'code':0,'output':[]}")), "no reply");
    expectFault(Reply.refusal(), "the proxy refused the call (is the cluster configured and healthy?)");
  });
});

const SERVING = "'dimension':4,'metric':'dotproduct','status':'SERVING'";

/** What a description with this `output` says: dimension and metric, or a fault. */
function describedBy(output: string): string {
  const result = dashvector().readDescription(withOutput(output));
  const description = result.value;
  if (description == null) return "fault " + result.fault!;
  return description.dimension.toString() + " " + description.metric;
}

describe("DashVector describes a collection", () => {
  it("by its one vector, in the older form and in the newer", () => {
    expect(describedBy("{" + SERVING + "}")).toBe("4 dotproduct");
    const schema = "'vectors_schema':{'proxima_vector':{'dimension':8,'dtype':'FLOAT','metric':'cosine'}}";
    expect(describedBy("{" + SERVING + "," + schema + "}")).toBe("8 cosine");
    expect(describedBy("{" + SERVING + ",'vectors_schema':{}}")).toBe("4 dotproduct");
  });

  it("that is not serving yet, or not at all, and it is a fault", () => {
    expect(describedBy("{" + SERVING.replace("SERVING", "INITIALIZED") + "}")).toBe(
      "fault it is not serving yet",
    );
    expect(describedBy("{'dimension':4,'metric':'cosine'}")).toBe("4 cosine");
    const outputs = ["null", "[]", "{}", "{'metric':'cosine'}", "{'dimension':'4'}"];
    for (let i = 0; i < outputs.length; i++) {
      expect(describedBy(outputs[i])).toBe("fault output describes no collection", outputs[i]);
    }
  });

  it("of which the endpoint cannot tell, and it is taken as it is", () => {
    const statuses = [401, 403, 404];
    for (let i = 0; i < statuses.length; i++) {
      const description = dashvector().readDescription(new Reply(statuses[i], Slice.EMPTY)).value!;
      expect(description.finding).toBe(Finding.Hidden);
    }
  });
});
