import { Difference, Rest } from "./difference";
import { Link } from "./link";
import { Order } from "./order";
import { Kind } from "./sense";

/** Links of one text that are looked at. */
const MAX_LINKS = 8;
/** Words that may stand between a thing and "than": `is X much larger than Y`. */
const COMPARATIVES = 2;

/** Of a text that links nothing. */
const NONE: Order[] = [];

/** How the things on both sides of links stand in one text and in another. */
export class Direction {
  /** Whether two things have changed places around a link. */
  isSwapped: bool = false;
  /** Whether it is the link that is turned: to in place of from. */
  isTurned: bool = false;
  /** Whether both are, so that the same is said: `A before B`, `B after A`. */
  isMirrored: bool = false;

  /** Whether one text tells both ends, so that the order of "from" and "to" says nothing. */
  private readonly areRoutes: bool;

  constructor(private readonly difference: Difference) {
    const a = ordersOf(difference.a);
    const b = a.length == 0 ? a : ordersOf(difference.b);
    this.areRoutes = isRoute(a) || isRoute(b);
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) this.compare(a[i], b[j]);
    }
  }

  /** Whether one text says the other way round what the other says, and means that. */
  get contradicts(): bool {
    return this.isSwapped || (this.isTurned && this.difference.weight == 0);
  }

  private compare(a: Order, b: Order): void {
    const isInverse = areInverse(a.link, b.link);
    if (a.link != b.link && !isInverse) return;
    if (!a.isStrict || !b.isStrict) return;
    const isOther = isInverse != (a.isPassive != b.isPassive);
    if (areSwapped(a, b)) {
      if (isOther) this.isMirrored = true;
      else if (!a.before.begins(b.before) || !a.after.begins(b.after)) this.isSwapped = true;
    } else if (isOther && this.isSameStart(a, b) && a.after.begins(b.after)) this.isTurned = true;
  }

  /** Whether the same stands before both links: all that does, where one text tells both ends. */
  private isSameStart(a: Order, b: Order): bool {
    return this.areRoutes ? a.before.equals(b.before) : a.before.begins(b.before);
  }
}

function areSwapped(a: Order, b: Order): bool {
  const skipped = a.link == Link.Than ? COMPARATIVES : 0;
  return isBehind(a, b, skipped) && isBehind(b, a, skipped);
}

/** Whether what stands before the link in `a` stands behind it in `b`. */
function isBehind(a: Order, b: Order, skipped: i32): bool {
  for (let i = 0; i <= skipped; i++) if (a.before.mirrors(b, i)) return true;
  return false;
}

function isRoute(orders: Order[]): bool {
  let links = 0;
  for (let i = 0; i < orders.length; i++) {
    if (orders[i].link == Link.To) links |= 1;
    if (orders[i].link == Link.From) links |= 2;
  }
  return links == 3;
}

function areInverse(a: Link, b: Link): bool {
  switch (a) {
    case Link.To:
      return b == Link.From;
    case Link.From:
      return b == Link.To;
    case Link.Before:
      return b == Link.After;
    case Link.After:
      return b == Link.Before;
    default:
      return false;
  }
}

/** The links where the texts differ, with what they link. */
function ordersOf(rest: Rest): Order[] {
  let orders = NONE;
  for (let i = rest.from; i < rest.to && orders.length < MAX_LINKS; i++) {
    if (rest.words.kind(i) != Kind.Link) continue;
    if (orders == NONE) orders = [];
    orders.push(new Order(rest.words, i));
  }
  return orders;
}
