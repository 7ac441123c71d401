import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyStrategy } from "../config/config";
import { BodyStatus, HeadersStatus, Host, StreamHooks } from "../host/host";
import { Key } from "../key/key";
import { markResponse } from "./answer-headers";
import { Asker, Asking } from "./asking";
import { readCaller } from "./caller";
import { announcedSize, isCandidate } from "./candidate";
import { Directives } from "./directives";
import { HiddenHeaders } from "./hidden-headers";
import { Keeping } from "./keeping";
import { Outcome } from "./outcome";
import { Runtime } from "./runtime";

const ACCEPT_ENCODING = "accept-encoding";

/** Where a stream stands. */
const enum Phase {
  /** Not ours: nothing is read, added or changed. */
  Foreign,
  /** The body is being collected. */
  Reading,
  /** The request is held, and the answer looked for. */
  Asking,
  /** The client has been answered by the cache. */
  Answered,
  /** The request has gone on to the model. */
  Passed,
}

/** The four hooks of one request: decides who acts next, and lets `Asking` and `Keeping` do it. */
export class Filter extends StreamHooks implements Asker {
  private readonly host: Host;
  private phase: Phase = Phase.Foreign;
  private directives: Directives = new Directives();
  private caller: Slice = Slice.EMPTY;
  private route: string = "";
  private readonly hidden: HiddenHeaders;
  private outcome: Outcome = Outcome.Miss;
  private why: string = "";
  private key: Key | null = null;
  private asking: Asking | null = null;
  private keeping: Keeping | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly id: u32,
  ) {
    super();
    this.host = runtime.host;
    this.hidden = new HiddenHeaders(runtime.host);
  }

  override onRequestHeaders(endOfStream: bool): HeadersStatus {
    const config = this.runtime.config;
    const limits = config.limits;
    if (endOfStream || !isCandidate(this.host, limits.pathSuffixes)) return HeadersStatus.Continue;
    this.directives = Directives.take(this.hidden, config.controls);
    const bypass = this.directives.bypass;
    if (bypass != null) return this.bypassAtHeaders(bypass);
    if (config.key.strategy == KeyStrategy.Disabled) return this.bypassAtHeaders("disabled");
    if (announcedSize(this.host) > limits.maxRequestBytes) return this.bypassAtHeaders("request_too_large");
    this.caller = readCaller(this.host, config.key);
    const route = this.host.property("route_name");
    this.route = route == null ? "" : route.toString();
    // Lest a compressed answer be recorded.
    this.hidden.hide(ACCEPT_ENCODING);
    this.phase = Phase.Reading;
    return limits.holdHeaders ? HeadersStatus.Stop : HeadersStatus.Continue;
  }

  override onRequestBody(size: i32, endOfStream: bool): BodyStatus {
    if (this.phase != Phase.Reading) {
      return this.phase == Phase.Asking ? BodyStatus.StopAndBuffer : BodyStatus.Continue;
    }
    if (size > this.runtime.config.limits.maxRequestBytes) return this.bypassAtBody("request_too_large");
    if (!endOfStream) return BodyStatus.StopAndBuffer;
    const config = this.runtime.config;
    const request = ChatRequest.read(this.host.requestBody(size));
    if (request == null) {
      this.phase = Phase.Foreign;
      if (config.limits.holdHeaders) this.hidden.showAll();
      return BodyStatus.Continue;
    }
    const key = Key.of(request, config.key, this.caller, this.route, config.cache.keyPrefix);
    if (key == null) return this.bypassAtBody("no_question");
    this.key = key;
    return this.ask(request, key);
  }

  override onRequestTrailers(): void {
    // The body can no longer be read as a whole; requests of clients of this API have no trailers.
    if (this.phase == Phase.Reading) this.bypassAtBody("trailers");
  }

  override onResponseHeaders(_endOfStream: bool): void {
    if (this.phase == Phase.Reading || this.phase == Phase.Asking) this.phase = Phase.Foreign;
    if (this.phase != Phase.Passed) return;
    const key = this.key;
    markResponse(this.host, this.outcome, this.why, key == null ? null : key.id);
    const keeping = this.keeping;
    if (keeping != null) keeping.onResponseHeaders();
  }

  override onResponseBody(size: i32, endOfStream: bool): void {
    const keeping = this.keeping;
    if (keeping != null && this.phase == Phase.Passed) keeping.onResponseBody(size, endOfStream);
  }

  override onResponseTrailers(): void {
    const keeping = this.keeping;
    if (keeping != null && this.phase == Phase.Passed) keeping.onResponseEnd();
  }

  override onDelete(): void {
    this.phase = Phase.Foreign;
    const asking = this.asking;
    if (asking != null) asking.abandon();
  }

  onAnswered(): void {
    this.phase = Phase.Answered;
  }

  onMissed(outcome: Outcome, why: string, resume: bool): void {
    this.pass(outcome, why);
    if (resume) this.host.resumeRequest();
  }

  reenter(): bool {
    return this.phase == Phase.Asking && this.host.enter(this.id);
  }

  private ask(request: ChatRequest, key: Key): BodyStatus {
    const asking = new Asking(this.runtime, this, request, key, this.directives);
    this.asking = asking;
    this.keeping = new Keeping(this.runtime, request, key, this.directives, asking);
    this.phase = Phase.Asking;
    asking.start();
    return this.phase == Phase.Passed ? BodyStatus.Continue : BodyStatus.StopAndBuffer;
  }

  private pass(outcome: Outcome, why: string): void {
    this.phase = Phase.Passed;
    this.outcome = outcome;
    this.why = why;
    this.runtime.metrics.request(outcome, why);
  }

  private bypassAtHeaders(reason: string): HeadersStatus {
    this.pass(Outcome.Bypass, reason);
    return HeadersStatus.Continue;
  }

  private bypassAtBody(reason: string): BodyStatus {
    this.pass(Outcome.Bypass, reason);
    if (this.runtime.config.limits.holdHeaders) this.hidden.show(ACCEPT_ENCODING);
    return BodyStatus.Continue;
  }
}
