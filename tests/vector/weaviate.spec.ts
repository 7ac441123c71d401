import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { Finding } from "../../assembly/vector/description";
import { VectorStore } from "../../assembly/vector/vector-store";
import { headOf, okJson } from "../support/calls";
import { json } from "../support/json";
import { WeaviateFixture } from "./fixtures/weaviate";

/** What a write's reply says. */
function doneOf(body: string): string {
  const fault = new WeaviateFixture().store().readDone(okJson(body));
  return fault == null ? "done" : fault;
}

/** A store whose class has been described, so that one of its vectors is asked for next. */
function sampling(): VectorStore {
  const fixture = new WeaviateFixture();
  const store = fixture.store();
  expect(store.readDescription(fixture.described(3, true)).value!.finding).toBe(Finding.Part);
  expect(store.describe()!.body.toString()).toBe('{"query":"{Get{Qa1(limit:1){_additional{vector}}}}"}');
  return store;
}

/** The dimension that a sample's reply tells, or the fault. */
function sampleOf(reply: Reply): string {
  const store = sampling();
  const read = store.readDescription(reply);
  expect(store.describe()!.method).toBe("GET", "the next look begins with the class");
  const description = read.value;
  return description == null ? read.fault! : description.dimension.toString();
}

describe("Weaviate", () => {
  it("is asked with a bearer token", () => {
    const head = headOf(new WeaviateFixture().store().describe()!);
    expect(head.includes("\nauthorization: Bearer vs-secret-1\n")).toBe(true, head);
  });

  it("tells with status 200 that a document was not taken, or not removed", () => {
    expect(doneOf("[{'class':'Qa1','result':{'status':'SUCCESS'}}]")).toBe("done");
    const errors = "'errors':{'error':[{'message':'x'}]},";
    expect(doneOf("[{'class':'Qa1','result':{" + errors + "'status':'FAILED'}}]")).toBe(
      "the document was not taken",
    );
    expect(doneOf("[]")).toBe("the document was not taken");
    expect(doneOf("{'results':{'failed':1,'successful':3}}")).toBe("some documents stay");
    expect(doneOf("{'class':'Qa1'}")).toBe("done");
    expect(doneOf("<html>")).toBe("the reply is not JSON");
  });

  it("tells in two ways that there is no such class", () => {
    const store = new WeaviateFixture().store();
    expect(store.isGone(new Reply(422, json("{'error':[{'message':'no graphql provider'}]}")))).toBe(true);
    const message = (name: string): Reply =>
      new Reply(200, Slice.of('{"errors":[{"message":"Cannot query field \\"' + name + '\\" on type"}]}'));
    expect(store.isGone(message("Qa1"))).toBe(true);
    expect(store.isGone(message("Qa12"))).toBe(false);
    expect(store.isGone(message("entry"))).toBe(false);
    expect(store.isGone(new Reply(500, message("Qa1").body))).toBe(false);
  });

  it("has a class with one vector, which has no name", () => {
    const store = new WeaviateFixture().store();
    const named = okJson("{'class':'Qa1','vectorConfig':{'a':{'vectorIndexConfig':{'distance':'cosine'}}}}");
    expect(store.readDescription(named).value!.metric).toBe("none, as its vectors have names");
    expect(store.describe()!.method).toBe("GET", "nothing else is asked then");
  });

  it("shows its dimension in a document, where there is one", () => {
    const get = (objects: string): Reply => okJson("{'data':{'Get':{'Qa1':" + objects + "}}}");
    expect(sampleOf(get("[{'_additional':{'vector':[1,2.5,3,4]}}]"))).toBe("4");
    expect(sampleOf(get("[]"))).toBe("0");
    expect(sampleOf(get("[{'_additional':{'vector':null}}]"))).toBe("0");
    expect(sampleOf(get("null"))).toBe("no vector could be looked at");
    expect(sampleOf(okJson("{'errors':[{'message':'x'}]}"))).toBe("no vector could be looked at");
    expect(sampleOf(new Reply(503, Slice.EMPTY))).toBe("HTTP status 503");
  });
});
