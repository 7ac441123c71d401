import { BodyStatus, HeadersStatus, StreamHooks } from "../host/host";
import { Passing } from "./passing";

/** Hooks that leave a stream to others, which are chosen when its headers are there. */
export abstract class Delegating extends StreamHooks {
  private hooks: StreamHooks = new Passing();

  /** Chooses by the request's headers; null lets the stream pass untouched. */
  protected abstract choose(): StreamHooks | null;

  override onRequestHeaders(endOfStream: bool): HeadersStatus {
    const chosen = this.choose();
    if (chosen != null) this.hooks = chosen;
    return this.hooks.onRequestHeaders(endOfStream);
  }

  override onRequestBody(size: i32, endOfStream: bool): BodyStatus {
    return this.hooks.onRequestBody(size, endOfStream);
  }

  override onRequestTrailers(): void {
    this.hooks.onRequestTrailers();
  }

  override onResponseHeaders(endOfStream: bool): void {
    this.hooks.onResponseHeaders(endOfStream);
  }

  override onResponseBody(size: i32, endOfStream: bool): void {
    this.hooks.onResponseBody(size, endOfStream);
  }

  override onResponseTrailers(): void {
    this.hooks.onResponseTrailers();
  }

  override onDelete(): void {
    this.hooks.onDelete();
  }
}
