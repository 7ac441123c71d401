/** The compiler transform, as far as the tests need to know it. */
export default class PackedData {
  afterCompile(module: unknown): void;
}
