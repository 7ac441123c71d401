import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { VectorConfig, VectorType } from "../../assembly/config/vector";
import { CACHE, EMBEDDING, VECTOR, configOf, expectVerdicts } from "./reading";

/** A configuration with these fields of section `embedding`. */
function withEmbedding(fields: string): string {
  return "{" + CACHE + "," + VECTOR + ",'embedding':{" + fields + "}}";
}

/** A configuration with these fields of section `vector`. */
function withVector(fields: string): string {
  return "{" + CACHE + "," + EMBEDDING + ",'vector':{" + fields + "}}";
}

function embeddingOf(fields: string): EmbeddingConfig {
  return configOf(withEmbedding(fields)).embedding!;
}

function vectorOf(fields: string): VectorConfig {
  return configOf(withVector(fields)).vector!;
}

const CHROMA = "'type':'chroma','serviceName':'c.dns','collectionID':'qa1'";
const QDRANT = "'type':'qdrant','serviceName':'q.dns','collectionID':'qa1'";
const UUID = "52bbb8b3-724c-477b-a4ce-d5b578214612";

describe("embedding by OpenAI", () => {
  it("needs no more than a service, and has the defaults of Higress's plugin", () => {
    const config = embeddingOf("'type':'openai','serviceName':'e.dns'");
    expect(config.type).toBe(EmbeddingType.OpenAi);
    expect(config.service.cluster).toBe("outbound|443||e.dns");
    expect(config.service.authority).toBe("api.openai.com");
    expect(config.model).toBe("text-embedding-3-small");
    expect(config.apiKey == null).toBe(true);
    expect(config.path == null).toBe(true);
    expect(config.maxTextBytes).toBe(0);
  });

  it("is any service that speaks its protocol", () => {
    const fields = "'type':'openai','cluster':'vllm','serviceHost':'vllm.local','path':'/emb/v1/embeddings',";
    const config = embeddingOf(
      fields + "'model':'BAAI/bge-m3','apiKey':'k','maxTextBytes':512,'dimension':3",
    );
    expect(config.service.authority).toBe("vllm.local");
    expect(config.path!).toBe("/emb/v1/embeddings");
    expect(config.apiKey!).toBe("k");
    expect(config.maxTextBytes).toBe(512);
    expect(config.dimension).toBe(3);
    expectVerdicts([
      withEmbedding(fields.replace("/emb/v1", "emb/v1") + "'model':'m'"),
      "embedding.path: expected a path beginning with '/', without a query or spaces, got 'emb/v1/embeddings'",
      withEmbedding(fields + "'maxTextBytes':65537"),
      "embedding.maxTextBytes: expected an integer from 1 to 65536, got 65537",
    ]);
  });
});

describe("embedding by Ollama", () => {
  it("has the defaults of Higress's plugin", () => {
    const config = embeddingOf("'type':'ollama','serviceName':'o.dns'");
    expect(config.type).toBe(EmbeddingType.Ollama);
    expect(config.service.cluster).toBe("outbound|11434||o.dns");
    expect(config.service.authority).toBe("localhost");
    expect(config.model).toBe("llama3.2");
    const fixed = embeddingOf("'type':'ollama','serviceName':'ollama.static'");
    expect(fixed.service.cluster).toBe("outbound|80||ollama.static");
  });

  it("is at one path", () => {
    expectVerdicts([
      withEmbedding("'type':'ollama','serviceName':'o.dns','path':'/x'"),
      "embedding.path: used with openai, huggingface and tei only, ignored",
    ]);
  });
});

it("DashScope does not do without a key", () => {
  expectVerdicts([
    withEmbedding("'type':'dashscope','serviceName':'e.dns'"),
    "embedding.apiKey: expected a string, got nothing",
  ]);
});

