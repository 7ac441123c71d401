import { Status } from "./abi.ts";
import { type Bytes, bytesOf } from "./bytes.ts";

/** What all workers of one `vm_id` share; hand one to several hosts to play several workers. */
export class SharedData {
  private readonly values = new Map<string, { value: Buffer; cas: number }>();
  private cas = 0;

  get(key: string): { value: Buffer; cas: number } | undefined {
    return this.values.get(key);
  }

  /** Writes unless somebody has since `cas` was read; 0 overwrites. An absent key takes any. */
  set(key: string, value: Bytes, cas = 0): number {
    const old = this.values.get(key);
    if (old && cas !== 0 && cas !== old.cas) return Status.CasMismatch;
    this.values.set(key, { value: bytesOf(value), cas: ++this.cas });
    return Status.Ok;
  }

  keys(): string[] {
    return [...this.values.keys()];
  }
}
