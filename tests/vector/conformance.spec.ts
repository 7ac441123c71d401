import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Elements, JsonValue, Members } from "../../assembly/json/value";
import { Match, VectorStore } from "../../assembly/vector/vector-store";
import { USELESS_BODIES, ok } from "../support/calls";
import { stores } from "./fixtures/all";
import {
  Found,
  ID,
  KEY,
  MODEL,
  OPERATIONS,
  OTHER_ID,
  SCOPE,
  StoreFixture,
  called,
  documentOf,
  operationOf,
} from "./fixtures/fixture";
import { foundBy } from "./stores";

/** How a match of the suite's own documents is told. */
function matchOf(id: string, distance: string, rest: string = "q"): string {
  return [id, distance, OTHER_ID, "d19e57", SCOPE, "m-1/3", "2147483647.0", rest].join("|");
}

/** What a write's reply says. */
function doneOf(store: VectorStore, reply: Reply): string {
  const fault = store.readDone(reply);
  return fault == null ? "done" : fault;
}

/** The same reply with another text in the place of one. */
function broken(reply: Reply, part: string, other: string): Reply {
  const body = reply.body.toString();
  expect(body.includes(part)).toBe(true, part + " in " + body);
  return new Reply(reply.status, Slice.of(body.replace(part, other)));
}

/** Where the values in `value` stand, at every depth, itself first. */
function placesOf(value: JsonValue): Slice[] {
  const found: JsonValue[] = [value];
  for (let i = 0; i < found.length; i++) {
    const members = new Members(found[i]);
    while (members.next()) found.push(members.value);
    const elements = new Elements(found[i]);
    while (elements.next()) found.push(elements.value);
  }
  return found.map<Slice>((one) => one.raw);
}

/** Whether a match does without the value that was nulled: what is left of it has not got it from elsewhere. */
function lacks(match: Match, nulled: Slice): bool {
  const text = nulled.toString();
  if (text.includes(SCOPE)) return match.scope.length == 0;
  if (text.includes(OTHER_ID)) return match.key.length == 0;
  if (text.includes(MODEL)) return match.model.length == 0;
  if (text.includes("2147483647")) return isNaN(match.expiresAt);
  return isFinite(match.distance);
}

const STATUSES: i32[] = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504];

describe("Every vector store is asked", () => {
  it("as its vendor writes it down", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < OPERATIONS.length; k++) {
        const call = operationOf(all[i].store(), OPERATIONS[k]);
        const expected = all[i].expected(OPERATIONS[k]);
        expect(call == null ? "" : called(call)).toBe(expected, all[i].name + " " + OPERATIONS[k]);
      }
      if (!all[i].canBeMade) continue;
      const calls = all[i].store().create(3);
      const lines = new Array<string>();
      for (let k = 0; k < calls.length; k++) lines.push(called(calls[k]));
      expect(lines.join("\n")).toBe(all[i].expected("create"), all[i].name);
      expect(calls.length).toBe(all[i].creations, all[i].name);
    }
  });

  it("at its own service, with its key in a header and nowhere else", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < OPERATIONS.length; k++) {
        const call = operationOf(all[i].store(), OPERATIONS[k]);
        if (call == null) continue;
        expect(call.upstream).toBe(Upstream.Vector, all[i].name);
        expect(call.service.cluster).toBe("vectors", all[i].name);
        expect(called(call).includes(KEY)).toBe(false, all[i].name);
        if (!all[i].hasHeaders) continue;
        let headers = "";
        for (let h = 0; h < call.headers.length; h++) headers += call.headers[h].value + "\n";
        expect(headers.includes(KEY)).toBe(true, all[i].name);
      }
    }
  });

  it("to keep any text, in JSON that says just that", () => {
    const all = stores();
    const question = 'say "no"\\, \'über\' 中文 😀\r\n\t\0\x1f {"$eq":1} $(x) %s';
    for (let i = 0; i < all.length; i++) {
      const call = all[i].store(true).upsert(documentOf(question, question));
      expect(all[i].written(call, "question")).toBe(question, all[i].name);
      expect(all[i].written(call, "entry")).toBe(question, all[i].name);
    }
  });

  it("to keep the entry only where there is no cache", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const call = all[i].store(false).upsert(documentOf("q", "x"));
      expect(all[i].written(call, "entry")).toBe("none", all[i].name);
    }
  });

  it("to replace a document by the id that it was given, and to remove it by the same", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const store = all[i].store();
      const first = store.upsert(documentOf("q")).body.toString();
      expect(store.upsert(documentOf("q")).body.toString()).toBe(first, all[i].name);
      const found = store.readMatches(all[i].found([new Found(ID, 0.03)])).value!;
      const removal = called(store.remove(found[0].id));
      expect(removal).toBe(all[i].expected("remove"), all[i].name);
    }
  });
});

