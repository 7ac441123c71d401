import { CACHE, EMBEDDING, VECTOR, configOf, expectVerdicts } from "./reading";

/** The sections of a vector store. */
const STORE: string = EMBEDDING + "," + VECTOR;

function withVector(fields: string): string {
  return "{" + CACHE + "," + EMBEDDING + "," + VECTOR.replace("}", "," + fields + "}") + "}";
}

function withEmbedding(fields: string): string {
  return "{" + CACHE + "," + VECTOR + "," + EMBEDDING.replace("}", "," + fields + "}") + "}";
}

describe("section embedding", () => {
  it("has defaults", () => {
    const config = configOf("{" + CACHE + "," + EMBEDDING + "," + VECTOR + "}");
    const embedding = config.embedding!;
    expect(embedding.service.cluster).toBe("dashscope");
    expect(embedding.service.authority).toBe("dashscope.aliyuncs.com");
    expect(embedding.service.timeout).toBe(1000);
    expect(embedding.apiKey).toBe("sk-1");
    expect(embedding.model).toBe("text-embedding-v2");
    expect(embedding.dimension).toBe(0);
  });

  it("takes what is given", () => {
    const section =
      "'embedding':{'type':'dashscope','serviceName':'d.dns','serviceHost':'intl.example','apiKey':'k'," +
      "'model':'text-embedding-v4','dimension':512,'timeout':300}";
    const embedding = configOf("{" + CACHE + "," + section + "," + VECTOR + "}").embedding!;
    expect(embedding.service.cluster).toBe("outbound|443||d.dns");
    expect(embedding.service.authority).toBe("intl.example");
    expect(embedding.service.timeout).toBe(300);
    expect(embedding.model).toBe("text-embedding-v4");
    expect(embedding.dimension).toBe(512);
  });

  it("refuses what is wrong", () => {
    expectVerdicts([
      withEmbedding("'dimension':0"),
      "embedding.dimension: expected an integer from 1 to 4096, got 0",
      withEmbedding("'dimension':4097"),
      "embedding.dimension: expected an integer from 1 to 4096, got 4097",
      withEmbedding("'model':5"),
      "embedding.model: expected a string, got 5",
      withEmbedding("'topK':5"),
      "embedding.topK: unknown field, ignored",
      withEmbedding("'model':''"),
      "",
    ]);
  });
});

describe("section vector", () => {
  it("has defaults", () => {
    const vector = configOf("{" + CACHE + "," + EMBEDDING + "," + VECTOR + "}").vector!;
    expect(vector.service.cluster).toBe("dashvector");
    expect(vector.service.authority).toBe("vrs.example");
    expect(vector.apiKey).toBe("dv-1");
    expect(vector.collection.name).toBe("qa1");
    expect(vector.collection.check).toBe(true);
    expect(vector.collection.create).toBe(false);
    expect(vector.topK).toBe(5);
    expect(vector.policy.threshold).toBe(0.1);
    expect(vector.policy.inclusive).toBe(false);
    expect(vector.policy.margin).toBe(0.05);
  });

  it("takes what is given", () => {
    const vector = configOf(
      withVector("'topK':1024,'threshold':0,'margin':2,'thresholdRelation':'lte'"),
    ).vector!;
    expect(vector.topK).toBe(1024);
    expect(vector.policy.threshold).toBe(0);
    expect(vector.policy.margin).toBe(2);
    expect(vector.policy.inclusive).toBe(true);
  });

  it("reads the threshold as a similarity where it is to be exceeded", () => {
    const gt = configOf(withVector("'threshold':0.75,'thresholdRelation':'gt'")).vector!;
    expect(gt.policy.threshold).toBe(0.25);
    expect(gt.policy.inclusive).toBe(false);
    const gte = configOf(withVector("'threshold':-1,'thresholdRelation':'gte'")).vector!;
    expect(gte.policy.threshold).toBe(2);
    expect(gte.policy.inclusive).toBe(true);
    const byDefault = configOf(withVector("'thresholdRelation':'gt'")).vector!;
    expect(Math.abs(byDefault.policy.threshold - 0.1) < 1e-12).toBe(true);
  });

  it("refuses what is wrong", () => {
    expectVerdicts([
      withVector("'topK':'ten'"),
      "vector.topK: expected an integer from 1 to 1024, got 'ten'",
      withVector("'topK':1025"),
      "vector.topK: expected an integer from 1 to 1024, got 1025",
      withVector("'threshold':2.1"),
      "",
      withVector("'threshold':-0.1"),
      "vector.threshold: expected a number from 0 to 1000000, got -0.1",
      withVector("'threshold':1.1,'thresholdRelation':'gt'"),
      "vector.threshold: expected a number from -1 to 1, got 1.1",
      withVector("'margin':1e999"),
      "vector.margin: expected a number from 0 to 2, got 1e999",
      withVector("'thresholdRelation':'<'"),
      "vector.thresholdRelation: expected one of lt, lte, gt, gte, got '<'",
      withVector("'collectionId':'x'"),
      "vector.collectionId: unknown field (did you mean collectionID?), ignored",
    ]);
  });

  it("knows the name of a collection", () => {
    const names = ["ab", "a".repeat(33), "a b", "über", "a.b", "a/b"];
    for (let i = 0; i < names.length; i++) {
      const config = "{" + CACHE + "," + EMBEDDING + "," + VECTOR.replace("qa1", names[i]) + "}";
      const words = "vector.collectionID: expected 3 to 32 letters, digits, hyphens or underscores, got '";
      expectVerdicts([config, words + names[i] + "'"]);
    }
    expectVerdicts([
      "{" + CACHE + "," + EMBEDDING + "," + VECTOR.replace("qa1", "A-z_09" + "x".repeat(26)) + "}",
      "",
    ]);
  });
});

