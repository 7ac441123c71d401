import fc from "fast-check";

/** Inside of a string in JSON, piece by piece. */
const PARTS = [
  ..."ab .?/'<é中🦊\u2028\u007f",
  "\\n",
  "\\u0000",
  "\\u0041",
  "\\uD83E\\uDD8A",
  "\\ud800",
  "\\udc00",
  '\\"',
  "\\\\",
  "\\/",
  "What is Envoy",
  "today",
  "10 USD",
];

const SCALARS = [
  ...["null", "true", "false", "0", "-0", "1", "-1", "2", "0.5", "1e5", "1E+400", "-1.5e-400", "5e-324"],
  ...["123456789012345678901234567890", "9007199254740993", "1e-7", "1.0", "2147483648", "-2147483649"],
];

const SPACES = ["", "", "", "", " ", "\n", "\t\r\n "];

export const space: fc.Arbitrary<string> = fc.constantFrom(...SPACES);

/** A string in JSON, with its quotes; escapes of lone surrogates too. */
export const stringText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PARTS), { maxLength: 5 })
  .map((parts) => `"${parts.join("")}"`);

const NAMES = ["content", "role", "type", "text", "error", "choices", "index", "model", "a", "", "é"];

const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES.map((text) => JSON.stringify(text))) },
  { weight: 1, arbitrary: stringText },
);

/** Any JSON as a text: names that come twice, spaces, numbers that nothing holds. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "json" },
    { weight: 3, arbitrary: fc.constantFrom(...SCALARS) },
    { weight: 2, arbitrary: stringText },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 4 }).map((list) => `[${list.join()}]`) },
    {
      weight: 2,
      arbitrary: fc.array(fc.tuple(name, space, tie("value")), { maxLength: 4 }).map(objectText),
    },
  ),
})).value;

/** Nested so many times: more than any reader takes. */
export const deep: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.boolean())
  .map(([depth, isObject]) =>
    isObject ? `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}` : `${"[".repeat(depth)}${"]".repeat(depth)}`,
  );

/** An object of these members, in this order, which may say a name twice. */
export function objectText(
  members: readonly (readonly [name: string, space: string, value: string])[],
): string {
  return `{${members.map(([name, space, value]) => `${space}${name}${space}:${space}${value}`).join(",")}}`;
}

/**
 * `text` as a string in JSON, with its quotes, each character spelled in one of the ways that there are.
 * @param ways which one, over and over; none for the plain one
 */
export function spelled(text: string, ways: readonly number[]): string {
  let at = 0;
  const characters = Array.from(text, (character) => spelledAs(character, ways[at++ % ways.length] ?? 0));
  return `"${characters.join("")}"`;
}

/** The ways that `spelled` knows. */
export const ways: fc.Arbitrary<number[]> = fc.array(fc.nat(3), { maxLength: 5 });

function spelledAs(character: string, way: number): string {
  if (way === 3 && character === "/") return "\\/";
  if (way === 0 || way === 3) return JSON.stringify(character).slice(1, -1);
  const units = Array.from({ length: character.length }, (_, i) => {
    const hex = character.charCodeAt(i).toString(16).padStart(4, "0");
    return `\\u${way === 1 ? hex : hex.toUpperCase()}`;
  });
  return units.join("");
}