describe("Every vector store answers a search", () => {
  it("with a match, at the distance 1 - cos", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const one = foundBy(all[i].store(), all[i].found([new Found(ID, 0.25)]));
      expect(one).toBe(matchOf(ID, "0.25"), all[i].name);
      const same = foundBy(all[i].store(), all[i].found([new Found(ID, 0)]));
      expect(same).toBe(matchOf(ID, "0.0"), all[i].name);
      const opposite = foundBy(all[i].store(), all[i].found([new Found(ID, 2)]));
      expect(opposite).toBe(matchOf(ID, "2.0"), all[i].name);
    }
  });

  it("with several, of which the nearest comes first", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const documents = [new Found(OTHER_ID, 0.5), new Found(ID, 0.25), new Found(OTHER_ID, 1)];
      expect(foundBy(all[i].store(), all[i].found(documents))).toBe(
        [matchOf(ID, "0.25"), matchOf(OTHER_ID, "0.5"), matchOf(OTHER_ID, "1.0")].join("\n"),
        all[i].name,
      );
    }
  });

  it("with nothing, as an empty collection does", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      expect(foundBy(all[i].store(), all[i].found([]))).toBe("", all[i].name);
    }
  });

  it("with the question and the entry as they were stored", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const found = new Found(ID, 0.25, "say \\'no\\'\\n \\u00fcber 中文 😀", "{\\'v\\':1}");
      const text = foundBy(all[i].store(true), all[i].found([found]));
      expect(text).toBe(matchOf(ID, "0.25", 'say "no"\n über 中文 😀|{"v":1}'), all[i].name);
    }
  });

  it("with documents of others, which have no scope and thus serve nobody", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const reply = all[i].found([new Found(ID, 0.25, "", "", false)]);
      const matches = all[i].store().readMatches(reply).value!;
      expect(matches.length).toBe(1, all[i].name);
      expect(matches[0].scope.length).toBe(0, all[i].name);
      expect(isNaN(matches[0].expiresAt)).toBe(true, all[i].name);
      expect(matches[0].id.length > 0).toBe(true, all[i].name);
    }
  });

  it("with what is no answer, and it is a fault", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      for (let k = 0; k < USELESS_BODIES.length; k++) {
        const text = foundBy(all[i].store(), ok(USELESS_BODIES[k]));
        expect(text.startsWith("fault ")).toBe(true, all[i].name + " " + USELESS_BODIES[k]);
      }
      const breakages = all[i].breakages;
      const good = all[i].found([new Found(ID, 0.03)]);
      expect(foundBy(all[i].store(), good).startsWith(ID)).toBe(true, all[i].name);
      for (let k = 0; k < breakages.length; k += 2) {
        const text = foundBy(all[i].store(), broken(good, breakages[k], breakages[k + 1]));
        expect(text.startsWith("fault ")).toBe(true, all[i].name + " " + breakages[k + 1] + ": " + text);
      }
    }
  });

  it("with a null in the place of any value, and nobody is served a document without what it needs", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const body = all[i].found([new Found(ID, 0.03)]).body;
      const json = JsonValue.parse(body);
      if (json == null) {
        expect(all[i].name).toBe("redis", "which answers in RESP");
        continue;
      }
      const values = placesOf(json);
      expect(values.length > 8).toBe(true, all[i].name);
      for (let k = 0; k < values.length; k++) {
        const from = <i32>(values[k].pointer - body.pointer);
        const nulled = new ByteWriter().slice(body.slice(0, from)).text("null");
        nulled.slice(body.slice(from + values[k].length));
        const matches = all[i].store().readMatches(new Reply(200, nulled.finish())).value;
        if (matches == null) continue;
        for (let m = 0; m < matches.length; m++) expect(lacks(matches[m], values[k])).toBe(true, all[i].name);
      }
    }
  });

  it("cut off anywhere, and it is a fault", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const whole = all[i].found([new Found(ID, 0.03)]).body;
      for (let length = 0; length < whole.length; length++) {
        const text = foundBy(all[i].store(), new Reply(200, whole.slice(0, length)));
        expect(text.startsWith("fault ")).toBe(true, all[i].name + " " + length.toString());
      }
    }
  });

  it("that the vector is of another dimension, or that there is no collection", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const store = all[i].store();
      expect(foundBy(store, all[i].wrongDimension()).startsWith("fault ")).toBe(true, all[i].name);
      expect(store.isGone(all[i].wrongDimension())).toBe(false, all[i].name);
      if (!all[i].canBeMade) continue;
      expect(foundBy(store, all[i].gone()).startsWith("fault ")).toBe(true, all[i].name);
      expect(store.isGone(all[i].gone())).toBe(true, all[i].name);
      expect(store.isGone(all[i].found([]))).toBe(false, all[i].name);
      expect(store.isGone(Reply.refusal())).toBe(false, all[i].name);
    }
  });
});

