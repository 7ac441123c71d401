import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { Login } from "../../assembly/config/login";
import { VectorConfig, VectorType } from "../../assembly/config/vector";
import { vectorStore } from "../../assembly/vector/factory";
import { VectorStore } from "../../assembly/vector/vector-store";
import { headOf, okJson } from "../support/calls";
import { json } from "../support/json";
import { ElasticsearchFixture, OpenSearchFixture } from "./fixtures/search-engine";
import { StoreFixture, scope } from "./fixtures/fixture";

const TYPE = "\ncontent-type: application/json";

function elasticsearch(): StoreFixture {
  return new ElasticsearchFixture();
}

function opensearch(): StoreFixture {
  return new OpenSearchFixture();
}

function storeWith(type: VectorType, apiKey: string | null, login: Login | null, topK: i32 = 5): VectorStore {
  const base = elasticsearch().config(false, false);
  // prettier-ignore
  return vectorStore(new VectorConfig(type, base.service, apiKey, base.collection, topK, base.policy, false, 600, false, null, login));
}

/** The headers of a call of such a store, one a line. */
function headersWith(type: VectorType, apiKey: string | null, login: Login | null): string {
  return headOf(storeWith(type, apiKey, login).describe()!)
    .split("\n")
    .slice(2)
    .join("\n");
}

/** What the description of the field `vector` is taken for: metric and dimension. */
function described(fixture: StoreFixture, field: string): string {
  const model = field.includes("'model'") ? "" : ",'model':{'type':'keyword'}";
  const reply = okJson("{'qa1-000001':{'mappings':{'properties':{" + field + model + "}}}}");
  const description = fixture.store().readDescription(reply).value!;
  return description.metric + " " + description.dimension.toString();
}

describe("Elasticsearch and OpenSearch", () => {
  it("are asked with a key before a password, and with nothing where there is neither", () => {
    const login = new Login("elastic", "pä:ss");
    const basic = "authorization: Basic ZWxhc3RpYzpww6Q6c3M=" + TYPE;
    expect(headersWith(VectorType.Elasticsearch, "k==", login)).toBe("authorization: ApiKey k==" + TYPE);
    expect(headersWith(VectorType.OpenSearch, "k==", login)).toBe("authorization: Bearer k==" + TYPE);
    expect(headersWith(VectorType.Elasticsearch, null, login)).toBe(basic);
    expect(headersWith(VectorType.OpenSearch, null, login)).toBe(basic);
    expect(headersWith(VectorType.OpenSearch, null, null)).toBe(TYPE.substring(1));
  });

  it("have removed a document that was not there", () => {
    const body = json("{'_index':'qa1','_id':'x','result':'not_found','_shards':{'failed':0}}");
    const stores = [elasticsearch().store(), opensearch().store()];
    for (let i = 0; i < stores.length; i++) {
      expect(stores[i].readDone(new Reply(404, body)) == null).toBe(true);
      expect(stores[i].readDone(new Reply(404, json("{'result':'deleted'}")))).toBe("HTTP status 404");
      expect(stores[i].readDone(new Reply(500, body))).toBe("HTTP status 500");
      expect(stores[i].readDone(new Reply(201, json("{'result':'created'}"))) == null).toBe(true);
    }
  });

  it("are not done where a part of the index was not", () => {
    const store = opensearch().store();
    expect(store.readDone(okJson("{'timed_out':true}"))).toBe("it ran out of time");
    expect(store.readDone(okJson("{'_shards':{'total':2,'failed':1}}"))).toBe("a shard failed");
    expect(store.readDone(okJson("{'failures':[{'id':'x'}]}"))).toBe("some documents stay");
    expect(store.readDone(new Reply(200, Slice.EMPTY))).toBe("the reply is not a JSON object");
  });

  it("are asked to look at as many documents as are wanted", () => {
    const body = storeWith(VectorType.Elasticsearch, null, null, 1024)
      .search(Slice.of("[1]"), scope())
      .body.toString();
    expect(body.includes('"k":1024,"num_candidates":1024')).toBe(true, body);
  });
});

describe("An index", () => {
  it("of Elasticsearch has to have the vectors indexed", () => {
    const fixture = elasticsearch();
    expect(described(fixture, "'vector':{'type':'dense_vector','dims':3,'index':false}")).toBe(
      "none, as vector is not indexed 3",
    );
    expect(described(fixture, "'vector':{'type':'dense_vector','index':true,'similarity':'cosine'}")).toBe(
      "cosine 0",
    );
    expect(described(fixture, "'vector':{'type':'float'}")).toBe("none, as vector is no dense_vector 0");
    expect(described(fixture, "'embedding':{'type':'dense_vector','dims':3}")).toBe(
      "none, as vector is no dense_vector 0",
    );
  });

  it("has to have the fields that filters name as keywords, not as text that is cut into words", () => {
    const vector = "'vector':{'type':'dense_vector','dims':3,'index':true,'similarity':'cosine'}";
    const none = "none, as model is no keyword 0";
    expect(described(elasticsearch(), vector + ",'model':{'type':'text'}")).toBe(none);
    expect(described(elasticsearch(), vector + ",'other':{'model':{'type':'keyword'}}")).toBe(none);
    expect(described(elasticsearch(), vector)).toBe("cosine 3");
    expect(described(elasticsearch(), vector.replace("cosine", "l2_norm") + ",'model':{'type':'text'}")).toBe(
      "l2_norm 3",
    );
  });

  it("of OpenSearch tells its measure in one of two places, and what is none of Lucene's scores otherwise", () => {
    const fixture = opensearch();
    const field = "'vector':{'type':'knn_vector','dimension':3";
    expect(described(fixture, field + ",'space_type':'cosinesimil','mode':'on_disk'}")).toBe("cosinesimil 3");
    expect(described(fixture, field + ",'method':{'engine':'faiss','space_type':'cosinesimil'}}")).toBe(
      "cosinesimil 3",
    );
    expect(described(fixture, field + ",'method':{'engine':'nmslib','space_type':'cosinesimil'}}")).toBe(
      "cosinesimil of nmslib 3",
    );
    expect(described(fixture, field + "}")).toBe("l2 3");
    expect(described(fixture, "'vector':{'type':'knn_vector','model_id':'m'}")).toBe(
      "none, as vector is no knn_vector 0",
    );
  });
});
