import { Gateway } from "../../assembly/config/config";
import { BodyStatus, HeadersStatus } from "../../assembly/host/host";
import { Plugin } from "../../assembly/flow/plugin";
import { json } from "../support/json";
import { Exchange, proxy } from "./exchange";
import { FakeHost } from "./fake-host";
import { ANSWER, CHAT, exact } from "./texts";

describe("a configuration", () => {
  it("that is right is taken without a word, and the clock begins to tick", () => {
    const to = proxy(exact());
    expect(to.host.lines.length).toBe(0);
    expect(to.host.tickPeriod).toBe(50);
    expect(to.plugin.onDone()).toBe(true);
  });

  it("with what is not known is taken, with a warning", () => {
    const to = proxy(exact(",'lookupTimeot':5"));
    expect(to.host.lines.length).toBe(1);
    expect(to.host.lines[0].startsWith("warn lookupTimeot: unknown field")).toBe(true);
  });

  it("that is wrong is refused with all its faults, and its streams pass untouched", () => {
    const host = new FakeHost();
    const plugin = new Plugin(host, Gateway.Envoy);
    expect(plugin.onConfigure(json(exact(",'lookupTimeout':0,'maxRequestBytes':'x'")))).toBe(false);
    expect(host.lines.length).toBe(3);
    expect(host.lines[0].startsWith("error lookupTimeout: expected")).toBe(true);
    expect(host.lines[1].startsWith("error maxRequestBytes: expected")).toBe(true);
    expect(host.lines[2]).toBe("error the configuration is refused for the 2 faults above");
    const exchange = new Exchange(host, host.addStream(1), plugin.openStream(1));
    exchange.header("x-ai-cache", "bypass").sendsHeaders().sends(CHAT);
    expect(exchange.atHeaders).toBe(HeadersStatus.Continue);
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    exchange.ends().sendsTrailers().answers(ANSWER).closesWithTrailers().leaves();
    expect(exchange.stream.deeds.length).toBe(0);
    plugin.onTick();
    expect(plugin.onDone()).toBe(true);
    expect(host.sent.length).toBe(0);
  });
});
