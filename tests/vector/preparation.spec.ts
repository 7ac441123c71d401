import { Slice } from "../../assembly/bytes/slice";
import { Call } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { CollectionConfig } from "../../assembly/config/vector";
import { vectorStoreOrRedis } from "../../assembly/vector/factory";
import { Preparation } from "../../assembly/vector/preparation";
import { stores } from "./fixtures/all";
import { COLLECTION, NOW, StoreFixture, called } from "./fixtures/fixture";

const NONE = "vector.collectionID: expected a collection that is there";
const OFF = ": no neighbours are looked for";

/** The preparation of a store's collection, which nobody has looked at yet. */
function preparationOf(
  fixture: StoreFixture,
  create: bool = false,
  dimension: i32 = 3,
  check: bool = true,
): Preparation {
  const store = vectorStoreOrRedis(fixture.config(create, false));
  return new Preparation(store, new CollectionConfig(COLLECTION, check, create), dimension);
}

/** Method and path of a call, or a command and what it is about; `nothing` where there is none. */
function told(call: Call | null): string {
  return call == null ? "nothing" : called(call).split(" ").slice(0, 2).join(" ");
}

/** What the fixture expects of an operation, without its body. */
function head(fixture: StoreFixture, operation: string): string {
  return fixture.expected(operation).split("\n")[0].split(" ").slice(0, 2).join(" ");
}

/** State of a preparation: why the collection cannot be used, then the log's lines. */
function state(preparation: Preparation): string {
  const fault = preparation.fault;
  const lines = preparation.refusal + "|" + (fault == null ? "" : fault) + "|" + preparation.notice;
  preparation.notice = "";
  return lines;
}

/** Tells what the collection is like, in as many replies as the store wants. */
function answer(
  preparation: Preparation,
  fixture: StoreFixture,
  dimension: i32,
  isCosine: bool,
  now: i64,
): Call | null {
  const call = preparation.onReply(fixture.described(dimension, isCosine), now);
  const sample = fixture.sampled(dimension);
  if (call == null || sample == null) return call;
  expect(told(call)).toBe(head(fixture, "sample"), fixture.name);
  expect(preparation.refusal).toBe("preparing", fixture.name);
  return preparation.onReply(sample, now);
}

function begun(fixture: StoreFixture, create: bool = false, dimension: i32 = 3): Preparation {
  const preparation = preparationOf(fixture, create, dimension);
  expect(preparation.refusal).toBe("preparing", fixture.name);
  expect(told(preparation.begin(NOW))).toBe(head(fixture, "describe"), fixture.name);
  return preparation;
}

