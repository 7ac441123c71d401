import { CacheConfig, Config, Gateway } from "../../assembly/config/config";
import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { VectorConfig, VectorType } from "../../assembly/config/vector";
import { CACHE, EMBEDDING, VECTOR, configOf, expectVerdicts, reading } from "./reading";

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

/** Section `vector` of an index `ai-cache`, with these further fields. */
function searchEngine(type: string, fields: string): string {
  return "'type':'" + type + "','serviceName':'e.dns','collectionID':'ai-cache'," + fields;
}

/** What Higress makes of a configuration. */
class OnHigress {
  constructor(
    readonly verdict: string,
    readonly cache: CacheConfig | null,
    readonly vector: VectorConfig | null,
  ) {}
}

/** @param cache further fields of the section `cache`, which names the Redis `cache.dns` */
function onHigress(vector: string, cache: string = ""): OnHigress {
  const redis = "'cache':{'type':'redis','serviceName':'cache.dns'" + cache + "}";
  const read = reading("{" + redis + "," + EMBEDDING + ",'vector':{" + vector + "}}", Gateway.Higress);
  const told = read.faults.length > 0 ? read.faults : read.warnings;
  const rules = read.rules;
  const config: Config | null = rules == null ? null : rules[0].config;
  const verdict = told.join("\n").replaceAll('"', "'");
  if (config == null) return new OnHigress(verdict, null, null);
  return new OnHigress(verdict, config.cache, config.vector);
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
        "vector.apiVersion: used with chroma only, ignored\n" +
        "vector.database: used with chroma and milvus only, ignored",
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

describe("a vector store of Elasticsearch or OpenSearch", () => {
  it("is logged in to as Higress spells it, or with the plain names of the two fields", () => {
    const spellings = [
      "'esUsername':'u','esPassword':'p'",
      "'username':'u','password':'p'",
      "'username':'u','esPassword':'p'",
      "'username':'u','password':'p','esUsername':'','esPassword':''",
    ];
    for (let i = 0; i < spellings.length; i++) {
      for (let k = 0; k < 2; k++) {
        const login = vectorOf(searchEngine(k == 0 ? "elasticsearch" : "opensearch", spellings[i])).login!;
        expect(login.username + ":" + login.password).toBe("u:p", spellings[i]);
      }
    }
    const config = vectorOf(searchEngine("elasticsearch", "'apiKey':'k'"));
    expect(config.type).toBe(VectorType.Elasticsearch);
    expect(config.service.cluster).toBe("outbound|443||e.dns");
    expect(config.apiKey!).toBe("k");
    expect(config.login == null).toBe(true);
    expect(vectorOf(searchEngine("opensearch", "'password':'p'")).login!.username).toBe("");
    expect(vectorOf(searchEngine("opensearch", "'password':'p'")).type).toBe(VectorType.OpenSearch);
  });

  it("has no user without a password, and nobody else has either", () => {
    const why = ": not used here, or not without a password, ignored";
    expectVerdicts([
      withVector(searchEngine("elasticsearch", "'username':'u'")),
      "vector.username" + why,
      withVector(searchEngine("opensearch", "'esUsername':'u'")),
      "vector.esUsername" + why,
      withVector(searchEngine("opensearch", "'password':'p','esPassword':'q'")),
      "vector.esPassword" + why,
      withVector(QDRANT + ",'username':'u','password':'p'"),
      "vector.password" + why + "\nvector.username" + why,
      withVector(searchEngine("elasticsearch", "'esPassword':5")),
      "vector.esPassword: expected a string, got a number",
    ]);
  });

  it("has indexes whose names it takes", () => {
    expect(vectorOf(searchEngine("opensearch", "'topK':1")).collection.name).toBe("ai-cache");
    const bad = ["Qa1", "_qa1", "-qa1", "qa/1", "qa*"];
    for (let i = 0; i < bad.length; i++) {
      expectVerdicts([
        withVector(searchEngine("elasticsearch", "'topK':1").replace("ai-cache", bad[i])),
        "vector.collectionID: expected 1 to 255 lower-case letters, digits and any of ._-, of which the first is a letter or a digit, got '" +
          bad[i] +
          "'",
      ]);
    }
  });
});

describe("a vector store of Weaviate or Milvus", () => {
  it("has collections whose names may stand in a query", () => {
    const types = ["weaviate", "milvus"];
    for (let i = 0; i < types.length; i++) {
      const fields = "'type':'" + types[i] + "','serviceName':'v.dns','collectionID':'AiCache_2'";
      expect(vectorOf(fields).type).toBe(i == 0 ? VectorType.Weaviate : VectorType.Milvus);
      expect(vectorOf(fields).apiKey == null).toBe(true);
      const bad = ["ai-cache", "2x", "a.b", "a{b"];
      for (let k = 0; k < bad.length; k++) {
        expectVerdicts([
          withVector(fields.replace("AiCache_2", bad[k])),
          "vector.collectionID: expected 1 to 255 letters, digits and underscores, of which the first is no digit, got '" +
            bad[k] +
            "'",
        ]);
      }
    }
  });

  it("may be in a database of its own, if it is Milvus", () => {
    const fields = "'type':'milvus','serviceName':'v.dns','collectionID':'c'";
    expect(vectorOf(fields).database == null).toBe(true);
    expect(vectorOf(fields + ",'database':'db1'").database!).toBe("db1");
    expectVerdicts([
      withVector(fields.replace("milvus", "weaviate") + ",'database':'db1'"),
      "vector.database: used with chroma and milvus only, ignored",
    ]);
  });
});

describe("a vector store of Pinecone", () => {
  const PINECONE = "'type':'pinecone','serviceName':'p.dns','serviceHost':'i.pinecone.io','apiKey':'k'";

  it("is an index at its own host, and a namespace in it where one is named", () => {
    const config = vectorOf(PINECONE);
    expect(config.type).toBe(VectorType.Pinecone);
    expect(config.service.authority).toBe("i.pinecone.io");
    expect(config.collection.name).toBe("");
    expect(vectorOf(PINECONE + ",'collectionID':'n'").collection.name).toBe("n");
    expectVerdicts([
      withVector("'type':'pinecone','serviceName':'p.dns'"),
      "vector.serviceHost: expected a string, got nothing\nvector.apiKey: expected a string, got nothing",
    ]);
  });

  it("is not made here", () => {
    expect(vectorOf(PINECONE + ",'create':true").collection.create).toBe(false);
    expectVerdicts([
      withVector(PINECONE + ",'create':true"),
      "vector.create: not used with pinecone, whose indexes are made elsewhere, ignored",
    ]);
  });
});

describe("a vector store of Redis", () => {
  const REDIS = "'type':'redis','serviceName':'r.dns','collectionID':'qa1'";

  it("is refused by a gateway that has no callouts to Redis", () => {
    expectVerdicts([
      withVector(REDIS),
      "vector.type: expected one of dashvector, chroma, qdrant, elasticsearch, opensearch, weaviate, milvus, pinecone (redis needs the Higress build of this filter), got 'redis'",
    ]);
  });

  it("is a Redis of its own, with a user of its own", () => {
    const config = onHigress(REDIS + ",'username':'u','password':'p','timeout':50");
    expect(config.verdict).toBe("");
    const vector = config.vector!;
    expect(vector.type).toBe(VectorType.Redis);
    expect(vector.service.cluster).toBe("outbound|6379||r.dns");
    expect(vector.service.timeout).toBe(50);
    expect(vector.login!.username + ":" + vector.login!.password).toBe("u:p");
    expect(onHigress(REDIS.replace("r.dns", "r.static")).vector!.service.cluster).toBe(
      "outbound|80||r.static",
    );
    expect(onHigress(REDIS + ",'apiKey':'k'").verdict).toBe("vector.apiKey: not used with redis, ignored");
  });

  it("may be that of the cache, with what the cache says of it", () => {
    const same = REDIS.replace("r.dns", "cache.dns");
    const config = onHigress(same);
    expect(config.verdict).toBe("");
    expect(config.vector!.service == config.cache!.service).toBe(true);
    expect(config.vector!.login == null).toBe(true);
    const why = ": not used here, or not without a password, ignored";
    expect(onHigress(same + ",'password':'p','timeout':5").verdict).toBe(
      "vector.timeout: not used with the Redis of cache, ignored\nvector.password" + why,
    );
    expect(onHigress(same, ",'database':0").verdict).toBe("");
    expect(onHigress(same, ",'database':1").verdict).toBe(
      "vector.serviceName: expected another Redis than that of cache, as indexes are in database 0 only, got 'cache.dns'",
    );
    expect(onHigress(REDIS, ",'database':1").verdict).toBe("", "another Redis has another database");
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
