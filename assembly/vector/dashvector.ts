import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/config";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue } from "../json/value";
import { Match, SearchScope, VectorDocument, VectorStore } from "./vector-store";

/**
 * DashVector over HTTP (https://help.aliyun.com/document_detail/2510317.html), a collection with the cosine
 * metric: its score is the distance `1 - cos`. A failure may come as HTTP 200 with a `code` other than 0.
 */
export class DashVector extends VectorStore {
  private readonly docs: string;
  private readonly headers: Header[];

  constructor(private readonly config: VectorConfig) {
    super();
    this.docs = "/v1/collections/" + config.collection;
    this.headers = [
      new Header("dashvector-auth-token", config.apiKey),
      new Header("content-type", "application/json"),
    ];
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const filter = `scope = '${scope.scope.toString()}' and model = '${scope.model}' and expires_at > ${scope.now.toString()}`;
    const body = new JsonWriter();
    body.openObject().name("vector").raw(vector).name("topk").integer(this.config.topK);
    body.name("include_vector").raw(FALSE).name("filter").string(filter);
    body.name("output_fields").openArray().string("key").string("digest").string("scope").string("model");
    body.string("expires_at").string("question");
    if (this.config.keepsEntries) body.string("entry");
    body.closeArray().closeObject();
    return this.call("POST", "/query", body);
  }

  override readMatches(reply: Reply): Result<Match[]> {
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Match[]>(fault);
    const body = JsonValue.parse(reply.body)!;
    const matches = new Array<Match>();
    const output = body.member("output");
    // An empty collection may answer with an empty list, null or no output at all.
    if (output == null || output.isNull) return Result.ok(matches);
    if (!output.isArray) return Result.fail<Match[]>("output is not a list");
    const documents = new Elements(output);
    while (documents.next()) {
      const match = readMatch(documents.value);
      if (match == null) return Result.fail<Match[]>("output holds what is not a scored document");
      matches.push(match);
    }
    matches.sort((a, b) => (a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : 0));
    return Result.ok(matches);
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter();
    body.openObject().name("docs").openArray().openObject();
    body.name("id").text(document.id).name("vector").raw(document.vector).name("fields").openObject();
    body.name("key").text(document.key).name("scope").text(document.scope);
    body.name("question").text(document.question).name("digest").text(document.digest);
    body.name("model").string(document.model).name("dimension").integer(document.dimension);
    body.name("expires_at").integer(document.expiresAt);
    if (this.config.keepsEntries) body.name("entry").text(document.entry);
    body.closeObject().closeObject().closeArray().closeObject();
    return this.call("POST", "/docs/upsert", body);
  }

  override remove(id: Slice): Call {
    const body = new JsonWriter();
    body.openObject().name("ids").openArray().text(id).closeArray().closeObject();
    return this.call("DELETE", "/docs", body);
  }

  override removeLeading(key: Slice): Call {
    return this.removeWhere("key = '" + key.toString() + "'");
  }

  override sweep(now: i64): Call {
    return this.removeWhere("expires_at <= " + now.toString());
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const body = JsonValue.parse(reply.body);
    const code: JsonValue | null = body == null ? null : body.member("code");
    if (code == null || !code.isNumber) return "the reply has no code";
    return code.raw.equals("0") ? null : "code " + code.raw.slice(0, 16).toString();
  }

  private removeWhere(filter: string): Call {
    const body = new JsonWriter().openObject().name("filter").string(filter).closeObject();
    return this.call("DELETE", "/docs", body);
  }

  private call(method: string, path: string, body: JsonWriter): Call {
    const url = this.docs + path;
    return new Call(Upstream.Vector, this.config.service, method, url, this.headers, body.finish());
  }
}

const FALSE = Slice.of("false");

/** Null where it is no object with a finite score. Missing fields are empty: such a match is never accepted. */
function readMatch(document: JsonValue): Match | null {
  const score = document.member("score");
  const distance = score == null ? NaN : score.number();
  if (!isFinite(distance)) return null;
  const fields = document.member("fields");
  return new Match(
    textOf(document, "id"),
    distance,
    textOf(fields, "key"),
    textOf(fields, "digest"),
    textOf(fields, "scope"),
    textOf(fields, "model"),
    numberOf(fields, "expires_at"),
    textOf(fields, "question"),
    optionalTextOf(fields, "entry"),
  );
}

function textOf(object: JsonValue | null, name: string): Slice {
  const text = optionalTextOf(object, name);
  return text == null ? Slice.EMPTY : text;
}

function optionalTextOf(object: JsonValue | null, name: string): Slice | null {
  const value: JsonValue | null = object == null ? null : object.member(name);
  return value == null ? null : value.text();
}

function numberOf(object: JsonValue | null, name: string): f64 {
  const value: JsonValue | null = object == null ? null : object.member(name);
  return value == null ? NaN : value.number();
}
