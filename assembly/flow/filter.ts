import { Fragments } from "../bytes/fragments";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Gateway, KeyStrategy } from "../config/config";
import { BodyStatus, HeadersStatus, Host, StreamHooks } from "../host/host";
import { Key } from "../key/key";
import { markResponse } from "./answer-headers";
import { Asked } from "./asked";
import { Asker, Asking } from "./asking";
import { readCaller } from "./caller";
import { announcedSize, isCandidate } from "./candidate";
import { Deadline, Waiter } from "./deadlines";
import { Directives } from "./directives";
import { HiddenHeaders } from "./hidden-headers";
import { logPassed, prepareStream } from "./higress";
import { Keeping } from "./keeping";
import { Outcome } from "./outcome";
import { Phase } from "./phase";
import { readRoute } from "./route";
import { Runtime } from "./runtime";

const ACCEPT_ENCODING = "accept-encoding";

/** Before the headers are there. */
const NO_DIRECTIVES = new Directives();

/** The four hooks of one request: decides who acts next, and lets `Asking` and `Keeping` do it. */
export class Filter extends StreamHooks implements Asker, Waiter {
  private readonly host: Host;
  private phase: Phase = Phase.Foreign;
  private directives: Directives = NO_DIRECTIVES;
  private caller: Slice = Slice.EMPTY;
  private route: string = "";
  private readonly hidden: HiddenHeaders;
  private readonly body: Fragments = new Fragments();
  /** When the rest of a body that comes in pieces is waited for no longer. */
  private rest: Deadline | null = null;
  private outcome: Outcome = Outcome.Miss;
  private why: string = "";
  /** What is asked, as long as it is not answered. */
  private asked: Asked | null = null;
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
    this.caller = readCaller(this.host, config.key.scope);
    this.route = readRoute(this.host);
    // Lest a compressed answer be recorded.
    this.hidden.hide(ACCEPT_ENCODING);
    if (this.runtime.gateway == Gateway.Higress) prepareStream(this.host, limits.maxRequestBytes);
    this.phase = Phase.Reading;
    return limits.holdHeaders ? HeadersStatus.Stop : HeadersStatus.Continue;
  }

  override onRequestBody(size: i32, endOfStream: bool): BodyStatus {
    if (this.phase != Phase.Reading) {
      return this.phase == Phase.Asking ? BodyStatus.Stop : BodyStatus.Continue;
    }
    const config = this.runtime.config;
    if (this.body.length + size > config.limits.maxRequestBytes)
      return this.bypassAtBody("request_too_large");
    if (size > 0) this.body.add(this.host.requestBody(size));
    if (!endOfStream) return this.awaitRest();
    this.endWait();
    const body = this.body.join();
    // What was joined holds the bytes now; the pieces would live as long as the answer.
    this.body.clear();
    const known = this.runtime.recent.find(body, this.caller, this.route);
    return known != null ? this.ask(known) : this.read(body);
  }

  override onRequestTrailers(): void {
    // Clients of this API send none: holding them too would be a state nobody needs.
    if (this.phase == Phase.Reading) this.bypassAtBody("trailers");
  }

  override onResponseHeaders(_endOfStream: bool): void {
    if (this.phase == Phase.Reading || this.phase == Phase.Asking) this.phase = Phase.Foreign;
    if (this.phase != Phase.Passed) return;
    // Before the headers are changed: they are read at once, and would have to be read again.
    const keeping = this.keeping;
    if (keeping != null) keeping.onResponseHeaders();
    const key = this.key;
    markResponse(this.host, this.outcome, this.why, key == null ? null : key.id);
    if (this.runtime.gateway == Gateway.Higress) logPassed(this.host, this.why, key != null);
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
    this.endWait();
    const asking = this.asking;
    if (asking != null) asking.leave();
    const keeping = this.keeping;
    if (keeping != null) keeping.onDelete();
  }

  onAnswered(isOwn: bool): void {
    this.phase = Phase.Answered;
    const asked = this.asked;
    // Other words cost calls, beside which the reading is nothing.
    if (asked != null && isOwn) this.runtime.recent.keep(asked, this.caller);
    this.asked = null;
  }

  onMissed(outcome: Outcome, why: string, resume: bool): void {
    this.pass(outcome, why);
    if (resume) this.host.resumeRequest();
  }

  reenter(): bool {
    return this.phase == Phase.Asking && this.host.enter(this.id);
  }

  /** The body has taken too long, or the proxy's buffer is full and no more of it will come while it is held. */
  onDeadline(): void {
    if (this.phase != Phase.Reading || !this.host.enter(this.id)) return;
    this.bypassAtBody("slow_body");
    this.host.resumeRequest();
  }

  private awaitRest(): BodyStatus {
    if (this.rest == null) {
      const timeout = this.runtime.config.limits.lookupTimeout;
      this.rest = this.runtime.deadlines.add(this.host.now() + timeout, this);
    }
    return BodyStatus.Stop;
  }

  private endWait(): void {
    const rest = this.rest;
    if (rest != null) rest.waiter = null;
  }

  private read(body: Slice): BodyStatus {
    const config = this.runtime.config;
    const request = config.key.question == null ? ChatRequest.read(body) : ChatRequest.readAny(body);
    if (request == null) {
      this.phase = Phase.Foreign;
      if (config.limits.holdHeaders) this.hidden.showAll();
      return BodyStatus.Continue;
    }
    const key = Key.of(request, config.key, this.caller, this.route, config.entry.keyPrefix);
    if (key == null) return this.bypassAtBody("no_question");
    return this.ask(new Asked(body, this.route, request, key));
  }

  private ask(asked: Asked): BodyStatus {
    const request = asked.request;
    const key = asked.key;
    this.asked = asked;
    this.key = key;
    const asking = new Asking(this.runtime, this, request, key, this.directives);
    this.asking = asking;
    this.keeping = new Keeping(this.runtime, request, key, this.directives, asking);
    this.phase = Phase.Asking;
    asking.start();
    return this.phase == Phase.Passed ? BodyStatus.Continue : BodyStatus.Stop;
  }

  private pass(outcome: Outcome, why: string): void {
    this.phase = Phase.Passed;
    this.asked = null;
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
    this.body.clear();
    this.endWait();
    if (this.runtime.config.limits.holdHeaders) this.hidden.show(ACCEPT_ENCODING);
    return BodyStatus.Continue;
  }
}
