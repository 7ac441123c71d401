import { StreamHooks } from "../host/host";
import { Administration, isAdministration } from "./administration";
import { Delegating } from "./delegating";
import { Filter } from "./filter";
import { Runtime } from "./runtime";

/** The hooks of a stream that is this configuration's. */
export function hooksFor(runtime: Runtime, id: u32): StreamHooks {
  return runtime.config.admin == null ? new Filter(runtime, id) : new Served(runtime, id);
}

/** A stream of a configuration that lets entries be removed: its headers tell whether this is what it is for. */
class Served extends Delegating {
  constructor(
    private readonly runtime: Runtime,
    private readonly id: u32,
  ) {
    super();
  }

  protected override choose(): StreamHooks | null {
    const admin = this.runtime.config.admin!;
    if (!isAdministration(this.runtime.host, admin)) return new Filter(this.runtime, this.id);
    return new Administration(this.runtime, admin, this.id);
  }
}
