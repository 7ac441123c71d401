import { type Bytes, bytesOf } from "./bytes.ts";
import { Direction } from "./direction.ts";
import { HeaderMap, type HeaderInit } from "./header-map.ts";
import type { Context, Machine } from "./machine.ts";
import type { Message } from "./message.ts";
import type { Plugin } from "./plugin.ts";

/** How a client begins a request. */
export interface Opening {
  /** Over `POST /v1/chat/completions` with a JSON body, which is what this filter is about. */
  headers?: HeaderInit;
  /** There is no body. */
  end?: boolean;
  /** Such as `route_name`; a path's parts are separated by a dot. */
  properties?: Record<string, Bytes>;
}

/** What a test lets the upstream answer. */
export interface Response {
  /** 200 unless told. */
  status?: number;
  headers?: HeaderInit;
  /** A list is sent piece by piece. */
  body?: Bytes | Bytes[];
  trailers?: HeaderInit;
}

const CHAT = [
  [":method", "POST"],
  [":path", "/v1/chat/completions"],
  [":authority", "llm.example.com"],
  [":scheme", "https"],
  ["content-type", "application/json"],
] as const;

const PAYLOAD_TOO_LARGE = 413;
const INTERNAL_SERVER_ERROR = 500;
const SERVICE_UNAVAILABLE = 503;

/** One HTTP stream through the filter: a test plays its client and its upstream. */
export class Stream implements Context {
  readonly id: number;
  readonly plugin: Plugin;
  readonly stream = this;
  /** Properties of this stream, as given and as set by the guest. */
  readonly properties = new Map<string, Buffer>();
  /** Those that the guest has set, by path. */
  readonly written = new Map<string, Buffer>();
  readonly request: Direction;
  readonly response: Direction;
  /** Response code details of a local reply; null when the answer is the upstream's. */
  details: string | null = null;
  /** The proxy has deleted it. */
  isGone = false;

  private readonly machine: Machine;
  private isLogging = false;
  private readonly requestHeaders: HeaderMap;
  private responseHeaders: HeaderMap | null = null;

  constructor(machine: Machine, plugin: Plugin, opening: Opening) {
    this.machine = machine;
    this.plugin = plugin;
    this.id = machine.newId();
    this.requestHeaders = new HeaderMap(CHAT);
    for (const [name, value] of new HeaderMap(opening.headers).entries())
      this.requestHeaders.set(name, value);
    for (const [path, value] of Object.entries(opening.properties ?? {}))
      this.properties.set(path, bytesOf(value));
    this.request = new Direction(machine, this, {
      name: "request",
      onTooLarge: () =>
        this.answerLocally(PAYLOAD_TOO_LARGE, "request_payload_too_large", "Payload Too Large"),
      onEnd: () => undefined,
    });
    this.response = new Direction(machine, this, {
      name: "response",
      onTooLarge: () => this.failResponse(),
      onEnd: () => machine.defer(() => this.delete()),
    });
  }

  /** What has reached the upstream; null while nothing has. */
  get sentUpstream(): Message | null {
    return this.request.out.headers ? this.request.out : null;
  }

  /** What has reached the client; null while nothing has. */
  get answered(): Message | null {
    return this.response.out.headers ? this.response.out : null;
  }

  /** Whether the proxy itself has answered, by order of the guest or on its own. */
  get isLocal(): boolean {
    return this.details !== null;
  }

  /** A property as text; undefined where it is absent. */
  property(path: string): string | undefined {
    return this.properties.get(path)?.toString();
  }

  /** The client sends its headers. */
  open(end: boolean): this {
    this.request.begin(this.requestHeaders, end);
    return this;
  }

  /** The client sends a piece of the body, by default the last one. */
  send(data: Bytes, end = true): this {
    if (!this.request.isClosed) this.request.push({ data: bytesOf(data), end });
    return this;
  }

  /** The client sends the body cut into pieces of `size` bytes, and then an empty last one, as over HTTP/2. */
  sendCut(data: Bytes, size: number): this {
    const bytes = bytesOf(data);
    for (let at = 0; at < bytes.length; at += size) this.send(bytes.subarray(at, at + size), false);
    return this.send("");
  }

  /** The client ends its request with trailers. */
  sendTrailers(trailers: HeaderInit): this {
    if (!this.request.isClosed) this.request.push({ trailers: new HeaderMap(trailers) });
    return this;
  }

