import { ByteWriter } from "../bytes/byte-writer";
import { endOfLine } from "../bytes/runs";
import { Slice } from "../bytes/slice";

/** The type of an event that tells of a failure. */
const ERROR = "error";

/**
 * Reads an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream)
 * that arrives in pieces cut anywhere. Use: `push` a piece, then `next` until it is false.
 */
export class EventStream {
  /** The present event's `data`, its lines joined by a line feed. */
  data: Slice = Slice.EMPTY;
  /** Whether the present event has the type `error`. */
  isError: bool = false;

  private piece: Slice = Slice.EMPTY;
  private at: i32 = 0;
  /** The present line is `[lineFrom, lineTo)` of this: of the piece, mostly. */
  private line: Slice = Slice.EMPTY;
  private lineFrom: i32 = 0;
  private lineTo: i32 = 0;
  /** The beginning of a line whose end has not come yet; joined only once, when it does. */
  private pending: ByteWriter | null = null;
  /** A carriage return ended the last piece's last line; a line feed right after it belongs to it. */
  private endedByReturn: bool = false;
  private atStart: bool = true;
  /** The present event's data so far: its first line, and all of them where there are more. */
  private firstLine: Slice | null = null;
  private allLines: ByteWriter | null = null;
  private errorType: bool = false;

  /** Takes the next piece; the one before must have been read to its end. */
  push(piece: Slice): void {
    this.piece = piece;
    this.at = 0;
  }

  /** Steps to the next complete event that has data; false when more pieces are needed. */
  next(): bool {
    while (this.nextLine()) {
      if (this.lineFrom < this.lineTo) this.take();
      else if (this.dispatch()) return true;
    }
    return false;
  }

  /** Bytes held back for a line or an event that is not complete. */
  get heldBytes(): i32 {
    const pending = this.pending;
    const first = this.firstLine;
    const all = this.allLines;
    const gathered = all != null ? all.length : first != null ? first.length : 0;
    return gathered + (pending == null ? 0 : pending.length);
  }

  private dispatch(): bool {
    const first = this.firstLine;
    const all = this.allLines;
    this.isError = this.errorType;
    this.errorType = false;
    this.firstLine = null;
    this.allLines = null;
    if (first == null) return false;
    this.data = all == null ? first : all.finish();
    return true;
  }

  /** Takes the present line, which is not empty: a field or a comment. */
  private take(): void {
    const data = this.valueOf("data");
    if (data >= 0) return this.addData(this.line.slice(data, this.lineTo));
    const type = this.valueOf("event");
    if (type >= 0) this.errorType = this.lineTo - type == ERROR.length && this.line.holds(ERROR, type);
  }

  /** Where the value begins of the field that the present line is; -1 where that has another name. */
  private valueOf(name: string): i32 {
    const line = this.line;
    const end = this.lineFrom + name.length;
    if (end > this.lineTo || !line.holds(name, this.lineFrom)) return -1;
    if (end == this.lineTo) return end;
    if (line.at(end) != 0x3a) return -1;
    return end + 1 < this.lineTo && line.at(end + 1) == 0x20 ? end + 2 : end + 1;
  }

  private addData(line: Slice): void {
    const first = this.firstLine;
    if (first == null) {
      this.firstLine = line;
      return;
    }
    let all = this.allLines;
    if (all == null) {
      all = new ByteWriter().slice(first);
      this.allLines = all;
    }
    all.byte(0x0a).slice(line);
  }

  /** Steps to the next line, its end left out; false when that has not come. */
  private nextLine(): bool {
    this.skipLineFeed();
    const from = this.at;
    const to = this.findLineEnd();
    if (to < 0) {
      this.hold(from);
      this.at = this.piece.length;
      return false;
    }
    if (this.piece.at(to) == 0x0d) this.endedByReturn = true;
    this.at = to + 1;
    const pending = this.pending;
    this.line = pending == null ? this.piece : pending.piece(this.piece, from, to).finish();
    this.lineFrom = pending == null ? from : 0;
    this.lineTo = pending == null ? to : this.line.length;
    this.pending = null;
    if (this.atStart) this.skipMark();
    return true;
  }

  /** Skips the byte order mark that a stream may begin with. */
  private skipMark(): void {
    this.atStart = false;
    const line = this.line;
    const from = this.lineFrom;
    if (this.lineTo - from < 3) return;
    if (line.at(from) == 0xef && line.at(from + 1) == 0xbb && line.at(from + 2) == 0xbf) this.lineFrom += 3;
  }

  private skipLineFeed(): void {
    if (!this.endedByReturn || this.at >= this.piece.length) return;
    this.endedByReturn = false;
    if (this.piece.at(this.at) == 0x0a) this.at++;
  }

  private findLineEnd(): i32 {
    const end = endOfLine(this.piece, this.at);
    return end < this.piece.length ? end : -1;
  }

  /** Keeps the rest of the piece. */
  private hold(from: i32): void {
    if (from == this.piece.length) return;
    let pending = this.pending;
    if (pending == null) {
      pending = new ByteWriter();
      this.pending = pending;
    }
    pending.piece(this.piece, from, this.piece.length);
  }
}