describe("a vector store of Chroma", () => {
  it("needs no more than a service and a collection", () => {
    const config = vectorOf(CHROMA);
    expect(config.type).toBe(VectorType.Chroma);
    expect(config.service.cluster).toBe("outbound|443||c.dns");
    expect(config.service.authority).toBe("c.dns");
    expect(config.apiKey == null).toBe(true);
    expect(config.collection.name).toBe("qa1");
    expect(config.collection.check).toBe(true);
    expect(config.collection.create).toBe(false);
    expect(config.chroma!.tenant).toBe("default_tenant");
    expect(config.chroma!.database).toBe("default_database");
    expect(config.chroma!.isOld).toBe(false);
  });

  it("takes what is given", () => {
    const config = vectorOf(CHROMA + ",'tenant':'t-1','database':'d.1','apiVersion':'v1','create':true");
    expect(config.chroma!.tenant).toBe("t-1");
    expect(config.chroma!.database).toBe("d.1");
    expect(config.chroma!.isOld).toBe(true);
    expect(config.collection.create).toBe(true);
  });

  it("is named by a UUID, as in Higress, or by its own name, which has to be looked up", () => {
    const named = CHROMA.replace("qa1", UUID);
    expect(vectorOf(named + ",'check':false").collection.check).toBe(false);
    expectVerdicts([
      withVector(CHROMA + ",'check':false"),
      "vector.check: expected true (a collection of Chroma is looked up by its name), got false",
      withVector(named + ",'create':true"),
      "vector.create: not used with a UUID as collectionID, which only Chroma can choose, ignored",
      withVector(CHROMA + ",'tenant':'a/b'"),
      "vector.tenant: expected 1 to 255 letters, digits and any of ._-, of which the first is a letter, a digit or _, got 'a/b'",
      withVector(CHROMA + ",'apiVersion':'v3'"),
      "vector.apiVersion: expected one of v2, v1, got 'v3'",
    ]);
    expect(vectorOf(named + ",'create':true").collection.create).toBe(false);
    const names = [
      UUID.replace("-724c", "x724c"),
      UUID.replace("b3-", "g3-"),
      UUID + "0",
      UUID.replace("52", ""),
    ];
    for (let i = 0; i < names.length; i++) {
      expectVerdicts([
        withVector(CHROMA.replace("qa1", names[i]) + ",'check':false"),
        "vector.check: expected true (a collection of Chroma is looked up by its name), got false",
      ]);
    }
    expect(vectorOf(CHROMA.replace("qa1", UUID.toUpperCase()) + ",'check':false").collection.check).toBe(
      false,
    );
  });
});

describe("a vector store of Qdrant", () => {
  it("needs no more than a service and a collection", () => {
    const config = vectorOf(QDRANT);
    expect(config.type).toBe(VectorType.Qdrant);
    expect(config.service.authority).toBe("q.dns");
    expect(config.apiKey == null).toBe(true);
    expect(config.chroma == null).toBe(true);
  });

  it("knows no fields of others", () => {
    expectVerdicts([
      withVector(QDRANT + ",'tenant':'t','database':'d','apiVersion':'v1'"),
      "vector.tenant: used with chroma only, ignored\n" +
        "vector.database: used with chroma only, ignored\n" +
        "vector.apiVersion: used with chroma only, ignored",
    ]);
  });

  it("has collections of many names, none of which is another path", () => {
    const good = ["a", "_x", "9-a.b_c", "x".repeat(255)];
    for (let i = 0; i < good.length; i++) {
      expect(vectorOf(QDRANT.replace("qa1", good[i])).collection.name).toBe(good[i]);
    }
    const bad = [".", "..", ".x", "-x", "a/b", "a b", "a?b", "a#b", "a%2fb", "ü", "x".repeat(256)];
    for (let i = 0; i < bad.length; i++) {
      const shown = bad[i].length > 64 ? bad[i].substring(0, 64) + "…" : bad[i];
      expectVerdicts([
        withVector(QDRANT.replace("qa1", bad[i])),
        "vector.collectionID: expected 1 to 255 letters, digits and any of ._-, of which the first is a letter, a digit or _, got '" +
          shown +
          "'",
      ]);
    }
  });
});

describe("the collection of a vector store", () => {
  it("is looked at unless that is not wanted, and made only where that is", () => {
    const fields =
      "'type':'dashvector','cluster':'d','serviceHost':'v.example','apiKey':'k','collectionID':'qa1'";
    expect(vectorOf(fields).collection.check).toBe(true);
    expect(vectorOf(fields).collection.create).toBe(false);
    expect(vectorOf(fields + ",'create':true").collection.create).toBe(true);
    expect(vectorOf(fields + ",'check':false").collection.check).toBe(false);
    expectVerdicts([
      withVector(fields + ",'create':true,'check':false"),
      "vector.create: not used without check, ignored",
      withVector(fields + ",'create':'yes'"),
      "vector.create: expected true or false, got 'yes'",
    ]);
    expect(vectorOf(fields + ",'create':true,'check':false").collection.create).toBe(false);
  });
});
