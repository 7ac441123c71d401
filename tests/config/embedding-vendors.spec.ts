import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { CACHE, VECTOR, configOf, expectVerdicts } from "./reading";

const AZURE = "'type':'azure','serviceName':'e.dns','serviceHost':'r.openai.azure.com','apiKey':'k'";
const TEXTIN = "'type':'textin','serviceName':'e.dns','textinAppId':'a','textinSecretCode':'s'";
const XFYUN = "'type':'xfyun','serviceName':'e.dns','apiKey':'k'";

/** A configuration with these fields of section `embedding`. */
function withEmbedding(fields: string): string {
  return "{" + CACHE + "," + VECTOR + ",'embedding':{" + fields + "}}";
}

function embeddingOf(fields: string): EmbeddingConfig {
  return configOf(withEmbedding(fields)).embedding!;
}

/** Type, cluster, authority and model of this section. */
function summaryOf(fields: string): string {
  const config = embeddingOf(fields);
  const service = config.service;
  return `${<i32>config.type} ${service.cluster} ${service.authority} ${config.model}`;
}

describe("an embedding service of Azure", () => {
  it("needs a resource, which is its host, a key and the version of the API", () => {
    const fields = AZURE + ",'apiVersion':'2024-10-21'";
    expect(summaryOf(fields)).toBe(
      `${<i32>EmbeddingType.Azure} outbound|443||e.dns r.openai.azure.com text-embedding-ada-002`,
    );
    expect(embeddingOf(fields).account.apiVersion).toBe("2024-10-21");
    expectVerdicts([
      withEmbedding(AZURE),
      "embedding.apiVersion: expected a string, got nothing",
      withEmbedding("'type':'azure','serviceName':'e.dns'"),
      "embedding.serviceHost: expected a string, got nothing\nembedding.apiKey: expected a string, got nothing\n" +
        "embedding.apiVersion: expected a string, got nothing",
      withEmbedding(AZURE + ",'apiVersion':'1&x=2'"),
      "embedding.apiVersion: expected 1 to 255 letters, digits and any of ._-, of which the first is a letter, a digit " +
        "or _, got '1&x=2'",
    ]);
  });
});

describe("an embedding service of Cohere", () => {
  it("needs a key, and has a model that is not retired", () => {
    expect(summaryOf("'type':'cohere','serviceName':'e.dns','apiKey':'k'")).toBe(
      `${<i32>EmbeddingType.Cohere} outbound|443||e.dns api.cohere.com embed-v4.0`,
    );
    expectVerdicts([
      withEmbedding("'type':'cohere','serviceName':'e.dns'"),
      "embedding.apiKey: expected a string, got nothing",
    ]);
  });
});

describe("an embedding service of Hugging Face", () => {
  it("needs a key, and has the model of Higress's plugin", () => {
    expect(summaryOf("'type':'huggingface','serviceName':'e.dns','apiKey':'k'")).toBe(
      `${<i32>EmbeddingType.HuggingFace} outbound|443||e.dns router.huggingface.co ` +
        "sentence-transformers/all-MiniLM-L6-v2",
    );
    expectVerdicts([
      withEmbedding("'type':'huggingface','serviceName':'e.dns'"),
      "embedding.apiKey: expected a string, got nothing",
    ]);
  });

  it("may be a server of one's own, without a key and at another path", () => {
    const fields = "'type':'tei','serviceName':'tei.dns'";
    expect(summaryOf(fields)).toBe(`${<i32>EmbeddingType.Tei} outbound|80||tei.dns tei.dns tei`);
    expect(embeddingOf(fields).apiKey == null).toBe(true);
    expect(embeddingOf(fields).pathOr("/embed")).toBe("/embed");
    expect(embeddingOf(fields + ",'path':'/x'").pathOr("/embed")).toBe("/x");
    expect(embeddingOf(fields.replace("tei'", "huggingface','apiKey':'k'") + ",'path':'/'").path!).toBe("/");
  });
});

