import { Host } from "../host/host";

/** Work of one plugin that goes on without a stream: stores and removals, of all its configurations. */
export class Background {
  private count: i32 = 0;
  private isRetired: bool = false;

  constructor(private readonly host: Host) {}

  /** A piece of work has begun. */
  begin(): void {
    this.count++;
  }

  /** One has ended; with the last, a plugin that was replaced ends too. */
  end(): void {
    this.count--;
    if (this.isRetired && this.count == 0) this.host.done();
  }

  /** A newer plugin takes over; false while there is work left. */
  retire(): bool {
    this.isRetired = true;
    return this.count == 0;
  }
}