describe("a vendor that this build does not know", () => {
  it("is refused by name, with those that work", () => {
    const names = ["elasticsearch", "milvus", "pinecone", "weaviate"];
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      expectVerdicts([
        "{" + CACHE + "," + EMBEDDING + "," + VECTOR.replace("'dashvector'", "'" + name + "'") + "}",
        "vector.type: expected one of dashvector, chroma, qdrant (" +
          name +
          " is not supported by this build), got '" +
          name +
          "'",
      ]);
    }
    expectVerdicts([
      "{" + CACHE + "," + VECTOR + "," + EMBEDDING.replace("'dashscope'", "'acme'") + "}",
      "embedding.type: expected one of dashscope, openai, ollama, azure, cohere, huggingface, tei, textin, xfyun, " +
        "got 'acme'",
    ]);
  });
});

describe("a vector store without a cache", () => {
  it("keeps the entries itself", () => {
    const config = configOf("{" + STORE + "}");
    expect(config.cache == null).toBe(true);
    expect(config.vector!.keepsEntries).toBe(true);
    expect(configOf("{" + CACHE + "," + STORE + "}").vector!.keepsEntries).toBe(false);
  });

  it("takes prefix and life of the entries from the top", () => {
    const config = configOf("{" + STORE + ",'cacheKeyPrefix':'p:','cacheTTL':60}");
    expect(config.entry.keyPrefix).toBe("p:");
    expect(config.entry.ttl).toBe(60);
    expectVerdicts([
      "{" + CACHE + ",'cacheTTL':60}",
      "cacheTTL: unknown field, ignored",
      "{" + STORE + ",'cacheTTL':-1}",
      "cacheTTL: expected an integer from 0 to 2147483647, got -1",
    ]);
  });

  it("cannot do without embeddings", () => {
    expectVerdicts([
      "{" + VECTOR + "}",
      "embedding: expected an object because vector has no cache beside it, got nothing",
      "{" + EMBEDDING + "}",
      "cache: expected an object (or vector in its place), got nothing",
    ]);
  });

  it("is always asked", () => {
    const config = "{" + STORE + ",'enableSemanticCache':false}";
    expectVerdicts([config, "enableSemanticCache: without a cache there is no other look-up, ignored"]);
    expect(configOf(config).vector != null).toBe(true);
  });
});

describe("half of a semantic cache", () => {
  it("is worth a warning beside a cache, which works", () => {
    const vector = "{" + CACHE + "," + VECTOR + "}";
    const embedding = "{" + CACHE + "," + EMBEDDING + ",'enableSemanticCache':true}";
    expectVerdicts([
      vector,
      "vector: not used without embedding, ignored",
      embedding,
      "embedding: not used without vector, ignored\n" +
        "enableSemanticCache: not used without vector and embedding, ignored",
    ]);
    expect(configOf(vector).vector == null).toBe(true);
    expect(configOf(embedding).embedding == null).toBe(true);
  });
});
