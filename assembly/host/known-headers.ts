import { HeaderMapTypeValues as HeaderMap } from "@solo-io/proxy-runtime/assembly/runtime";
import { Slice } from "../bytes/slice";
import { presentHook } from "./collector";
import { HeaderLines } from "./header-lines";
import { linesOf } from "./hostcalls";

/**
 * The headers of the stream in effect, read once in a hook of the proxy: in Envoy that costs as much as two values (2 µs
 * for each that is there, as it asks the module for memory, and half of one for each that is not).
 */
export class KnownHeaders {
  /** Null where they have to be read. */
  private lines: HeaderLines | null = null;
  /** The hook in which they were. */
  private hook: u32 = 0;

  constructor(private readonly map: HeaderMap) {}

  /** A header's value; null where it is absent. */
  value(name: string): Slice | null {
    const hook = presentHook();
    if (this.lines == null || this.hook != hook) {
      this.lines = new HeaderLines(linesOf(this.map));
      this.hook = hook;
    }
    return this.lines!.value(name);
  }

  /** They have been changed, or another stream is in effect. */
  forget(): void {
    this.lines = null;
  }
}
