import { Background } from "../../assembly/flow/background";
import { FakeHost } from "./fake-host";

describe("a plugin that is replaced", () => {
  it("ends at once where nothing is left to do", () => {
    const host = new FakeHost();
    const idle = new Background(host);
    idle.begin();
    idle.end();
    expect(idle.retire()).toBe(true);
    expect(host.dones).toBe(0);
  });

  it("ends with the last of its work", () => {
    const host = new FakeHost();
    const busy = new Background(host);
    busy.begin();
    busy.begin();
    expect(busy.retire()).toBe(false);
    busy.end();
    expect(host.dones).toBe(0);
    busy.end();
    expect(host.dones).toBe(1);
  });

  it("does not end before it is replaced", () => {
    const host = new FakeHost();
    const busy = new Background(host);
    busy.begin();
    busy.end();
    expect(host.dones).toBe(0);
  });
});
