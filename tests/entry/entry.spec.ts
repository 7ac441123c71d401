import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Replay } from "../../assembly/chat/replay";
import { Entry } from "../../assembly/entry/entry";
import { DASHSCOPE, DEEPSEEK, OPENAI, SPLIT_PAIR, TWO_CHOICES } from "../fixtures/streams";
import { amid, bytesOf } from "../support/bytes";
import { answer, choice, completionOf, completionOfStream } from "../support/chat";
import { json, nested, shown } from "../support/json";

const SCOPE: string = "89a7b7cdeb92b6b52881e9966ce20c471dddafaae82432d832696cef5c1c7018";

/** An entry with this completion (quotes as in `json`). */
function entryOf(model: string, question: string, created: i64, expires: i64, completion: string): Entry {
  const read = completionOf(completion);
  return new Entry(Slice.of(SCOPE), Slice.of(model), Slice.of(question), created, expires, read);
}

/** An entry whose texts are hard to write down. */
function hardEntry(): Entry {
  const completion = answer(choice("'content':'\\u0000\\n\\\\é\\ud83d\\ude00'"));
  return entryOf("m'\"\\", 'a\n"b"\\\u0001 é😀\u2028', 1752300000, 1752386400, completion);
}

/** An entry made at 1000 that says hi. */
function plainEntry(expires: i64): Entry {
  return entryOf("m", "q", 1000, expires, answer(choice("'content':'hi'")));
}

/** An entry with the answer of a stream. */
function streamedEntry(stream: string, choices: i32 = 1): Entry {
  const completion = completionOfStream(Slice.of(stream), choices);
  return new Entry(Slice.of(SCOPE), Slice.of("m"), Slice.of("q"), 1, 2, completion);
}

/** The entry, written and read again, is the same in all. */
function expectSame(entry: Entry): void {
  const written = entry.write();
  const read = Entry.read(amid(written, 3, 0x7d));
  expect(read == null).toBe(false, written.toString());
  expect(read!.scope.toString()).toBe(entry.scope.toString());
  expect(read!.model.toString()).toBe(entry.model.toString());
  expect(read!.question.toString()).toBe(entry.question.toString());
  expect(read!.created).toBe(entry.created);
  expect(read!.expires).toBe(entry.expires);
  expect(read!.completion.value.raw.toString()).toBe(entry.completion.value.raw.toString());
  expect(read!.write().toString()).toBe(written.toString());
}

/** The members of a right record, in which others are put in place of one. */
function recordWith(member: string, value: string): string {
  const names = ["v", "scope", "model", "question", "created", "expires", "completion"];
  const values = ["1", "'ab'", "'m'", "'q'", "1000", "2000", "{'choices':[]}"];
  const members: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const isThis = names[i] == member;
    if (isThis && value.length == 0) continue;
    members.push("'" + names[i] + "':" + (isThis ? value : values[i]));
  }
  return "{" + members.join(",") + "}";
}

/** Whether a record (quotes as in `json`) is read. */
function isRead(record: string): bool {
  return Entry.read(json(record)) != null;
}

/** No such value of the member makes an entry; neither does its absence. */
function expectPoison(member: string, values: string[]): void {
  for (let i = 0; i < values.length; i++) {
    expect(isRead(recordWith(member, values[i]))).toBe(false, member + ": " + values[i]);
  }
  expect(isRead(recordWith(member, ""))).toBe(false, "no " + member);
  expect(isRead(recordWith(member, "null"))).toBe(false, member + ": null");
}

describe("an entry that was written", () => {
  it("is read again as it was", () => {
    expectSame(plainEntry(2000));
    expectSame(hardEntry());
    expectSame(entryOf("", "", 0, 0, "{'choices':[]}"));
    expectSame(entryOf("模型", "问题？", 999999999999, 999999999999, "{'x':[1,null],'choices':[]}"));
  });

  it("is so for the answer of every service", () => {
    const streams = [OPENAI, DASHSCOPE, DEEPSEEK, SPLIT_PAIR];
    for (let i = 0; i < streams.length; i++) expectSame(streamedEntry(streams[i]));
    expectSame(streamedEntry(TWO_CHOICES, 2));
  });

  it("is one line of JSON", () => {
    expect(shown(plainEntry(2000).write())).toBe(
      "{'v':1,'scope':'" +
        SCOPE +
        "','model':'m','question':'q','created':1000,'expires':2000,'completion':" +
        answer(choice("'content':'hi'")) +
        "}",
    );
    expect(hardEntry().write().indexOf(0x0a)).toBe(-1);
  });
});