/** A search and a write say the same of a reply; neither tells the key. */
function expectFault(fixture: StoreFixture, reply: Reply, fault: string): void {
  const store = fixture.store();
  expect(foundBy(store, reply)).toBe("fault " + fault, fixture.name);
  expect(doneOf(store, reply)).toBe(fault, fixture.name);
}

describe("Every vector store answers", () => {
  it("that it is done", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) expect(doneOf(all[i].store(), all[i].done())).toBe("done");
  });

  it("with a status that says it failed, whatever the body says", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const bodies = [all[i].found([new Found(ID, 0)]).body, all[i].done().body, Slice.of("<html>")];
      for (let k = 0; k < STATUSES.length; k++) {
        const fault = "HTTP status " + STATUSES[k].toString();
        for (let b = 0; b < bodies.length; b++) expectFault(all[i], new Reply(STATUSES[k], bodies[b]), fault);
      }
    }
  });

  it("not at all", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      expectFault(all[i], new Reply(0, all[i].found([]).body), "no reply");
      const refused = "the proxy refused the call (is the cluster configured and healthy?)";
      expectFault(all[i], Reply.refusal(), refused);
    }
  });

  it("with words that quote the key, and they are not told", () => {
    const all = stores();
    const body = Slice.of('{"error":"' + KEY + '","message":"' + KEY + '","code":"' + KEY + '"}');
    for (let i = 0; i < all.length; i++) {
      for (let status = 0; status <= 500; status += 100) {
        const store = all[i].store();
        const reply = new Reply(status, body);
        expect(foundBy(store, reply).includes(KEY)).toBe(false, all[i].name);
        expect(doneOf(store, reply).includes(KEY)).toBe(false, all[i].name);
        const fault = store.readDescription(reply).fault;
        expect(fault != null && fault.includes(KEY)).toBe(false, all[i].name);
      }
    }
  });

  it("about a collection of its name", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const call = all[i].store().describe();
      if (call != null) expect(called(call).includes(all[i].collection)).toBe(true, all[i].name);
    }
  });
});