describe("an embedding service of TextIn", () => {
  it("needs what Higress's plugin needs", () => {
    const fields = TEXTIN + ",'textinMatryoshkaDim':1024";
    expect(summaryOf(fields)).toBe(
      `${<i32>EmbeddingType.TextIn} outbound|443||e.dns api.textin.com acge-text-embedding`,
    );
    expect(embeddingOf(fields).account.appId).toBe("a");
    expect(embeddingOf(fields).account.secret).toBe("s");
    expect(embeddingOf(fields).dimension).toBe(1024);
    expectVerdicts([
      withEmbedding("'type':'textin','serviceName':'e.dns'"),
      "embedding.textinMatryoshkaDim: expected an integer from 1 to 4096, got nothing\n" +
        "embedding.textinAppId: expected a string, got nothing\n" +
        "embedding.textinSecretCode: expected a string, got nothing",
      withEmbedding(TEXTIN + ",'textinMatryoshkaDim':0"),
      "embedding.textinMatryoshkaDim: expected an integer from 1 to 4096, got 0",
      withEmbedding(TEXTIN.replace("'s'", "'s\\n'") + ",'dimension':8"),
      "embedding.textinSecretCode: expected a string without control characters, got '***'",
    ]);
  });

  it("takes the dimension under the name that others have for it, too", () => {
    expect(embeddingOf(TEXTIN + ",'dimension':256").dimension).toBe(256);
    const both = TEXTIN + ",'dimension':256,'textinMatryoshkaDim':512";
    expect(embeddingOf(both).dimension).toBe(512);
    expectVerdicts([
      withEmbedding(both),
      "embedding.dimension: not used beside textinMatryoshkaDim, ignored",
      withEmbedding(TEXTIN + ",'dimension':5000"),
      "embedding.dimension: expected an integer from 1 to 4096, got 5000",
    ]);
  });
});

describe("an embedding service of XFyun", () => {
  it("needs an application, its key and its secret", () => {
    const fields = XFYUN + ",'appId':'a','apiSecret':'s'";
    expect(summaryOf(fields)).toBe(
      `${<i32>EmbeddingType.Xfyun} outbound|443||e.dns emb-cn-huabei-1.xf-yun.com llm-embedding`,
    );
    expect(embeddingOf(fields).apiKey!).toBe("k");
    expect(embeddingOf(fields).account.appId).toBe("a");
    expect(embeddingOf(fields).account.secret).toBe("s");
    expectVerdicts([
      withEmbedding(XFYUN),
      "embedding.appId: expected a string, got nothing\nembedding.apiSecret: expected a string, got nothing",
      withEmbedding("'type':'xfyun','serviceName':'e.dns','appId':'','apiSecret':7"),
      "embedding.apiKey: expected a string, got nothing\n" +
        "embedding.appId: expected a string that is not empty, got ''\n" +
        "embedding.apiSecret: expected a string, got a number",
    ]);
  });
});

it("Fields of one vendor have no effect with another", () => {
  const others =
    ",'apiVersion':'1','textinAppId':'a','textinSecretCode':'s','textinMatryoshkaDim':8,'appId':'a','apiSecret':'s'";
  expectVerdicts([
    withEmbedding("'type':'ollama','serviceName':'e.dns'" + others),
    "embedding.textinMatryoshkaDim: used with textin only, ignored\n" +
      "embedding.apiVersion: used with azure only, ignored\n" +
      "embedding.textinAppId: used with textin only, ignored\n" +
      "embedding.textinSecretCode: used with textin only, ignored\n" +
      "embedding.appId: used with xfyun only, ignored\n" +
      "embedding.apiSecret: used with xfyun only, ignored",
  ]);
  expectVerdicts([
    withEmbedding("'type':'ollama','serviceName':'e.dns','appId':5"),
    "embedding.appId: expected a string, got 5",
  ]);
  const account = embeddingOf("'type':'ollama','serviceName':'e.dns'" + others).account;
  expect(account.apiVersion + account.appId + account.secret).toBe("");
});
