import { BodyStatus, HeadersStatus } from "./abi.ts";
import { HeaderMap } from "./header-map.ts";
import type { Context, HookResult, Machine } from "./machine.ts";
import { Message } from "./message.ts";

/** What one direction of a stream consists of. */
export interface Course {
  /** As in the hooks' names. */
  readonly name: "request" | "response";
  /** More is held than the buffer limit allows. */
  readonly onTooLarge: () => void;
  /** The message has gone on to its end. */
  readonly onEnd: () => void;
}

type Piece = { data: Buffer; end: boolean } | { trailers: HeaderMap };

/**
 * One direction of a stream: what arrives passes the guest's hooks and goes on to `out`, or is held back. As in
 * Envoy's filter manager and its Wasm filter (source/extensions/common/wasm/context.cc).
 */
export class Direction {
  readonly out = new Message();
  /** Bytes that may be held. */
  limit: number;
  /** What the guest can read and change now; null outside of the hooks, unless it is held. */
  headers: HeaderMap | null = null;
  trailers: HeaderMap | null = null;
  isClosed = false;

  private readonly machine: Machine;
  private readonly context: Context;
  private readonly course: Course;
  private inbox: Piece[] = [];
  private piece: Buffer | null = null;
  private heldHeaders: HeaderMap | null = null;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private heldTrailers: HeaderMap | null = null;
  private isEndHeld = false;
  /** The guest has stopped it, and it goes on only when the guest says so. */
  private isHeld = false;
  /** The hooks see nothing more until then. */
  private isHalted = false;
  /** Held pieces are shown again with each new one (`StopIterationAndBuffer`). */
  private isGathering = false;
  private isPumping = false;

  constructor(machine: Machine, context: Context, course: Course) {
    this.machine = machine;
    this.context = context;
    this.course = course;
    this.limit = machine.settings.bufferLimit;
  }

  /** The part of the body that the guest can read. */
  get body(): Buffer | null {
    return this.isGathering ? Buffer.concat(this.held) : this.piece;
  }

  /** Whether anything waits for the guest's leave. */
  get isWaiting(): boolean {
    return this.isHeld && !this.isClosed;
  }

  begin(headers: HeaderMap, end: boolean): void {
    this.headers = headers;
    const status = this.headersStatus(this.hook("headers", headers.size, end));
    if (this.isClosed) return;
    if (status === HeadersStatus.Continue) {
      this.headers = null;
      this.send(headers, end);
      return;
    }
    this.hold();
    this.heldHeaders = headers;
    this.isEndHeld = end;
    this.isHalted = status === HeadersStatus.StopAllIterationAndWatermark;
  }

  /** More has arrived: bytes or trailers. What comes while the hooks are not to see it waits. */
  push(piece: Piece): void {
    this.inbox.push(piece);
    this.pump();
  }

  /** The guest lets go what is held. */
  resume(): boolean {
    if (!this.isWaiting) return false;
    this.flush();
    this.pump();
    return true;
  }

  /** What the guest cannot read any more once it has let the stream go on. */
  forget(): void {
    this.headers = null;
    this.trailers = null;
    this.piece = null;
  }

  /** Nothing goes on and no hook is called any more. */
  close(): void {
    this.isClosed = true;
    this.inbox = [];
    this.held = [];
    this.heldBytes = 0;
    this.isGathering = false;
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    try {
      while (!this.isClosed && !this.isHalted && !this.isFull) {
        const piece = this.inbox.shift();
        if (!piece) break;
        if ("trailers" in piece) this.passTrailers(piece.trailers);
        else this.pass(piece.data, piece.end);
      }
    } finally {
      this.isPumping = false;
    }
  }

  /** Held by watermark, the sender is slowed down once more than the limit is held. */
  private get isFull(): boolean {
    return this.isHeld && this.heldBytes > this.limit;
  }

  private pass(data: Buffer, end: boolean): void {
    const isKept = this.isGathering;
    if (isKept && !this.keep(data)) return;
    this.piece = data;
    const status = this.bodyStatus(this.hook("body", this.body!.length, end));
    if (this.isClosed) return;
    const drops = status === BodyStatus.StopIterationNoBuffer && !isKept;
    this.isGathering = status === BodyStatus.StopIterationAndBuffer;
    if (!isKept && !drops && !this.keep(data)) return;
    this.isEndHeld ||= end;
    this.piece = null;
    if (status === BodyStatus.Continue) this.flush();
    else this.hold();
  }

  private passTrailers(trailers: HeaderMap): void {
    this.trailers = trailers;
    const { status, isStopped } = this.hook("trailers", trailers.size);
    if (this.isClosed) return;
    this.heldTrailers = trailers;
    this.isEndHeld = true;
    if (status === 0 && !isStopped) this.flush();
    else this.hold();
  }

  /** Keeps a piece; false when that is too much, and the message has been given up. */
  private keep(data: Buffer): boolean {
    this.held.push(data);
    this.heldBytes += data.length;
    if (!this.isGathering || this.heldBytes <= this.limit) return true;
    this.course.onTooLarge();
    return false;
  }

  private hold(): void {
    this.isHeld = true;
  }

  private flush(): void {
    const { heldHeaders, held, heldTrailers, isEndHeld } = this;
    this.heldHeaders = null;
    this.held = [];
    this.heldBytes = 0;
    this.heldTrailers = null;
    this.isHeld = false;
    this.isHalted = false;
    this.isGathering = false;
    if (heldHeaders) this.send(heldHeaders, false);
    for (const data of held) if (data.length > 0) this.out.pieces.push(data);
    if (heldTrailers) this.out.trailers = heldTrailers.copy();
    if (isEndHeld) this.end();
  }

  private send(headers: HeaderMap, end: boolean): void {
    this.out.headers = headers.copy();
    if (end) this.end();
  }

  private end(): void {
    this.out.ended = true;
    this.course.onEnd();
  }

  private hook(part: string, size: number, end?: boolean): HookResult {
    const name = `proxy_on_${this.course.name}_${part}`;
    const args = [this.context.id, size];
    return this.machine.call(this.context, name, end === undefined ? args : [...args, end ? 1 : 0]);
  }

  private headersStatus({ status, isStopped }: HookResult): number {
    if (status === HeadersStatus.Continue && !isStopped) return HeadersStatus.Continue;
    // Below ABI 0.2.100 "stop the headers" means "stop everything", unless the operator says otherwise.
    const isPlain = status === HeadersStatus.StopIteration && !isStopped;
    return isPlain && this.machine.settings.allowOnHeadersStopIteration
      ? HeadersStatus.StopIteration
      : HeadersStatus.StopAllIterationAndWatermark;
  }

  private bodyStatus({ status, isStopped }: HookResult): number {
    return isStopped || status > BodyStatus.StopIterationNoBuffer ? BodyStatus.StopIterationNoBuffer : status;
  }
}
