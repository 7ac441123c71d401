import { Slice } from "../../assembly/bytes/slice";
import { proxy, worker } from "./exchange";
import { SharedData } from "./fake-host";
import { LOCAL, asked, slots } from "./locally";
import { store } from "./stored";
import { CHAT, chat, exact } from "./texts";

describe("the slots", () => {
  it("are never more than there are", () => {
    const to = proxy(exact(",'local':{'slots':8}"));
    for (let i = 0; i < 40; i++) {
      to.host.clock++;
      store(to, chat("Question " + i.toString()));
    }
    expect(slots(to.host.data)).toBe(8);
    expect(to.host.data.values.size).toBe(10, "and two values say what is where");
    let local = 0;
    for (let i = 0; i < 40; i++) if (asked(to, chat("Question " + i.toString())) == "local") local++;
    expect(local).toBe(8);
  });

  it("may be as few as one", () => {
    const to = proxy(exact(",'local':{'slots':1}"));
    store(to, CHAT);
    to.host.clock++;
    store(to, chat("Another?"));
    expect(asked(to, chat("Another?"))).toBe("local");
    expect(asked(to)).toBe("asks");
    expect(to.host.data.values.size).toBe(2);
  });

  it("are left as they are where another worker is always quicker to write", () => {
    const to = proxy(exact(",'local':{'slots':4}"));
    store(to, chat("Another?"));
    to.host.data.isContended = true;
    store(to, CHAT);
    expect(asked(to)).toBe("asks");
  });

  it("are shared by configurations that have other numbers of them", () => {
    const data = new SharedData();
    const few = worker(exact(",'local':{'slots':8}"), data);
    const many = worker(exact(",'local':{'slots':64}"), data);
    for (let i = 0; i < 20; i++) {
      const question = chat("Question " + i.toString());
      const by = i % 2 == 0 ? few : many;
      store(by, question);
      expect(asked(by, question)).toBe("local");
    }
  });

  it("are not shared by configurations whose entries are in other places", () => {
    const data = new SharedData();
    store(worker(exact(LOCAL), data), CHAT);
    const other = exact(LOCAL).replace("'cluster':'webdis'", "'cluster':'other'");
    expect(asked(worker(other, data))).toBe("asks");
    const database = exact(LOCAL).replace("'cluster':'webdis'", "'cluster':'webdis','database':2");
    expect(asked(worker(database, data))).toBe("asks");
    expect(asked(worker(exact(LOCAL), data))).toBe("local");
  });

  it("serve nothing but what was put there", () => {
    const data = new SharedData();
    store(worker(exact(LOCAL), data), CHAT);
    const names = data.values.keys();
    for (let i = 0; i < names.length; i++) {
      const kept = data.values.get(names[i]);
      const others = [Slice.EMPTY, Slice.of("x"), kept.slice(1), kept.slice(0, kept.length - 1)];
      for (let k = 0; k < others.length; k++) {
        data.values.set(names[i], others[k]);
        expect(asked(worker(exact(LOCAL), data))).toBe("asks", names[i] + " " + k.toString());
      }
      data.values.set(names[i], kept);
      expect(asked(worker(exact(LOCAL), data))).toBe("local", names[i]);
    }
  });
});
