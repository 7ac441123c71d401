import { Gateway } from "../../assembly/config/config";
import { Slice } from "../../assembly/bytes/slice";
import { Plugin } from "../../assembly/flow/plugin";
import { BodyStatus, HeadersStatus, StreamHooks } from "../../assembly/host/host";
import { json } from "../support/json";
import { FakeHost, SharedData } from "./fake-host";
import { FakeStream, SentReply } from "./fake-stream";

/** A fake proxy with one configuration of the filter. */
export class FakeProxy {
  readonly plugin: Plugin;
  private streams: u32 = 0;

  constructor(
    readonly host: FakeHost,
    config: string,
    gateway: Gateway = Gateway.Envoy,
  ) {
    this.plugin = new Plugin(host, gateway);
    expect(this.plugin.onConfigure(json(config))).toBe(true, config);
  }

  /** A client's stream: `POST /v1/chat/completions` with JSON, unless headers say otherwise. */
  open(): Exchange {
    const id = ++this.streams;
    return new Exchange(this.host, this.host.addStream(id), this.plugin.openStream(id));
  }

  /** Lets time pass, and the root context's tick come. */
  wait(milliseconds: i64): FakeProxy {
    this.host.clock += milliseconds;
    this.host.current = null;
    this.plugin.onTick();
    this.host.current = null;
    return this;
  }
}

/** A proxy with this configuration (quotes as in `json`). */
export function proxy(config: string): FakeProxy {
  return new FakeProxy(new FakeHost(), config);
}

/** The same in Higress. */
export function higress(config: string): FakeProxy {
  return new FakeProxy(new FakeHost(), config, Gateway.Higress);
}

/** Another worker of the same proxy. */
export function worker(config: string, data: SharedData): FakeProxy {
  return new FakeProxy(new FakeHost(data), config);
}

/** One exchange between a client, the filter and the model, hook by hook. */
export class Exchange {
  atHeaders: HeadersStatus = HeadersStatus.Continue;
  atBody: BodyStatus = BodyStatus.Continue;

  constructor(
    private readonly host: FakeHost,
    readonly stream: FakeStream,
    private readonly hooks: StreamHooks,
  ) {
    this.header(":method", "POST").header(":path", "/v1/chat/completions");
    this.header("content-type", "application/json").header("accept-encoding", "gzip, br");
  }

  header(name: string, value: string): Exchange {
    this.stream.requestHeaders.set(name, value);
    return this;
  }

  without(name: string): Exchange {
    this.stream.requestHeaders.delete(name);
    return this;
  }

  /** The whole request: its headers, its body, and the empty piece that ends it. */
  posts(body: string): Exchange {
    return this.sendsHeaders().sends(body).ends();
  }

  sendsHeaders(endOfStream: bool = false): Exchange {
    this.begin();
    this.atHeaders = this.hooks.onRequestHeaders(endOfStream);
    this.leaveHook();
    const stream = this.stream;
    stream.isHeld = endOfStream && this.atHeaders == HeadersStatus.Stop && stream.replies.length == 0;
    return this;
  }

  /** A piece of the request's body (quotes as in `json`). */
  sends(piece: string): Exchange {
    this.stream.requestPiece = json(piece);
    return this.bodyHook(false);
  }

  /** The end of the request's body. */
  ends(): Exchange {
    this.stream.requestPiece = Slice.EMPTY;
    return this.bodyHook(true);
  }

  sendsTrailers(): Exchange {
    this.begin();
    this.hooks.onRequestTrailers();
    this.leaveHook();
    return this;
  }

  /** The whole response: JSON (quotes as in `json`). */
  answers(body: string): Exchange {
    return this.responds("200", "application/json").says(body).closes();
  }

  /** The whole response: an event stream (quotes as in `json`). */
  streams(events: string): Exchange {
    return this.responds("200", "text/event-stream; charset=utf-8").says(events).closes();
  }

  /** The headers of the response; no type where it is empty. */
  responds(status: string, type: string): Exchange {
    this.responseHeader(":status", status);
    if (type.length > 0) this.responseHeader("content-type", type);
    this.begin();
    this.hooks.onResponseHeaders(false);
    this.leaveHook();
    return this;
  }

  responseHeader(name: string, value: string): Exchange {
    this.stream.responseHeaders.set(name, value);
    return this;
  }

  /** A piece of the response's body (quotes as in `json`). */
  says(piece: string): Exchange {
    return this.saysBytes(json(piece), false);
  }

  saysBytes(piece: Slice, endOfStream: bool): Exchange {
    this.stream.responsePiece = piece;
    this.begin();
    this.hooks.onResponseBody(piece.length, endOfStream);
    this.leaveHook();
    return this;
  }

  /** The empty piece that ends the response. */
  closes(): Exchange {
    return this.saysBytes(Slice.EMPTY, true);
  }

  closesWithTrailers(): Exchange {
    this.begin();
    this.hooks.onResponseTrailers();
    this.leaveHook();
    return this;
  }

  /** The client leaves, or all is over. */
  leaves(): Exchange {
    this.begin();
    this.stream.isGone = true;
    this.hooks.onDelete();
    this.leaveHook();
    return this;
  }

  /** The proxy runs the response hooks on our own reply too. */
  getsReply(): Exchange {
    const reply = this.reply;
    for (let i = 0; i < reply.headers.length; i++) {
      this.responseHeader(reply.headers[i].name, reply.headers[i].value);
    }
    const deeds = this.stream.deeds.length;
    this.responds(reply.status.toString(), reply.header("content-type"));
    this.saysBytes(reply.body, true);
    expect(this.stream.deeds.length).toBe(deeds, "our own reply was touched");
    return this.leaves();
  }

  /** What has become of the request, in a word. */
  get fate(): string {
    const stream = this.stream;
    if (stream.replies.length > 0) return "answered";
    if (stream.isHeld) return "held";
    return stream.resumes > 0 ? "resumed" : "passed";
  }

  /** The one reply of the filter. */
  get reply(): SentReply {
    expect(this.stream.replies.length).toBe(1, "replies");
    return this.stream.replies[0];
  }

  /** A header of the request as it goes to the model, or `-`. */
  forwarded(name: string): string {
    const headers = this.stream.requestHeaders;
    return headers.has(name) ? headers.get(name) : "-";
  }

  /** A header of the response as the client gets it, or `-`. */
  received(name: string): string {
    const headers = this.stream.responseHeaders;
    return headers.has(name) ? headers.get(name) : "-";
  }

  private bodyHook(endOfStream: bool): Exchange {
    const stream = this.stream;
    this.begin();
    this.atBody = this.hooks.onRequestBody(stream.requestPiece.length, endOfStream);
    this.leaveHook();
    stream.isHeld = this.atBody == BodyStatus.Stop && stream.replies.length == 0;
    return this;
  }

  private begin(): void {
    this.host.current = this.stream;
    this.host.isInHook = true;
  }

  private leaveHook(): void {
    this.host.current = null;
    this.host.isInHook = false;
  }
}
