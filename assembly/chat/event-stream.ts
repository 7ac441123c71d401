import { ByteWriter } from "../bytes/byte-writer";
import { endOfLine } from "../bytes/runs";
import { Slice } from "../bytes/slice";

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
    let line = this.nextLine();
    while (line != null) {
      if (line.length == 0) {
        if (this.dispatch()) return true;
      } else {
        this.take(line);
      }
      line = this.nextLine();
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

  /** Takes one line that is not empty: a field or a comment. */
  private take(line: Slice): void {
    const colon = line.indexOf(0x3a);
    const name = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? Slice.EMPTY : line.slice(colon + 1);
    if (value.length > 0 && value.at(0) == 0x20) value = value.slice(1);
    if (name.equals("data")) this.addData(value);
    else if (name.equals("event")) this.errorType = value.equals("error");
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

  /** The next line without its end, or null when its end has not come. */
  private nextLine(): Slice | null {
    this.skipLineFeed();
    const from = this.at;
    const to = this.findLineEnd();
    if (to < 0) {
      this.hold(this.piece.slice(from));
      this.at = this.piece.length;
      return null;
    }
    if (this.piece.at(to) == 0x0d) this.endedByReturn = true;
    this.at = to + 1;
    let line = this.piece.slice(from, to);
    const pending = this.pending;
    if (pending != null) {
      line = pending.slice(line).finish();
      this.pending = null;
    }
    if (this.atStart) {
      this.atStart = false;
      if (line.length >= 3 && line.at(0) == 0xef && line.at(1) == 0xbb && line.at(2) == 0xbf)
        line = line.slice(3);
    }
    return line;
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

  private hold(rest: Slice): void {
    if (rest.length == 0) return;
    let pending = this.pending;
    if (pending == null) {
      pending = new ByteWriter();
      this.pending = pending;
    }
    pending.slice(rest);
  }
}
