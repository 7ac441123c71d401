import { Slice } from "../bytes/slice";
import { Header } from "../call/call";
import { Host } from "../host/host";

/** Request headers that were taken out before the request goes on; they can be put back while it is held. */
export class HiddenHeaders {
  /** Null before there is one. */
  private hidden: Header[] | null = null;

  constructor(private readonly host: Host) {}

  /** Takes a header out; its value, or null where it is absent. */
  hide(name: string): Slice | null {
    const value = this.host.requestHeader(name);
    if (value == null) return null;
    this.host.removeRequestHeader(name);
    const header = new Header(name, value.toString());
    const hidden = this.hidden;
    if (hidden == null) this.hidden = [header];
    else hidden.push(header);
    return value;
  }

  /** Puts one header back. */
  show(name: string): void {
    const hidden = this.hidden;
    if (hidden == null) return;
    for (let i = 0; i < hidden.length; i++) {
      if (hidden[i].name == name) return this.host.setRequestHeader(name, hidden[i].value);
    }
  }

  /** Puts all of them back. */
  showAll(): void {
    const hidden = this.hidden;
    if (hidden == null) return;
    for (let i = 0; i < hidden.length; i++) this.show(hidden[i].name);
  }
}