describe("a record", () => {
  it("is an entry with all its members, whatever their order and whatever else there is", () => {
    expect(isRead(recordWith("", ""))).toBe(true);
    expect(isRead(recordWith("v", "1,'x':{'v':2}"))).toBe(true);
    expect(
      isRead(
        "{'completion':{'choices':[]},'expires':0,'created':0,'question':'','model':'','scope':'','v':1.0}",
      ),
    ).toBe(true);
  });

  it("of another version is none", () => {
    expectPoison("v", ["0", "2", "1.5", "-1", "'1'", "true", "[1]", "{}", "1e400", "4294967297", "1,'v':2"]);
  });

  it("of another kind is none", () => {
    const others = ["", "null", "1", "'x'", "[]", "{}", "[" + recordWith("", "") + "]", "OK", "{'v':1}", "v"];
    for (let i = 0; i < others.length; i++) expect(isRead(others[i])).toBe(false, others[i]);
    expect(isRead("{'entry':" + recordWith("", "") + "}")).toBe(false);
    expect(Entry.read(bytesOf("00 ff fe 80")) == null).toBe(true);
    expect(isRead(nested("[", "1", "]", 100000))).toBe(false);
    expect(isRead("{'a':".repeat(100000))).toBe(false);
  });

  it("with a member of another type is none", () => {
    const noText = ["1", "true", "{}", "[]", "['a']", "'\\ud83d'", "'\\ude00\\ud83d'", "NaN", "'a"];
    expectPoison("scope", noText);
    expectPoison("model", noText);
    expectPoison("question", noText);
    const noTime = [
      "'1000'",
      "true",
      "{}",
      "[1000]",
      "NaN",
      "Infinity",
      "-1",
      "-0.5",
      "1e12",
      "1e400",
      "-1e400",
      "9e99",
      "01",
    ];
    expectPoison("created", noTime);
    expectPoison("expires", noTime);
    expectPoison("expires", [
      "1000000000000",
      "99999999999999999999999999999999999999",
      "9223372036854775807",
    ]);
    expectPoison("completion", [
      "'{}'",
      "[]",
      "[{}]",
      "1",
      "true",
      "{",
      "{}}",
      "{'a':}",
      "{}",
      "{'choices':{}}",
    ]);
  });

  it("with a line break, or with bytes that are no UTF-8, is none", () => {
    expect(isRead(recordWith("completion", "{'choices':[]\n}"))).toBe(false);
    expect(isRead(recordWith("completion", "{'choices':\r[]}"))).toBe(false);
    const record = json(recordWith("", ""));
    expect(Entry.read(new ByteWriter().slice(record).finish()) != null).toBe(true);
    store<u8>(record.pointer + <usize>(record.toString().indexOf('"q"') + 1), 0xff);
    expect(Entry.read(record) == null).toBe(true);
  });

  it("is none wherever it was cut off, though bytes follow that would end it", () => {
    const entries = [plainEntry(2000), hardEntry()];
    for (let i = 0; i < entries.length; i++) {
      const record = entries[i].write();
      for (let length = 0; length < record.length; length++) {
        const cut = record.slice(0, length);
        if (Entry.read(cut) != null || Entry.read(amid(cut, 1, 0x7d)) != null) expect(length).toBe(-1);
      }
    }
  });

  it("with any byte of it damaged is none, or one that can be replayed", () => {
    const record = hardEntry().write();
    const damage: u8[] = [0x00, 0x22, 0x5c, 0x7b, 0x7d, 0x2c, 0x39, 0x6e, 0xff];
    let read = 0;
    for (let at = 0; at < record.length; at++) {
      for (let i = 0; i < damage.length; i++) {
        const copy = new ByteWriter(record.length).slice(record).finish();
        store<u8>(copy.pointer + <usize>at, damage[i]);
        const entry = Entry.read(copy);
        if (entry == null) continue;
        read++;
        expect(Replay.eventStream(entry.completion, true).endsWith("data: [DONE]\n\n")).toBe(true);
      }
    }
    expect(read).toBeGreaterThan(100);
  });
});

describe("an entry serves", () => {
  it("its own scope", () => {
    const entry = plainEntry(0);
    expect(entry.serves(Slice.of(SCOPE), 1000)).toBe(true);
    expect(entry.serves(amid(Slice.of(SCOPE), 5, 0x61), 1000)).toBe(true);
    expect(entry.serves(Slice.of(SCOPE.replace("89", "98")), 1000)).toBe(false);
    expect(entry.serves(Slice.of(SCOPE.substring(1)), 1000)).toBe(false);
    expect(entry.serves(Slice.of(SCOPE + "0"), 1000)).toBe(false);
    expect(entry.serves(Slice.EMPTY, 1000)).toBe(false);
  });

  it("until it expires", () => {
    const entry = plainEntry(2000);
    expect(entry.serves(Slice.of(SCOPE), 1000)).toBe(true);
    expect(entry.serves(Slice.of(SCOPE), 1999)).toBe(true);
    expect(entry.serves(Slice.of(SCOPE), 2000)).toBe(false);
    expect(entry.serves(Slice.of(SCOPE), 2001)).toBe(false);
  });

  it("for ever when it does not expire", () => {
    expect(plainEntry(0).serves(Slice.of(SCOPE), i64.MAX_VALUE)).toBe(true);
  });
});

describe("the age of an entry", () => {
  it("is the time since it was made, and never less than nothing", () => {
    expect(plainEntry(0).age(1000)).toBe(0);
    expect(plainEntry(0).age(1060)).toBe(60);
    expect(plainEntry(0).age(999)).toBe(0);
    expect(plainEntry(0).age(0)).toBe(0);
  });
});
