import { Order } from "./order";
import { Kind } from "./sense";
import { Tokens } from "./tokens";

/** Links of one text that are looked at. */
const MAX_LINKS = 8;

/** The links in a part of a text, with what they link. Those of another part may be read in their place. */
export class Orders {
  length: i32 = 0;
  /** Null where there was none to be read yet. */
  private readonly list: StaticArray<Order | null> = new StaticArray<Order | null>(MAX_LINKS);

  constructor(private readonly tokens: Tokens) {}

  /** Reads the first links of the tokens `[from, to)`. */
  read(from: i32, to: i32): void {
    this.length = 0;
    for (let i = from; i < to && this.length < MAX_LINKS; i++) {
      if (this.tokens.kind(i) == Kind.Link) this.next().read(this.tokens, i);
    }
  }

  at(index: i32): Order {
    return this.list[index]!;
  }

  private next(): Order {
    const index = this.length++;
    const old = this.list[index];
    if (old != null) return old;
    const order = new Order();
    this.list[index] = order;
    return order;
  }
}
