import { Slice } from "../bytes/slice";
import { Rule, Subject } from "../config/rule";
import { Host, StreamHooks } from "../host/host";
import { Delegating } from "./delegating";
import { Runtime } from "./runtime";
import { hooksFor } from "./served";

/** A stream whose configuration is found by rules as soon as its headers are there; without one it passes untouched. */
export class Routed extends Delegating {
  constructor(
    private readonly rules: Rule[],
    /** One for each rule. */
    private readonly runtimes: Runtime[],
    private readonly id: u32,
  ) {
    super();
  }

  protected override choose(): StreamHooks | null {
    const request = new RequestSubject(this.runtimes[0].host);
    for (let i = 0; i < this.rules.length; i++) {
      if (this.rules[i].matches(request)) return hooksFor(this.runtimes[i], this.id);
    }
    return null;
  }
}

/** The request of the stream in effect. */
class RequestSubject extends Subject {
  constructor(private readonly host: Host) {
    super();
  }

  override get route(): Slice {
    return orEmpty(this.host.property("route_name"));
  }

  override get domain(): Slice {
    const authority = orEmpty(this.host.requestHeader(":authority"));
    const colon = authority.toString().lastIndexOf(":");
    // A colon before the bracket is part of an IPv6 address.
    return colon < 0 || authority.indexOf(0x5d) > colon ? authority : authority.slice(0, colon);
  }

  override get cluster(): Slice {
    return orEmpty(this.host.property("cluster_name"));
  }
}

function orEmpty(value: Slice | null): Slice {
  return value == null ? Slice.EMPTY : value;
}
