import { fromBase64, toBase64 } from "../bytes/base64";
import { hmacSha256 } from "../bytes/hmac";
import { percentEncoded } from "../bytes/percent";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { jsonHeaders } from "../call/headers";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder, isVector } from "./embedder";
import { fromFloats } from "./floats";

const CODE: StaticArray<string> = ["header", "code"];
const TEXT: StaticArray<string> = ["payload", "feature", "text"];
/** The request is whole. */
const COMPLETE = 3;

/**
 * XFyun's embeddings (https://www.xfyun.cn/doc/spark/Embedding_api.html), one text a call. Questions are compared with
 * questions, so all are of the domain `query`. The query of the URL holds a signature, which the service takes for five
 * minutes (https://www.xfyun.cn/doc/spark/general_url_authentication.html).
 */
export class Xfyun extends Embedder {
  private readonly headers: Header[] = jsonHeaders(null);

  constructor(config: EmbeddingConfig) {
    super(config);
  }

  protected override get ownTextBytes(): i32 {
    return 2048;
  }

  override get maxTexts(): i32 {
    return 1;
  }

  override embedAll(texts: Slice[], now: i64): Call {
    const body = new JsonWriter().openObject();
    body.name("header").openObject().name("app_id").string(this.config.account.appId);
    body.name("status").integer(COMPLETE).closeObject();
    body.name("parameter").openObject().name("emb").openObject().name("domain").string("query");
    body.name("feature").openObject().name("encoding").string("utf8");
    body.closeObject().closeObject().closeObject();
    body.name("payload").openObject().name("messages").openObject();
    body.name("text").text(toBase64(messageOf(texts[0])));
    const bytes = body.closeObject().closeObject().closeObject().finish();
    return new Call(Upstream.Embedding, this.config.service, "POST", this.pathAt(now), this.headers, bytes);
  }

  override readVectors(reply: Reply, _count: i32): Result<Slice[]> {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    const code = errorCode(body == null ? null : body.at(CODE));
    if (!reply.isOk) return Result.fail<Slice[]>(reply.fault + code);
    const value: JsonValue | null = body == null ? null : body.at(TEXT);
    const text: Slice | null = value == null ? null : value.text();
    if (text == null) return Result.fail<Slice[]>("no payload.feature.text" + code);
    const floats = fromBase64(text);
    const vector: Slice | null = floats == null ? null : fromFloats(floats);
    if (vector != null && isVector(vector, this.config.dimension)) return Result.ok<Slice[]>([vector]);
    return Result.fail<Slice[]>("payload.feature.text is not a vector of the configured dimension" + code);
  }

  /** The path with the signature of a request at `now`. */
  private pathAt(now: i64): string {
    const host = this.config.service.authority;
    const date = new Date(now * 1000).toUTCString();
    const signed = `host: ${host}\ndate: ${date}\nPOST / HTTP/1.1`;
    const signature = hmacSha256(Slice.of(this.config.account.secret), Slice.of(signed));
    const key = this.config.apiKey;
    const authorization =
      `api_key="${key != null ? key : ""}", algorithm="hmac-sha256", ` +
      `headers="host date request-line", signature="${toBase64(signature).toString()}"`;
    return (
      `/?authorization=${percentEncoded(toBase64(Slice.of(authorization)))}` +
      `&date=${percentEncoded(Slice.of(date))}&host=${percentEncoded(Slice.of(host))}`
    );
  }
}

/** What a message with this text is, in JSON. */
function messageOf(text: Slice): Slice {
  const message = new JsonWriter().openObject().name("messages").openArray().openObject();
  message.name("content").text(text).name("role").string("user");
  return message.closeObject().closeArray().closeObject().finish();
}
