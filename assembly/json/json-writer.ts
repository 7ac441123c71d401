import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { writeString, writeText } from "./text";

/** Writes compact JSON; the caller opens and closes in order, commas come by themselves. */
export class JsonWriter {
  private needsComma: bool = false;

  constructor(readonly out: ByteWriter = new ByteWriter()) {}

  openObject(): JsonWriter {
    return this.open(0x7b);
  }

  closeObject(): JsonWriter {
    return this.close(0x7d);
  }

  openArray(): JsonWriter {
    return this.open(0x5b);
  }

  closeArray(): JsonWriter {
    return this.close(0x5d);
  }

  /** A member's name; its value comes next. */
  name(name: string): JsonWriter {
    this.comma();
    writeString(this.out, name);
    this.out.byte(0x3a);
    this.needsComma = false;
    return this;
  }

  nameSlice(name: Slice): JsonWriter {
    this.comma();
    writeText(this.out, name);
    this.out.byte(0x3a);
    this.needsComma = false;
    return this;
  }

  text(value: Slice): JsonWriter {
    this.comma();
    writeText(this.out, value);
    return this;
  }

  string(value: string): JsonWriter {
    this.comma();
    writeString(this.out, value);
    return this;
  }

  integer(value: i64): JsonWriter {
    this.comma();
    this.out.integer(value);
    return this;
  }

  flag(value: bool): JsonWriter {
    this.comma();
    this.out.text(value ? "true" : "false");
    return this;
  }

  /** A value that is JSON already. */
  raw(value: Slice): JsonWriter {
    this.comma();
    this.out.slice(value);
    return this;
  }

  /** A string from what stands between its quotes, already escaped. */
  inner(value: Slice): JsonWriter {
    this.comma();
    this.out.byte(0x22).slice(value).byte(0x22);
    return this;
  }

  finish(): Slice {
    return this.out.finish();
  }

  private open(bracket: u8): JsonWriter {
    this.comma();
    this.out.byte(bracket);
    this.needsComma = false;
    return this;
  }

  private close(bracket: u8): JsonWriter {
    this.out.byte(bracket);
    this.needsComma = true;
    return this;
  }

  private comma(): void {
    if (this.needsComma) this.out.byte(0x2c);
    this.needsComma = true;
  }
}
