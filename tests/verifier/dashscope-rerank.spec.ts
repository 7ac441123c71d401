import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { USELESS_BODIES, headOf, okJson } from "../support/calls";
import { json } from "../support/json";
import { A, B, KEY, opinion, reranker } from "./verifiers";

const NO_SCORE = "fault output.results is not one document with a score from 0 to 1";

/** What a reply with these results is taken for. */
function withResults(results: string): string {
  return opinion(reranker(), okJson("{'output':{'results':" + results + "}}"));
}

/** What a reply with this score is taken for. */
function withScore(score: string): string {
  return withResults("[{'index':0,'relevance_score':" + score + "}]");
}

describe("DashScope's reranker is asked", () => {
  it("how near the second question is to the first", () => {
    expect(headOf(reranker().askQuestions(A, B))).toBe(
      "verifier at dashscope (dashscope.aliyuncs.com)\n" +
        "POST /api/v1/services/rerank/text-rerank/text-rerank\n" +
        "content-type: application/json\n" +
        "authorization: Bearer sk-secret-1",
    );
    expect(reranker().askQuestions(A, B).body.toString()).toBe(
      '{"model":"qwen3-rerank","input":{"query":"How do I reset it?","documents":["Reset it, how?"]},' +
        '"parameters":{"return_documents":false,"instruct":"Retrieve semantically similar text."}}',
    );
  });

  it("without an instruction where the model takes none", () => {
    expect(reranker("gte-rerank-v2").askQuestions(A, B).body.toString()).toBe(
      '{"model":"gte-rerank-v2","input":{"query":"How do I reset it?","documents":["Reset it, how?"]},' +
        '"parameters":{"return_documents":false}}',
    );
  });

  it("about answers without the question, which would make them more alike", () => {
    const call = reranker().askAnswers(Slice.of("What?"), A, B);
    expect(call.body.equalsSlice(reranker().askQuestions(A, B).body)).toBe(true);
  });

  it("in JSON that says just the texts", () => {
    const hostile = Slice.of('"],"model":"x\\\n');
    const body = reranker("gte-rerank-v2").askQuestions(hostile, hostile).body.toString();
    const quoted = '"\\"],\\"model\\":\\"x\\\\\\n"';
    expect(body).toBe(
      '{"model":"gte-rerank-v2","input":{"query":' +
        quoted +
        ',"documents":[' +
        quoted +
        ']},"parameters":{"return_documents":false}}',
    );
  });

  it("about no text that it might cut off", () => {
    expect(reranker().maxTextBytes).toBe(4000);
  });
});

describe("DashScope's reranker answers", () => {
  it("as in the vendor's documentation", () => {
    // Its example, of which only the first document was asked about here.
    const reply =
      "{'output':{'results':[{'document':{'text':'d'},'index':0,'relevance_score':0.9334521178273196}]}," +
      "'usage':{'total_tokens':79},'request_id':'85ba5752-1900-47d2-8896-23f99b13f6e1'}";
    expect(opinion(reranker(), okJson(reply))).toBe("same");
    const far = reply.replace("0.9334521178273196", "0.34100082626411193");
    expect(opinion(reranker(), okJson(far))).toBe("different");
  });

  it("with a score, and those from the threshold on mean the same", () => {
    const near = ["0.9", "0.90000001", "1", "1.0", "9e-1", "1E0"];
    for (let i = 0; i < near.length; i++) expect(withScore(near[i])).toBe("same", near[i]);
    const far = ["0", "-0.0", "0.5", "0.89999999", "9e-9"];
    for (let i = 0; i < far.length; i++) expect(withScore(far[i])).toBe("different", far[i]);
  });

  it("with what is no score", () => {
    const scores = ["1.0000001", "-0.1", "1e999", "-1e999", "93", "'0.95'", "null", "true", "[0.95]", "{}"];
    for (let i = 0; i < scores.length; i++) expect(withScore(scores[i])).toBe(NO_SCORE, scores[i]);
    expect(withScore("NaN")).toBe(NO_SCORE, "which is no JSON");
  });

  it("without the score of the document that was sent", () => {
    const results = [
      "null",
      "[]",
      "[null]",
      "{}",
      "'0.95'",
      "[0.95]",
      "[{'index':0}]",
      "[{'relevance_score':0.95}]",
      "[{'index':1,'relevance_score':0.95}]",
      "[{'index':'0','relevance_score':0.95}]",
      "[{'index':0,'relevance_score':0.95},{'index':1,'relevance_score':0.2}]",
      "{'0':{'index':0,'relevance_score':0.95}}",
    ];
    for (let i = 0; i < results.length; i++) expect(withResults(results[i])).toBe(NO_SCORE, results[i]);
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      const reply = new Reply(200, Slice.of(USELESS_BODIES[i]));
      expect(opinion(reranker(), reply)).toBe(NO_SCORE, USELESS_BODIES[i]);
    }
    const twice = "[{'index':0,'relevance_score':0.95,'relevance_score':0.1}]";
    expect(withResults(twice)).toBe(NO_SCORE, "readers differ in which they take");
    const flat = "{'results':[{'index':0,'relevance_score':0.95}]}";
    expect(opinion(reranker(), okJson(flat))).toBe(NO_SCORE, "the form of another API");
  });

  it("with an error, of which the code is told and never the message", () => {
    const statuses = [400, 401, 404, 429, 500];
    const codes = [
      "InvalidParameter",
      "InvalidApiKey",
      "ModelNotFound",
      "Throttling.RateQuota",
      "InternalError",
    ];
    for (let i = 0; i < statuses.length; i++) {
      const body = json("{'code':'" + codes[i] + "','message':'key " + KEY + "','request_id':'r'}");
      const status = "fault HTTP status " + statuses[i].toString();
      expect(opinion(reranker(), new Reply(statuses[i], body))).toBe(status + " (" + codes[i] + ")");
    }
    const body = "{'code':'InvalidApiKey','message':'key " + KEY + "'}";
    expect(opinion(reranker(), okJson(body))).toBe(NO_SCORE + " (InvalidApiKey)");
    expect(opinion(reranker(), new Reply(502, Slice.of("<html>")))).toBe("fault HTTP status 502");
    expect(opinion(reranker(), new Reply(503, Slice.EMPTY))).toBe("fault HTTP status 503");
  });

  it("with a score in an error, and it counts for nothing", () => {
    const body = json("{'output':{'results':[{'index':0,'relevance_score':0.95}]}}");
    const statuses = [201, 400, 429, 500];
    for (let i = 0; i < statuses.length; i++) {
      const fault = "fault HTTP status " + statuses[i].toString();
      expect(opinion(reranker(), new Reply(statuses[i], body))).toBe(fault);
    }
    expect(opinion(reranker(), new Reply(0, body))).toBe("fault no reply");
    expect(opinion(reranker(), Reply.refusal()).startsWith("fault the proxy refused the call")).toBe(true);
  });
});
