import { Slice } from "../bytes/slice";
import { Part, followAll } from "./path-parts";
import { Selection } from "./selection";
import { JsonValue } from "./value";

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
  /** The literal as a number; 0 where it is none, as GJSON has it. */
  private readonly number: f64;

  constructor(
    private readonly operand: Part[],
    private readonly comparison: Comparison,
    private readonly literal: Slice,
    readonly isAll: bool,
  ) {
    super();
    const value = JsonValue.parse(literal);
    this.number = value != null && value.isNumber ? value.number() : 0;
  }

  override follow(from: Selection): Selection | null {
    const walk = from.walk();
    if (walk == null) return null;
    const found = new Array<Selection>();
    for (let element = walk.next(); element != null; element = walk.next()) {
      if (!this.isTrueOf(element)) continue;
      if (!this.isAll) return element;
      found.push(element);
    }
    return this.isAll ? Selection.ofList(found) : null;
  }

  private isTrueOf(element: Selection): bool {
    if (this.operand.length > 0 && isScalar(element)) return false;
    const operand = followAll(this.operand, element);
    if (operand == null) return false;
    if (this.comparison == Comparison.Exists) return true;
    const value = operand.single;
    if (value == null) return false;
    if (value.isText) {
      const text = value.text();
      return text != null && this.holds(text.compare(this.literal));
    }
    if (value.isNumber) {
      const number = value.number();
      return this.holds(number < this.number ? -1 : number > this.number ? 1 : 0);
    }
    return value.isBoolean && this.isTruthTrue(value.isTrue);
  }

  /** As GJSON compares truths: nothing is greater than what is true, nor less than what is false. */
  private isTruthTrue(truth: bool): bool {
    switch (this.comparison) {
      case Comparison.Equal:
        return this.literal.equals(truth ? "true" : "false");
      case Comparison.NotEqual:
        return !this.literal.equals(truth ? "true" : "false");
      case Comparison.Less:
        return !truth && this.literal.equals("true");
      case Comparison.LessOrEqual:
        return !truth;
      case Comparison.Greater:
        return truth && this.literal.equals("false");
      default:
        return truth;
    }
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

/** Whether no path but the empty one leads on from it in a query: not even `@this` does. */
function isScalar(element: Selection): bool {
  const value = element.single;
  return value != null && !value.isObject && !value.isArray;
}
