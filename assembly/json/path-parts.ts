import { Slice } from "../bytes/slice";
import { Selection } from "./selection";
import { JsonValue } from "./value";

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
    private readonly name: string,
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
    const elements = from.elements();
    return elements == null ? from : Selection.ofList(elements.reverse());
  }
}

/** `#` at the end: how many elements there are. */
export class CountPart extends Part {
  override follow(from: Selection): Selection | null {
    const elements = from.elements();
    return elements == null ? null : Selection.ofCount(elements.length);
  }
}

/** `#.rest`: what the rest finds in each element. */
export class EachPart extends Part {
  constructor(private readonly rest: Part[]) {
    super();
  }

  override follow(from: Selection): Selection | null {
    const elements = from.elements();
    if (elements == null) return null;
    const found = new Array<Selection>();
    for (let i = 0; i < elements.length; i++) {
      const one = followAll(this.rest, elements[i]);
      if (one != null) found.push(one);
    }
    return Selection.ofList(found);
  }
}

export const enum Comparison {
  /** The value has to be there. */
  Exists,
  Equal,
  NotEqual,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
}

/** `#(name=="x")`, the first element of which that is true, or `#(name=="x")#`, all of them. */
export class QueryPart extends Part {
  private readonly number: f64;

  constructor(
    private readonly operand: Part[],
    private readonly comparison: Comparison,
    private readonly literal: Slice,
    readonly isAll: bool,
  ) {
    super();
    this.number = parseFloat(literal.toString());
  }

  override follow(from: Selection): Selection | null {
    const elements = from.elements();
    if (elements == null) return null;
    const found = new Array<Selection>();
    for (let i = 0; i < elements.length; i++) {
      if (!this.isTrueOf(elements[i])) continue;
      if (!this.isAll) return elements[i];
      found.push(elements[i]);
    }
    return this.isAll ? Selection.ofList(found) : null;
  }

  private isTrueOf(element: Selection): bool {
    const operand = followAll(this.operand, element);
    if (operand == null) return false;
    if (this.comparison == Comparison.Exists) return true;
    const value = operand.single;
    if (value == null) return false;
    if (value.isText) {
      const text = value.text();
      return text != null && this.holds(text.compare(this.literal));
    }
    if (value.isNumber) return this.isNumberTrue(value);
    if (!value.isBoolean) return false;
    const order = <i32>value.isTrue - <i32>this.literal.equals("true");
    return this.holds(order);
  }

  private isNumberTrue(value: JsonValue): bool {
    const number = value.number();
    if (isNaN(this.number)) return this.comparison == Comparison.NotEqual;
    return this.holds(number < this.number ? -1 : number > this.number ? 1 : 0);
  }

  private holds(order: i32): bool {
    switch (this.comparison) {
      case Comparison.Equal:
        return order == 0;
      case Comparison.NotEqual:
        return order != 0;
      case Comparison.Less:
        return order < 0;
      case Comparison.LessOrEqual:
        return order <= 0;
      case Comparison.Greater:
        return order > 0;
      default:
        return order >= 0;
    }
  }
}
