import { Slice } from "../bytes/slice";
import { Host } from "../host/host";

/** Request headers that were taken out before the request goes on; they can be put back while it is held. */
export class HiddenHeaders {
  private readonly names: string[] = [];
  private readonly values: string[] = [];

  constructor(private readonly host: Host) {}

  /** Takes a header out; its value, or null where it is absent. */
  hide(name: string): Slice | null {
    const value = this.host.requestHeader(name);
    if (value == null) return null;
    this.host.removeRequestHeader(name);
    this.names.push(name);
    this.values.push(value.toString());
    return value;
  }

  /** Puts one header back. */
  show(name: string): void {
    const at = this.names.indexOf(name);
    if (at >= 0) this.host.setRequestHeader(name, this.values[at]);
  }

  /** Puts all of them back. */
  showAll(): void {
    for (let i = 0; i < this.names.length; i++) this.show(this.names[i]);
  }
}
