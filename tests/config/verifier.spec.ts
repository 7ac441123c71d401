import { VerifierType } from "../../assembly/config/verifier";
import { CACHE, DASH, EMBEDDING, VECTOR, configOf, expectVerdicts, reading } from "./reading";

const SEMANTIC: string = CACHE + "," + EMBEDDING + "," + VECTOR;
const RERANK = "'type':'dashscope','cluster':'dashscope','apiKey':'sk-1'";
const CHAT = "'type':'openai','cluster':'llm','model':'small'";

/** A configuration with a verifier of these fields. */
function withVerifier(fields: string): string {
  return "{" + SEMANTIC + ",'verifier':{" + fields + "}}";
}

describe("section verifier", () => {
  it("may be absent, and then nobody is asked", () => {
    expect(configOf("{" + SEMANTIC + "}").verifier == null).toBe(true);
    expect(configOf("{" + SEMANTIC + ",'verifier':null}").verifier == null).toBe(true);
  });

  it("has defaults for a reranker", () => {
    const verifier = configOf(withVerifier(RERANK)).verifier!;
    expect(verifier.type).toBe(VerifierType.DashScope);
    expect(verifier.service.cluster).toBe("dashscope");
    expect(verifier.service.authority).toBe("dashscope.aliyuncs.com");
    expect(verifier.service.timeout).toBe(500);
    expect(verifier.apiKey!).toBe("sk-1");
    expect(verifier.model).toBe("qwen3-rerank");
    expect(verifier.threshold).toBe(0.9);
    expect(verifier.maxTextBytes).toBe(4000);
  });

  it("has defaults for a chat model, which may need no key", () => {
    const verifier = configOf(withVerifier(CHAT)).verifier!;
    expect(verifier.type).toBe(VerifierType.OpenAi);
    expect(verifier.service.cluster).toBe("llm");
    expect(verifier.service.authority).toBe("llm");
    expect(verifier.service.timeout).toBe(500);
    expect(verifier.apiKey == null).toBe(true);
    expect(verifier.path == null).toBe(true);
    expect(verifier.maxTextBytes).toBe(4000);
  });

  it("takes what is given", () => {
    const rerank = configOf(
      withVerifier(
        "'type':'dashscope','serviceName':'d.dns','serviceHost':'intl.example','apiKey':'k'," +
          "'model':'gte-rerank-v2','threshold':0.75,'timeout':300,'maxTextBytes':8000",
      ),
    ).verifier!;
    expect(rerank.service.cluster).toBe("outbound|443||d.dns");
    expect(rerank.service.authority).toBe("intl.example");
    expect(rerank.service.timeout).toBe(300);
    expect(rerank.model).toBe("gte-rerank-v2");
    expect(rerank.threshold).toBe(0.75);
    expect(rerank.maxTextBytes).toBe(8000);
    const chat = configOf(
      withVerifier(
        "'type':'openai','serviceName':'ollama.static','serviceHost':'ollama.example','apiKey':'k'," +
          "'model':'qwen2.5:7b','path':'/compatible-mode/v1/chat/completions'",
      ),
    ).verifier!;
    expect(chat.service.cluster).toBe("outbound|80||ollama.static");
    expect(chat.service.authority).toBe("ollama.example");
    expect(chat.apiKey!).toBe("k");
    expect(chat.model).toBe("qwen2.5:7b");
    expect(chat.path!).toBe("/compatible-mode/v1/chat/completions");
  });

  it("refuses what is wrong", () => {
    expectVerdicts([
      withVerifier(""),
      "verifier.type: expected one of dashscope, openai, got nothing\n" +
        "verifier.serviceName: expected a string (or cluster in its place), got nothing\n" +
        "verifier.apiKey: expected a string, got nothing",
      withVerifier(CHAT.replace("openai", "cohere")).replace("'model'", "'apiKey':'k','model'"),
      "verifier.type: expected one of dashscope, openai, got 'cohere'",
      "{" + SEMANTIC + ",'verifier':true}",
      "verifier: expected an object, got a boolean",
      withVerifier("'type':'dashscope','cluster':'d'"),
      "verifier.apiKey: expected a string, got nothing",
      withVerifier("'type':'openai','cluster':'llm'"),
      "verifier.model: expected a string, got nothing",
      withVerifier("'type':'openai','cluster':'llm','model':''"),
      "verifier.model: expected a string that is not empty, got ''",
      withVerifier(CHAT.replace("small", "a b")),
      "verifier.model: expected letters, digits and any of ._:/@-, got 'a b'",
      withVerifier(RERANK + ",'threshold':1.1"),
      "verifier.threshold: expected a number from 0 to 1, got 1.1",
      withVerifier(RERANK + ",'threshold':-0.1"),
      "verifier.threshold: expected a number from 0 to 1, got -0.1",
      withVerifier(RERANK + ",'threshold':'0.9'"),
      "verifier.threshold: expected a number from 0 to 1, got '0.9'",
      withVerifier(RERANK + ",'maxTextBytes':65537"),
      "verifier.maxTextBytes: expected an integer from 1 to 65536, got 65537",
      withVerifier(RERANK + ",'timeout':-1"),
      "verifier.timeout: expected an integer from 1 to 600000, got -1",
      withVerifier(RERANK + ",'tokens':3"),
      "verifier.tokens: unknown field, ignored",
    ]);
  });

  it("has a path that a request can be sent to", () => {
    const wrong = ["v1", "/v1?key=x", "/v1#x", "/v 1", "/v1\\n", "/ü", "http://llm/v1"];
    for (let i = 0; i < wrong.length; i++) {
      expectVerdicts([
        withVerifier(CHAT + ",'path':'" + wrong[i] + "'"),
        "verifier.path: expected a path beginning with '/', without a query or spaces, got '" +
          wrong[i] +
          "'",
      ]);
    }
    expectVerdicts([withVerifier(CHAT + ",'path':'/'"), "", withVerifier(CHAT + ",'path':''"), ""]);
  });

  it("says what the other kind alone uses", () => {
    expectVerdicts([
      withVerifier(CHAT + ",'threshold':0.5"),
      "verifier.threshold: not used with openai, ignored",
      withVerifier(RERANK + ",'path':'/x'"),
      "verifier.path: not used with dashscope, ignored",
    ]);
  });

  it("takes 0 for what is absent where Higress's plugin would", () => {
    const verifier = configOf(withVerifier(RERANK + ",'timeout':0,'maxTextBytes':0")).verifier!;
    expect(verifier.service.timeout).toBe(500);
    expect(verifier.maxTextBytes).toBe(4000);
    expect(configOf(withVerifier(RERANK + ",'threshold':0")).verifier!.threshold).toBe(0);
  });

  it("is there for semantic look-ups alone, in any form of the configuration", () => {
    const verifier = ",'verifier':{" + RERANK + "}}";
    const unused = "verifier: not used without semantic look-ups, ignored";
    expectVerdicts([
      "{" + CACHE + verifier,
      unused,
      "{" + CACHE + "," + EMBEDDING + verifier,
      "embedding: not used without vector, ignored\n" + unused,
      "{" + SEMANTIC + ",'enableSemanticCache':false" + verifier,
      unused,
      "{" + EMBEDDING + "," + VECTOR + verifier,
      "",
    ]);
    expect(configOf("{" + CACHE + verifier).verifier == null).toBe(true);
    expect(configOf("{" + SEMANTIC + ",'enableSemanticCache':false" + verifier).verifier == null).toBe(true);
    expect(configOf("{" + EMBEDDING + "," + VECTOR + verifier).verifier == null).toBe(false);
    const original = "{" + DASH + ",'redis':{'serviceName':'redis'}" + verifier;
    expect(configOf(original).verifier == null).toBe(false);
  });

  it("does not tell its key", () => {
    const keys = ["'S3CR\\u000aET'", "['S3CRET']", "{'x':'S3CRET'}", "'\\ud83dS3CRET'"];
    for (let i = 0; i < keys.length; i++) {
      const chat = reading(withVerifier(CHAT + ",'apiKey':" + keys[i]));
      const rerank = reading(withVerifier(RERANK.replace("'sk-1'", keys[i])));
      const said = chat.faults.join("\n") + rerank.faults.join("\n");
      expect(chat.faults.length > 0 && rerank.faults.length > 0).toBe(true, keys[i]);
      expect(said.includes("S3CR")).toBe(false, said);
    }
  });
});
