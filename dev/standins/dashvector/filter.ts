import { comparable, type FieldValue } from "./document.ts";
import { Code, Failure } from "./failure.ts";
import { type Token, tokenize } from "./filter-tokens.ts";

type Constant = string | number | boolean;
type Fields = Record<string, FieldValue>;
/** SQL's three values: null is "unknown", which a missing field makes. */
type Truth = boolean | null;
type Condition = (fields: Fields) => Truth;

const COMPARISONS: Record<string, (a: Constant, b: Constant) => boolean> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<>": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
const MAX_LENGTH = 10240;

/**
 * Reads a filter such as `scope = 'x' and (expires_at > 5 or expires_at = 0)`; the result says which documents
 * match. `schema` gives the types of fields known by name. https://help.aliyun.com/document_detail/2513006.html
 */
export function readFilter(filter: string, schema: Record<string, string>): (fields: Fields) => boolean {
  if (filter.length > MAX_LENGTH)
    throw new Failure(Code.InvalidFilter, `filter is longer than ${MAX_LENGTH}`);
  const condition = new Parser(tokenize(filter), schema).whole();
  return (fields) => condition(fields) === true;
}

class Parser {
  private readonly tokens: Token[];
  private readonly schema: Record<string, string>;
  private at = 0;

  constructor(tokens: Token[], schema: Record<string, string>) {
    this.tokens = tokens;
    this.schema = schema;
  }

  whole(): Condition {
    const condition = this.either();
    if (this.at < this.tokens.length) throw this.unexpected("the end");
    return condition;
  }

  private either(): Condition {
    const parts = [this.both()];
    while (this.eat("or")) parts.push(this.both());
    return (fields) => decide(parts, fields, true);
  }

  private both(): Condition {
    const parts = [this.single()];
    while (this.eat("and")) parts.push(this.single());
    return (fields) => decide(parts, fields, false);
  }

  private single(): Condition {
    if (this.eat("not")) return negated(this.single());
    if (!this.eat("(")) return this.comparison();
    const inner = this.either();
    this.expect(")");
    return inner;
  }

  private comparison(): Condition {
    const field = this.name();
    if (this.eat("is")) {
      const present = this.eat("not");
      this.expect("null");
      return (fields) => Object.hasOwn(fields, field) === present;
    }
    const not = this.eat("not");
    const condition = this.eat("in") ? this.oneOf(field) : this.eat("like") ? this.prefixed(field) : null;
    if (condition) return not ? negated(condition) : condition;
    const compare = COMPARISONS[this.tokens[this.at]?.text ?? ""];
    if (not || !compare) throw this.unexpected("an operator");
    this.at++;
    return test(field, compare, this.constant(field));
  }

  private oneOf(field: string): Condition {
    this.expect("(");
    const parts: Condition[] = [];
    do parts.push(test(field, COMPARISONS["="]!, this.constant(field)));
    while (this.eat(","));
    this.expect(")");
    return (fields) => decide(parts, fields, true);
  }

  /** The service's `like` matches a beginning only: `'abc%'`. */
  private prefixed(field: string): Condition {
    const pattern = this.constant(field);
    if (typeof pattern !== "string" || !/^[^%]*%$/.test(pattern))
      throw this.unexpected("a pattern such as 'abc%'");
    return test(field, (value, prefix) => String(value).startsWith(String(prefix)), pattern.slice(0, -1));
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") throw this.unexpected("a field");
    this.at++;
    return token.text;
  }

  private constant(field: string): Constant {
    const token = this.tokens[this.at];
    if (token?.kind !== "constant") throw this.unexpected("a constant");
    const type = this.schema[field];
    if (type !== undefined && !comparable(type, token.value)) throw this.unexpected(`a ${type} for ${field}`);
    this.at++;
    return token.value;
  }

  private eat(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "symbol" || token.text !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.eat(text)) throw this.unexpected(text);
  }

  private unexpected(expected: string): Failure {
    const found = this.tokens[this.at]?.text ?? "the end";
    return new Failure(Code.InvalidFilter, `filter is invalid: expected ${expected}, found ${found}`);
  }
}

/** Unknown for a missing field or one of another type than the constant. */
function test(field: string, compare: (a: Constant, b: Constant) => boolean, constant: Constant): Condition {
  return (fields) => {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return typeof value === typeof constant ? compare(value as Constant, constant) : null;
  };
}

function negated(condition: Condition): Condition {
  return (fields) => {
    const truth = condition(fields);
    return truth === null ? null : !truth;
  };
}

/** `deciding` if any part says so, else unknown if any part is, else the other: `or` with true, `and` with false. */
function decide(parts: Condition[], fields: Fields, deciding: boolean): Truth {
  let result: Truth = !deciding;
  for (const part of parts) {
    const truth = part(fields);
    if (truth === deciding) return deciding;
    if (truth === null) result = null;
  }
  return result;
}