describe("A collection", () => {
  it("that is what it has to be is used", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const preparation = begun(all[i]);
      expect(told(preparation.begin(NOW))).toBe("nothing", "it is under way");
      expect(preparation.isOff(NOW)).toBe(false, "a vector may be of use soon");
      expect(told(answer(preparation, all[i], 3, true, NOW))).toBe("nothing", all[i].name);
      expect(state(preparation)).toBe("||", all[i].name);
      expect(told(preparation.begin(NOW + 1000))).toBe("nothing", "once is enough");
    }
  });

  it("of another dimension or metric is not used, and a line says what was expected", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      let preparation = begun(all[i]);
      answer(preparation, all[i], 4, true, NOW);
      const what = "vector.collectionID: expected a collection ";
      expect(state(preparation)).toBe("mismatch||" + what + "of 3 dimensions, got 4" + OFF, all[i].name);
      preparation = begun(all[i]);
      answer(preparation, all[i], 3, false, NOW);
      expect(state(preparation)).toBe("mismatch||" + what + "with the metric " + all[i].metrics + OFF);
      expect(preparation.isOff(NOW)).toBe(true, all[i].name);
      expect(preparation.refusalOf(Slice.of("[1,2,3]"))).toBe("mismatch", all[i].name);
    }
  });

  it("that is missing is not used", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].canBeMade) continue;
      const preparation = begun(all[i]);
      expect(told(preparation.onReply(all[i].missing(), NOW))).toBe("nothing", all[i].name);
      const line = NONE + " (or create: true, to have it made), got none" + OFF;
      expect(state(preparation)).toBe("mismatch||" + line, all[i].name);
    }
  });

  it("that is missing is made where that is wanted, and looked at again", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].canBeMade) continue;
      const preparation = begun(all[i], true);
      let call = preparation.onReply(all[i].missing(), NOW);
      expect(told(call)).toBe(head(all[i], "create"), all[i].name);
      for (let k = 1; k < all[i].creations; k++) {
        call = preparation.onReply(all[i].done(), NOW);
        expect(told(call)).not.toBe(head(all[i], "describe"), all[i].name);
        expect(preparation.refusal).toBe("preparing", all[i].name);
      }
      expect(told(preparation.onReply(all[i].done(), NOW))).toBe(head(all[i], "describe"), all[i].name);
      answer(preparation, all[i], 3, true, NOW);
      expect(state(preparation)).toBe("||collection qa1 has been made", all[i].name);
    }
  });

  it("that another worker has made meanwhile is used all the same", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].canBeMade) continue;
      const preparation = begun(all[i], true);
      preparation.onReply(all[i].missing(), NOW);
      for (let k = 0; k < all[i].creations; k++) {
        preparation.onReply(new Reply(409, Slice.EMPTY), NOW);
        expect(preparation.fault).toBe("HTTP status 409", all[i].name);
      }
      answer(preparation, all[i], 3, true, NOW);
      expect(preparation.refusal).toBe("", all[i].name);
    }
  });

  it("that cannot be made is asked for to be made once in each attempt", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].canBeMade) continue;
      const preparation = begun(all[i], true);
      preparation.onReply(all[i].missing(), NOW);
      for (let k = 0; k < all[i].creations; k++) preparation.onReply(new Reply(500, Slice.EMPTY), NOW);
      expect(told(preparation.onReply(all[i].missing(), NOW))).toBe("nothing", all[i].name);
      expect(state(preparation)).toBe("mismatch||" + NONE + ", got none" + OFF, all[i].name);
      expect(told(preparation.begin(NOW + 1))).toBe(head(all[i], "describe"), all[i].name);
      expect(told(preparation.onReply(all[i].missing(), NOW))).toBe(head(all[i], "create"), all[i].name);
    }
  });

  it("that may not be looked at is taken as it is, unless it cannot be named without that", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      for (let status = 401; status <= 403; status += 2) {
        const preparation = begun(all[i]);
        expect(told(preparation.onReply(new Reply(status, Slice.EMPTY), NOW))).toBe("nothing", all[i].name);
        const hidden = "||collection qa1 could not be looked at, so it is taken as it is";
        const failed = `preparing|HTTP status ${status}|`;
        expect(state(preparation)).toBe(all[i].mayHide ? hidden : failed, all[i].name);
      }
    }
  });

  it("that cannot be reached, or tells nothing of itself, is looked at again after a pause that grows", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const replies = [
        new Reply(0, Slice.EMPTY),
        new Reply(500, Slice.EMPTY),
        new Reply(200, Slice.of("<html>")),
        new Reply(200, Slice.of("{}")),
        Reply.refusal(),
      ];
      const preparation = preparationOf(all[i]);
      let now = NOW;
      let pause: i64 = 1;
      for (let k = 0; k < 20; k++) {
        expect(told(preparation.begin(now))).toBe(head(all[i], "describe"), all[i].name);
        preparation.onReply(replies[k % replies.length], now);
        expect(preparation.refusal).toBe("preparing", all[i].name);
        expect(preparation.fault == null).toBe(false, all[i].name);
        expect(preparation.notice).toBe("", "the fault says it");
        expect(preparation.isOff(now + pause - 1)).toBe(true, all[i].name);
        expect(told(preparation.begin(now + pause - 1))).toBe("nothing", all[i].name);
        now += pause;
        expect(preparation.isOff(now)).toBe(false, all[i].name);
        pause = min(2 * pause, 300);
      }
      preparation.begin(now);
      answer(preparation, all[i], 3, true, now);
      expect(state(preparation)).toBe("||", all[i].name);
      preparation.forget();
      preparation.begin(now);
      preparation.onReply(new Reply(0, Slice.EMPTY), now);
      expect(preparation.isOff(now)).toBe(true, "the first pause is short again");
      expect(preparation.isOff(now + 1)).toBe(false, "the first pause is short again");
    }
  });

  it("that stays as it is is told of once", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const preparation = begun(all[i]);
      answer(preparation, all[i], 4, true, NOW);
      expect(preparation.notice).not.toBe("", all[i].name);
      preparation.notice = "";
      preparation.begin(NOW + 10);
      answer(preparation, all[i], 4, true, NOW + 10);
      expect(preparation.notice).toBe("", all[i].name);
      preparation.begin(NOW + 100);
      answer(preparation, all[i], 5, true, NOW + 100);
      expect(preparation.notice).not.toBe("", "another fault is another line");
      preparation.begin(NOW + 1000);
      answer(preparation, all[i], 3, true, NOW + 1000);
      expect(preparation.refusal).toBe("", "it has been set right");
    }
  });

  it("that has gone is looked for again", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const preparation = begun(all[i]);
      preparation.forget();
      expect(told(preparation.begin(NOW))).toBe("nothing", "it is under way");
      answer(preparation, all[i], 3, true, NOW);
      preparation.forget();
      expect(preparation.refusal).toBe("preparing", all[i].name);
      expect(told(preparation.begin(NOW))).toBe(head(all[i], "describe"), all[i].name);
    }
  });

  it("is not looked at where that is not wanted", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      const preparation = preparationOf(all[i], false, 0, false);
      expect(preparation.refusal).toBe("", all[i].name);
      preparation.forget();
      expect(preparation.refusal).toBe("", all[i].name);
      expect(told(preparation.begin(NOW))).toBe("nothing", all[i].name);
    }
  });
});

