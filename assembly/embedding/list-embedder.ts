import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder } from "./embedder";
import { VectorList } from "./vectors";

/** Where a reply has its vectors, and its code where it has none. */
export class ReplyShape {
  /**
   * @param list path to the list of vectors; empty where the reply is that list
   * @param code path to the code of an error; empty where errors have none
   * @param index in a list of objects, the name of the place of an object's text
   * @param vector the name of its vector; empty for a list of vectors themselves, in the order of their texts
   */
  constructor(
    readonly list: StaticArray<string>,
    readonly code: StaticArray<string>,
    readonly index: string = "",
    readonly vector: string = "",
  ) {}
}

/** A service that takes an object in JSON at one path, and answers with a list of vectors. */
export abstract class ListEmbedder extends Embedder {
  constructor(
    config: EmbeddingConfig,
    private readonly path: string,
    private readonly headers: Header[],
    private readonly shape: ReplyShape,
  ) {
    super(config);
  }

  /** Writes the members of the request. */
  protected abstract write(body: JsonWriter, texts: Slice[]): void;

  /** Writes how many numbers a vector is to have, where that is configured: models of one size may refuse to be told. */
  protected writeDimension(body: JsonWriter, name: string): void {
    if (this.config.dimension > 0) body.name(name).integer(this.config.dimension);
  }

  override embedAll(texts: Slice[], _now: i64): Call {
    const body = new JsonWriter().openObject();
    this.write(body, texts);
    const bytes = body.closeObject().finish();
    return new Call(Upstream.Embedding, this.config.service, "POST", this.path, this.headers, bytes);
  }

  /** Of an error only its code is told: its words may quote the key or the text. */
  override readVectors(reply: Reply, count: i32): Result<Slice[]> {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    const shape = this.shape;
    const hasCode = body != null && shape.code.length > 0;
    const code = hasCode ? errorCode(body!.at(shape.code)) : "";
    if (!reply.isOk) return Result.fail<Slice[]>(reply.fault + code);
    const list: JsonValue | null = body == null ? null : body.at(shape.list);
    const path = shape.list.length > 0 ? shape.list.join(".") : "list";
    if (list == null || (shape.vector == "" && !list.isArray))
      return Result.fail<Slice[]>("no " + path + code);
    const vectors = new VectorList(count, this.config.dimension);
    return shape.vector == ""
      ? vectors.readPlain(list, path)
      : vectors.readObjects(list, path, shape.index, shape.vector);
  }
}

/** Writes the member `name`, a list of texts. */
export function writeTexts(body: JsonWriter, name: string, texts: Slice[]): void {
  body.name(name).openArray();
  for (let i = 0; i < texts.length; i++) body.text(texts[i]);
  body.closeArray();
}
