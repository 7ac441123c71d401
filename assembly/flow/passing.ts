import { BodyStatus, HeadersStatus, StreamHooks } from "../host/host";

/** A stream under a configuration that was refused: nothing is read, added or changed. */
export class Passing extends StreamHooks {
  override onRequestHeaders(_endOfStream: bool): HeadersStatus {
    return HeadersStatus.Continue;
  }
  override onRequestBody(_size: i32, _endOfStream: bool): BodyStatus {
    return BodyStatus.Continue;
  }
  override onRequestTrailers(): void {}
  override onResponseHeaders(_endOfStream: bool): void {}
  override onResponseBody(_size: i32, _endOfStream: bool): void {}
  override onResponseTrailers(): void {}
  override onDelete(): void {}
}
