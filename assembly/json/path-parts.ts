import { Slice } from "../bytes/slice";
import { Selection } from "./selection";

/** One part of a path. */
export abstract class Part {
  /** Goes on from what has been found so far; null where there is nothing. */
  abstract follow(from: Selection): Selection | null;
}

/** Goes through all parts in turn. */
export function followAll(parts: Part[], from: Selection): Selection | null {
  let found: Selection | null = from;
  for (let i = 0; i < parts.length && found != null; i++) found = parts[i].follow(found);
  return found;
}

/** `name` or `0`. */
export class ChildPart extends Part {
  constructor(
    private readonly name: Slice,
    /** -1 where the name is none. */
    private readonly index: i32,
  ) {
    super();
  }

  override follow(from: Selection): Selection | null {
    return from.child(this.name, this.index);
  }
}

/** `@this` */
export class ThisPart extends Part {
  override follow(from: Selection): Selection | null {
    return from;
  }
}

/** `@reverse` of a list; anything else stays as it is. */
export class ReversePart extends Part {
  override follow(from: Selection): Selection | null {
    return from.reversed();
  }
}

/** `#` at the end: how many elements there are. */
export class CountPart extends Part {
  override follow(from: Selection): Selection | null {
    const walk = from.walk();
    if (walk == null) return null;
    let count = 0;
    while (walk.next() != null) count++;
    return Selection.ofCount(count);
  }
}

/** `#.rest`: what the rest finds in each element. */
export class EachPart extends Part {
  constructor(private readonly rest: Part[]) {
    super();
  }

  override follow(from: Selection): Selection | null {
    const walk = from.walk();
    if (walk == null) return null;
    const found = new Array<Selection>();
    for (let element = walk.next(); element != null; element = walk.next()) {
      const one = followAll(this.rest, element);
      if (one != null) found.push(one);
    }
    return Selection.ofList(found);
  }
}