  /** The client goes away. */
  leave(): void {
    this.request.out.reset = !this.request.out.ended;
    this.machine.defer(() => this.delete());
  }

  /** The upstream answers, to the end. */
  respond({ status = 200, headers = {}, body = [], trailers }: Response = {}): this {
    const pieces = [body].flat().map(bytesOf);
    this.respondHeaders(status, headers, pieces.length === 0 && !trailers);
    pieces.forEach((piece, i) => this.respondData(piece, i === pieces.length - 1 && !trailers));
    if (trailers && !this.response.isClosed) this.response.push({ trailers: new HeaderMap(trailers) });
    return this;
  }

  /** The upstream sends its headers. */
  respondHeaders(status: number, headers: HeaderInit = {}, end = false): this {
    this.mustHaveGoneOn();
    const map = new HeaderMap([[":status", String(status)], ...new HeaderMap(headers).entries()]);
    this.responseHeaders = map;
    this.response.begin(map, end);
    return this;
  }

  /** The upstream sends a piece of the body. */
  respondData(data: Bytes, end = false): this {
    if (!this.response.isClosed) this.response.push({ data: bytesOf(data), end });
    return this;
  }

  /** The upstream breaks off: before its headers that is a 503 of the proxy, later the client is cut off too. */
  cut(): void {
    if (!this.responseHeaders) {
      this.answerLocally(
        SERVICE_UNAVAILABLE,
        "upstream_reset_before_response_started",
        "upstream connect error",
      );
      return;
    }
    this.response.out.reset = true;
    this.delete();
  }

  /** The guest answers in the upstream's place, once it has returned. */
  replyLocally(status: number, details: string, headers: HeaderMap, body: Buffer): void {
    this.machine.defer(() => {
      if (this.isGone || this.responseHeaders) {
        this.machine.ineffective.push(`local reply ${status} to stream ${this.id}, which has been answered`);
        return;
      }
      this.answerLocally(status, details, body, headers);
    });
  }

  /** The guest lets the request, or the response, go on, once it has returned. */
  resume(direction: Direction): void {
    this.request.forget();
    this.machine.defer(() => {
      if (this.isGone || !direction.resume())
        this.machine.ineffective.push(`continue of stream ${this.id}, which is not held`);
    });
  }

  /** The request headers as the guest can read them now; null when it cannot. */
  get readableRequestHeaders(): HeaderMap | null {
    return this.isLogging ? this.requestHeaders : this.request.headers;
  }

  get readableResponseHeaders(): HeaderMap | null {
    return this.isLogging ? this.responseHeaders : this.response.headers;
  }

  /** `prepareLocalReply` of Envoy; the answer passes our own response hooks. */
  private answerLocally(status: number, details: string, body: Bytes, headers = new HeaderMap()): void {
    const bytes = bytesOf(body);
    const map = new HeaderMap([[":status", String(status)], ...headers.entries()]);
    if (bytes.length > 0) {
      map.set("content-length", String(bytes.length));
      if (!map.has("content-type")) map.set("content-type", "text/plain");
    }
    this.details = details;
    this.responseHeaders = map;
    this.request.close();
    if (this.sentUpstream) this.request.out.reset = true;
    this.response.begin(map, bytes.length === 0);
    if (bytes.length > 0) this.respondData(bytes, true);
  }

  /** A held response is over the limit: Envoy answers 500 as long as nothing has gone to the client. */
  private failResponse(): void {
    this.response.close();
    if (this.answered) this.response.out.reset = true;
    else this.response.out.headers = new HeaderMap([[":status", String(INTERNAL_SERVER_ERROR)]]);
    this.details = "response_payload_too_large";
    this.response.out.ended = !this.response.out.reset;
    this.machine.defer(() => this.delete());
  }

  private mustHaveGoneOn(): void {
    if (this.isGone || this.responseHeaders) throw new Error("the stream has been answered already");
    if (!this.sentUpstream) throw new Error("no upstream has seen this request, so none can answer it");
  }

  private delete(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.request.close();
    this.response.close();
    this.isLogging = true;
    this.machine.call(this, "proxy_on_log", [this.id]);
    this.isLogging = false;
    this.machine.call(this, "proxy_on_done", [this.id]);
    this.machine.call(this, "proxy_on_delete", [this.id]);
    this.machine.contexts.delete(this.id);
    this.plugin.onStreamGone(this);
  }
}
