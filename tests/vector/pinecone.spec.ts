import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { CollectionConfig, VectorConfig } from "../../assembly/config/vector";
import { vectorStore } from "../../assembly/vector/factory";
import { VectorStore } from "../../assembly/vector/vector-store";
import { headOf, okJson } from "../support/calls";
import { json } from "../support/json";
import { PineconeFixture } from "./fixtures/pinecone";

/** A store in this namespace. */
function storeIn(namespace: string): VectorStore {
  const base = new PineconeFixture().config(false, false);
  const collection = new CollectionConfig(namespace, true, false);
  // prettier-ignore
  return vectorStore(new VectorConfig(base.type, base.service, base.apiKey, collection, 5, base.policy, false, 600, false));
}

describe("Pinecone", () => {
  it("is asked with a key, and for a version of its API", () => {
    expect(headOf(storeIn("").describe()!)).toBe(
      "vector at vectors (vectors.example)\nPOST /describe_index_stats\n" +
        "api-key: vs-secret-1\ncontent-type: application/json\nx-pinecone-api-version: 2025-04",
    );
  });

  it("has a namespace without a name, which no call names", () => {
    expect(storeIn("").remove(Slice.of("x")).body.toString()).toBe('{"ids":["x"]}');
    expect(storeIn("n").remove(Slice.of("x")).body.toString()).toBe('{"namespace":"n","ids":["x"]}');
  });

  it("has nothing to remove in a namespace that has not come yet", () => {
    const store = storeIn("n");
    const message = (text: string): Reply => new Reply(404, json(`{'code':5,'message':'${text}'}`));
    expect(store.readDone(message("Namespace not found")) == null).toBe(true);
    expect(store.readDone(message("Index not found"))!).toBe("HTTP status 404");
    expect(store.readDone(new Reply(400, message("Namespace not found").body))!).toBe("HTTP status 400");
    expect(store.readDone(okJson("<html>"))!).toBe("the reply is not JSON");
  });

  it("may not tell the metric, and is taken as it is", () => {
    const description = storeIn("").readDescription(okJson("{'dimension':3,'totalVectorCount':0}")).value!;
    expect(description.metric).toBe("");
    expect(description.dimension).toBe(3);
    const sparse = okJson("{'totalVectorCount':0,'metric':'dotproduct','vectorType':'sparse'}");
    expect(storeIn("").readDescription(sparse).fault!).toBe("the index tells no dimension");
  });

  it("cannot have an index made, nor miss one", () => {
    expect(storeIn("").create(3).length).toBe(0);
    expect(storeIn("").isGone(new Reply(404, Slice.EMPTY))).toBe(false);
    expect(storeIn("").readDescription(new Reply(404, Slice.EMPTY)).fault!).toBe("HTTP status 404");
  });
});