describe("Where the model decides how many numbers a vector has", () => {
  it("the first vector tells whether the collection fits", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      let preparation = begun(all[i], false, 0);
      answer(preparation, all[i], 3, true, NOW);
      expect(preparation.refusalOf(Slice.of("[1,2,3]"))).toBe("", all[i].name);
      preparation = begun(all[i], false, 0);
      answer(preparation, all[i], 3, true, NOW);
      expect(preparation.refusalOf(Slice.of("[1,2,3,4]"))).toBe("mismatch", all[i].name);
      expect(preparation.notice.includes("of 4 dimensions, got 3")).toBe(true, all[i].name);
    }
  });

  it("it is also what a collection is made with", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].canBeMade) continue;
      const preparation = begun(all[i], true, 0);
      expect(told(preparation.onReply(all[i].missing(), NOW))).toBe("nothing", "nobody knows yet");
      expect(state(preparation)).toBe("preparing||", all[i].name);
      expect(preparation.isOff(NOW)).toBe(false, "a vector is of use");
      expect(preparation.refusalOf(Slice.of("[1,2,3]"))).toBe("preparing", all[i].name);
      expect(told(preparation.begin(NOW))).toBe(head(all[i], "describe"), all[i].name);
      const call = preparation.onReply(all[i].missing(), NOW);
      expect(told(call)).toBe(head(all[i], "create"), all[i].name);
      expect(called(call!)).toBe(all[i].expected("create").split("\n")[0], all[i].name);
    }
  });

  it("a collection that has no documents yet may say nothing", () => {
    const all = stores();
    for (let i = 0; i < all.length; i++) {
      if (!all[i].name.startsWith("chroma")) continue;
      const preparation = begun(all[i], false, 0);
      answer(preparation, all[i], 0, true, NOW);
      expect(preparation.refusalOf(Slice.of("[1,2,3]"))).toBe("", all[i].name);
    }
  });
});
