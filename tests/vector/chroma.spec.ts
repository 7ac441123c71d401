import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { ChromaConfig } from "../../assembly/config/chroma";
import { Policy } from "../../assembly/config/config";
import { CollectionConfig, VectorConfig, VectorType } from "../../assembly/config/vector";
import { vectorStore } from "../../assembly/vector/factory";
import { Finding } from "../../assembly/vector/description";
import { VectorStore } from "../../assembly/vector/vector-store";
import { headOf, okJson } from "../support/calls";
import { json } from "../support/json";

const UUID = "52bbb8b3-724c-477b-a4ce-d5b578214612";
const OTHER = "6ac516ae-06cb-4db9-9cd0-63f8bd674c10";

function chroma(collection: string, apiKey: string | null, isOld: bool = false): VectorStore {
  const service = new Service("chroma", "chroma.example", 400);
  const policy = new Policy(0.1, false, 0.05, 0);
  const named = new CollectionConfig(collection, true, false);
  const own = new ChromaConfig("t", "d", isOld);
  const type = VectorType.Chroma;
  return vectorStore(new VectorConfig(type, service, apiKey, named, 5, policy, false, 0, false, own));
}

/** How its distances are measured, by what it says of itself. */
function spaceOf(members: string): string {
  const reply = okJson("{'id':'" + OTHER + "'," + members + "}");
  const description = chroma("qa1", null).readDescription(reply).value;
  return description == null ? "none" : description.metric;
}

describe("A collection of Chroma", () => {
  it("is asked by the UUID that its name stands for, once that is known", () => {
    const store = chroma("qa1", null);
    const where = "vector at chroma (chroma.example)\n";
    const path = "/api/v2/tenants/t/databases/d/collections/";
    const type = "\ncontent-type: application/json";
    expect(headOf(store.describe()!)).toBe(where + "GET " + path + "qa1" + type);
    store.readDescription(okJson("{'id':'" + OTHER + "','dimension':null}"));
    expect(headOf(store.remove(Slice.of("x")))).toBe(where + "POST " + path + OTHER + "/delete" + type);
  });

  it("that is configured by its UUID is looked for by that, where the server can", () => {
    const path = "/api/v2/tenants/t/databases/d/collections/";
    const store = chroma(UUID, null);
    expect(store.describe()!.path).toBe(path + "by-id/" + UUID);
    expect(store.remove(Slice.of("x")).path).toBe(path + UUID + "/delete");
    const old = chroma(UUID, null, true);
    expect(old.describe() == null).toBe(true);
    expect(old.remove(Slice.of("x")).path).toBe(
      "/api/v1/collections/" + UUID + "/delete?tenant=t&database=d",
    );
  });

  it("that is configured by its UUID is taken as it is, where nobody can tell", () => {
    const silent = [new Reply(404, json("{'detail':'Not Found'}")), new Reply(404, Slice.EMPTY)];
    silent.push(new Reply(401, Slice.EMPTY));
    silent.push(new Reply(403, json("{'error':'x'}")));
    for (let i = 0; i < silent.length; i++) {
      expect(chroma(UUID, null).readDescription(silent[i]).value!.finding).toBe(Finding.Hidden);
      const named = chroma("qa1", null).readDescription(silent[i]).value;
      expect(named != null && named.finding == Finding.Hidden).toBe(false);
    }
    const missing = new Reply(404, json("{'error':'NotFoundError'}"));
    expect(chroma(UUID, null).readDescription(missing).value!.finding).toBe(Finding.Missing);
  });

  it("gets the key in the two headers that servers look for it in", () => {
    expect(headOf(chroma("qa1", "k").describe()!).split("\n").slice(2).join()).toBe(
      "content-type: application/json,x-chroma-token: k,authorization: Bearer k",
    );
  });

  it("tells how it measures distances, by the word that counts", () => {
    const cosine = "'metadata':{'hnsw:space':'cosine'}";
    expect(spaceOf("'configuration_json':{'hnsw':{'space':'ip'}}," + cosine)).toBe("ip");
    expect(spaceOf("'configuration_json':{'hnsw':null,'spann':{'space':'cosine'}}")).toBe("cosine");
    expect(spaceOf("'configuration_json':{'hnsw_configuration':{'space':'l2'}}," + cosine)).toBe("cosine");
    expect(spaceOf("'metadata':null")).toBe("l2");
  });

  it("without an id of its own is none", () => {
    expect(chroma("qa1", null).readDescription(okJson("{'id':'../x'}")).fault!).toBe(
      "no id of the collection",
    );
  });
});
