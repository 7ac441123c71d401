import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { VectorConfig } from "../../assembly/config/vector";
import { vectorStore } from "../../assembly/vector/factory";
import { headOf, okJson } from "../support/calls";
import { json } from "../support/json";
import { called, scope } from "./fixtures/fixture";
import { MilvusFixture } from "./fixtures/milvus";

/** What a collection with these members is taken for: its metric and dimension, or a fault. */
function described(members: string): string {
  const read = new MilvusFixture().store().readDescription(okJson("{'code':0,'data':{" + members + "}}"));
  const description = read.value;
  return description == null ? read.fault! : `${description.metric} ${description.dimension}`;
}

const FIELDS = "'fields':[{'name':'vector','params':[{'key':'dim','value':'3'}]}]";
const INDEXES =
  "'indexes':[{'fieldName':'key','metricType':''},{'fieldName':'vector','metricType':'COSINE'}]";

describe("Milvus", () => {
  it("is asked with a bearer token, which may be user and password", () => {
    const head = headOf(new MilvusFixture().store().describe()!);
    expect(head.includes("\nauthorization: Bearer vs-secret-1\n")).toBe(true, head);
  });

  it("is asked for the default database unless there is another", () => {
    const base = new MilvusFixture().config(false, false);
    // prettier-ignore
    const store = vectorStore(new VectorConfig(base.type, base.service, null, base.collection, 5, base.policy, false, 600, false));
    expect(called(store.describe()!)).toBe('POST /v2/vectordb/collections/describe {"collectionName":"qa1"}');
  });

  it("says with status 200 what is wrong, by a code", () => {
    const store = new MilvusFixture().store();
    expect(store.readDone(okJson("{'code':200,'data':{}}")) == null).toBe(true, "so said servers before 2.4");
    expect(store.readDone(okJson("{'code':1804,'message':'x'}"))!).toBe("code 1804");
    expect(store.readDone(okJson("{'message':'x'}"))!).toBe("the reply has no code");
    expect(store.isGone(new Reply(404, json("{'code':100}")))).toBe(false, "that is no Milvus");
  });

  it("has a collection with one vector of our name, which is indexed and loaded", () => {
    expect(described(FIELDS + "," + INDEXES + ",'load':'LoadStateLoaded'")).toBe("COSINE 3");
    expect(described(FIELDS + "," + INDEXES)).toBe("COSINE 3");
    expect(described(FIELDS + "," + INDEXES + ",'load':'LoadStateNotLoad'")).toBe("it is not loaded");
    const none = "none, as there is no field vector 0";
    expect(described("'fields':[{'name':'embedding','params':[{'key':'dim','value':'3'}]}]")).toBe(none);
    expect(described("'fields':[{'name':'vector','params':[{'key':'max_length','value':'3'}]}]")).toBe(none);
    expect(described("'fields':null")).toBe(none);
  });

  it("keeps an entry only where there is a place for it", () => {
    const fixture = new MilvusFixture();
    const schema = fixture.store(true).create(3)[0].body.toString();
    const place = '{"fieldName":"entry","dataType":"VarChar","elementTypeParams":{"max_length":65535}}';
    expect(schema.includes(place)).toBe(true, schema);
    expect(fixture.store(false).create(3)[0].body.toString().includes('"entry"')).toBe(false);
  });

  it("is asked for the entry with the rest where it keeps one", () => {
    const body = new MilvusFixture().store(true).search(Slice.of("[1]"), scope()).body.toString();
    expect(body.endsWith('"question","entry"]}')).toBe(true, body);
  });
});
