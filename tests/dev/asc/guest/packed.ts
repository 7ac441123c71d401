// A module with static data of all kinds that are packed differently, for ../packed-data.test.ts.
import "../../../../assembly/host/unfold";

export const plain = "A text, and the same text again: a text, and the same text again";
export const wide = "中文，日本語，русский — and “quotes”";
export const small: StaticArray<u8> = [1, 2, 3, 255, 0, 0, 0, 0, 7];
export const numbers: StaticArray<f64> = [3.141592653589793, 2.718281828459045, 0.1, 1e300];
/** Longer than one token, and far enough for what is repeated after it to be far away. */
export const zeros = memory.data(1024);
export const far = "日本語，русский — and “quotes”, once more";
/** Of an odd number of bytes, and the last. */
export const last = memory.data<u8>([1, 0, 2, 0, 3]);

// @ts-ignore: decorator
@external("test", "seen")
declare function seen(unit: i32): void;

// Start-up code behind the import reads what it has unfolded.
seen(wide.charCodeAt(0));
