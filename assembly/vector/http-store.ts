import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { jsonHeaders } from "../call/headers";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue } from "../json/value";
import { nearestFirst } from "./fields";
import { Match, VectorStore } from "./vector-store";

/** A store that is spoken to in JSON over HTTP, and answers a search with a list of scored documents. */
export abstract class HttpStore extends VectorStore {
  protected readonly headers: Header[];

  /**
   * @param credential tells who asks; null for nobody
   * @param path what every path begins with
   */
  protected constructor(
    protected readonly config: VectorConfig,
    credential: Header | null,
    protected readonly path: string,
  ) {
    super();
    this.headers = jsonHeaders(credential);
  }

  /** One document of a search's reply; null where it has no finite score. */
  protected abstract readMatch(document: JsonValue): Match | null;

  /** The matches in `list`, nearest first, which is called `name` in a fault. */
  protected readList(list: JsonValue | null, name: string): Result<Match[]> {
    if (list == null || !list.isArray) return Result.fail<Match[]>(name + " is not a list");
    const matches = new Array<Match>();
    const documents = new Elements(list);
    while (documents.next()) {
      const match = this.readMatch(documents.value);
      if (match == null) return Result.fail<Match[]>(name + " holds what is not a scored document");
      matches.push(match);
    }
    return Result.ok(nearestFirst(matches));
  }

  protected call(method: string, path: string, body: JsonWriter): Call {
    return this.send(method, this.path + path, body.finish());
  }

  /** A call to a path that is not below the collection's. */
  protected send(method: string, path: string, body: Slice): Call {
    return new Call(Upstream.Vector, this.config.service, method, path, this.headers, body);
  }
}
