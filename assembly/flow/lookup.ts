import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config, Policy } from "../config/config";
import { digestOf } from "../entry/digest";
import { Entry } from "../entry/entry";
import { Candidate, judge } from "../judge/judge";
import { Key } from "../key/key";
import { CacheStore } from "../redis/cache-store";
import { Match, SearchScope } from "../vector/vector-store";
import { Opinion } from "../verifier/opinion";
import { Backends, Semantic } from "./backends";
import { entryKey } from "./entry-key";
import { whyExactOnly } from "./exact-only";
import { Hit, Step } from "./step";

/** The one reply that a look-up waits for. */
export const enum Waiting {
  Nothing,
  /** The entry of this very question. */
  Exact,
  Embedding,
  Search,
  /** The entry that the accepted neighbour names. */
  Named,
  /** What the verifier thinks of it. */
  Opinion,
}

/** Whether a document leads to the entry of another question than its own. */
function isLink(match: Match): bool {
  return !match.id.equalsSlice(match.key);
}

/**
 * Looks for an answer, as a machine without a proxy: each method takes what has arrived and returns what to do
 * next. Whatever fails on the way ends in `Step.fail`, never in an error for the client.
 */
export class Lookup {
  waiting: Waiting = Waiting.Nothing;
  /** The question's vector, as soon as it is known: the store needs it too. */
  vector: Slice | null = null;
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why no neighbour was accepted, or none looked for, as a label; empty otherwise. */
  refusal: string = "";
  /** A document found to be dead, whose removal is to be sent; nobody waits for the reply. */
  removal: Call | null = null;
  /** The neighbour that is likeliest to ask the same, taken or not; null where there is none. */
  candidate: Candidate | null = null;
  /** All neighbours that come into question, nearest first. */
  fit: Match[] = [];
  /** Names of the guards that refused a neighbour, one for each refused. */
  guards: string[] = [];
  /** Whether it gave up because time was up. */
  isLate: bool = false;
  /** The hit that the verifier is asked about. */
  private found: Hit | null = null;

  /**
   * @param policy when a neighbour is taken for the same question; null where none is looked for
   * @param now seconds since 1970
   * @param maxAge oldest answer that will do, in seconds; -1 for any
   */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    private readonly policy: Policy | null,
    private readonly key: Key,
    private readonly now: i64,
    private readonly maxAge: i32,
  ) {}

  start(): Step {
    const cache = this.backends.cache;
    return cache == null ? this.embed() : this.fetch(cache, Waiting.Exact, this.key.id);
  }

  /** Takes the reply it waits for. */
  onReply(reply: Reply): Step {
    this.fault = null;
    switch (this.waiting) {
      case Waiting.Exact:
        return this.onExact(reply);
      case Waiting.Embedding:
        return this.onVector(reply);
      case Waiting.Search:
        return this.onMatches(reply);
      case Waiting.Named:
        return this.onNamed(reply);
      case Waiting.Opinion:
        return this.onOpinion(reply);
      default:
        return Step.miss();
    }
  }

  /** Time is up: whatever is on its way comes too late for the client. */
  onTimeout(): Step {
    this.isLate = true;
    this.fault = "no reply in time";
    if (this.waiting == Waiting.Opinion) return this.refuse("verifier_unsure");
    return Step.fail(upstreamName(this.upstream));
  }

  /** Takes the vector that came after the look-up gave up. */
  onLateVector(reply: Reply): void {
    const semantic = this.backends.semantic;
    if (semantic != null) this.vector = semantic.embedder.readVector(reply).value;
    this.waiting = Waiting.Nothing;
  }

  /** Whether the same question in other words may be looked for. */
  get isSemantic(): bool {
    const semantic = this.backends.semantic;
    if (semantic == null || semantic.pause.isOn(this.now) || semantic.preparation.isOff(this.now))
      return false;
    return whyExactOnly(this.key, this.config, semantic) == "";
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.waiting) {
      case Waiting.Embedding:
        return Upstream.Embedding;
      case Waiting.Search:
        return Upstream.Vector;
      case Waiting.Opinion:
        return Upstream.Verifier;
      default:
        return Upstream.Redis;
    }
  }

  private fetch(cache: CacheStore, waiting: Waiting, id: Slice): Step {
    this.waiting = waiting;
    return Step.call(cache.get(entryKey(this.config.entry.keyPrefix, id)));
  }

  private embed(): Step {
    const semantic = this.backends.semantic;
    if (semantic == null) return Step.miss();
    this.refusal = whyExactOnly(this.key, this.config, semantic);
    if (this.refusal != "") return Step.miss();
    if (semantic.preparation.isOff(this.now)) return this.pass(semantic.preparation.refusal);
    if (semantic.pause.isOn(this.now)) {
      this.refusal = "rate_limited";
      return Step.fail(upstreamName(Upstream.Embedding));
    }
    this.waiting = Waiting.Embedding;
    return Step.call(semantic.embedder.embed(this.key.question, this.now));
  }

  /** The store's collection cannot be searched, which is a failure only where the store has failed. */
  private pass(refusal: string): Step {
    this.refusal = refusal;
    const hasFailed = this.backends.semantic!.preparation.hasFailed;
    return hasFailed ? Step.fail(upstreamName(Upstream.Vector)) : Step.miss();
  }

  private fail(fault: string): Step {
    this.fault = fault;
    return Step.fail(upstreamName(this.upstream));
  }

  private onExact(reply: Reply): Step {
    const found = this.backends.cache!.readGet(reply);
    const fault = found.fault;
    if (fault != null) return this.fail(fault);
    const value = found.value;
    const entry: Entry | null = value == null ? null : Entry.read(value);
    return entry != null && this.isTheAnswer(entry) ? this.takeExact(entry) : this.embed();
  }

  private takeExact(entry: Entry): Step {
    // An entry that is right but too old for this client ends the look-up: no neighbour would be any righter.
    if (!this.isYoungEnough(entry)) return Step.miss();
    return Step.hit(new Hit(entry, this.key.id, -1));
  }

  private onVector(reply: Reply): Step {
    const semantic = this.backends.semantic!;
    const read = semantic.embedder.readVector(reply);
    const vector = read.value;
    if (vector == null) return this.fail(read.fault!);
    this.vector = vector;
    this.waiting = Waiting.Search;
    const refusal = semantic.preparation.refusalOf(vector);
    if (refusal != "") return this.pass(refusal);
    return Step.call(semantic.store.search(vector, this.searchScope(semantic)));
  }

  private onMatches(reply: Reply): Step {
    const semantic = this.backends.semantic!;
    const read = semantic.store.readMatches(reply);
    const matches = read.value;
    if (matches == null) {
      if (semantic.store.isGone(reply)) semantic.preparation.forget();
      return this.fail(read.fault!);
    }
    const own = this.ownAmong(matches);
    if (own != null) return this.takeExact(own);
    const scope = this.searchScope(semantic);
    const verdict = judge(matches, this.key.question, scope, this.policy!, this.backends.guards);
    const expired = verdict.expired;
    if (expired != null) this.remove(expired);
    this.refusal = verdict.refusal;
    this.candidate = verdict.candidate;
    this.fit = verdict.fit;
    this.guards = verdict.guards;
    if (!verdict.isAccepted) return Step.miss();
    const accepted = verdict.candidate!.match;
    const cache = this.backends.cache;
    return cache == null ? this.take(accepted.entry) : this.fetch(cache, Waiting.Named, accepted.key);
  }

  /** The entry of this very question, which needs no judge; null where it is not there, or a cache has been asked. */
  private ownAmong(matches: Match[]): Entry | null {
    if (this.backends.cache != null) return null;
    for (let i = 0; i < matches.length; i++) {
      const match = matches[i];
      const record = match.entry;
      if (record == null || !match.id.equalsSlice(this.key.id)) continue;
      const entry = Entry.read(record);
      const isAlive = match.expiresAt > <f64>this.now;
      return entry != null && isAlive && this.isTheAnswer(entry) ? entry : null;
    }
    return null;
  }

  private onNamed(reply: Reply): Step {
    const found = this.backends.cache!.readGet(reply);
    const fault = found.fault;
    return fault == null ? this.take(found.value) : this.fail(fault);
  }

  /** Takes the record that the accepted neighbour leads to; null where there is none any more. */
  private take(value: Slice | null): Step {
    const accepted = this.candidate!.match;
    const entry: Entry | null = value == null ? null : Entry.read(value);
    // Perhaps a newer filter's, which can read it: the vector stays.
    if (value != null && entry == null) return this.refuse("entry_unreadable");
    if (entry == null || !entry.serves(this.key.scope, this.now)) {
      // The vector outlived its entry, or leads to one that can serve nobody who finds it.
      this.remove(accepted);
      return this.refuse("entry_gone");
    }
    if (isLink(accepted) && !digestOf(entry.completion).equalsSlice(accepted.digest)) {
      // Another answer has taken the place of the one that the link was made for.
      this.remove(accepted);
      return this.refuse("entry_changed");
    }
    if (!this.isYoungEnough(entry)) return Step.miss();
    const isExact = accepted.key.equalsSlice(this.key.id) && this.isTheAnswer(entry);
    const hit = new Hit(entry, accepted.key, isExact ? -1 : max<f64>(0, accepted.distance));
    return isExact ? Step.hit(hit) : this.verify(hit, accepted.question);
  }

  /** Has the verifier asked, where there is one, whether the neighbour's question is the same. */
  private verify(hit: Hit, question: Slice): Step {
    const verifier = this.backends.verifier;
    if (verifier == null) return Step.hit(hit);
    const longest = max(this.key.question.length, question.length);
    if (longest > verifier.maxTextBytes) return this.refuse("verifier_unsure");
    this.waiting = Waiting.Opinion;
    this.found = hit;
    return Step.call(verifier.askQuestions(this.key.question, question));
  }

  private onOpinion(reply: Reply): Step {
    const read = this.backends.verifier!.readOpinion(reply);
    this.fault = read.fault;
    const opinion = read.value;
    if (opinion == Opinion.SAME) return Step.hit(this.found!);
    return this.refuse(opinion == Opinion.DIFFERENT ? "verifier_different" : "verifier_unsure");
  }

  /** The accepted neighbour cannot be served, nor says it anything about others that are as near. */
  private refuse(reason: string): Step {
    this.refusal = reason;
    this.candidate = null;
    return Step.miss();
  }

  /** Has a dead document removed, unless the store of this question's answer is about to replace it. */
  private remove(match: Match): void {
    if (match.id.equalsSlice(this.key.id)) return;
    this.removal = this.backends.semantic!.store.remove(match.id);
  }

  /** Whether an entry found under this question's own key is what it should be. */
  private isTheAnswer(entry: Entry): bool {
    return entry.serves(this.key.scope, this.now) && entry.question.equalsSlice(this.key.question);
  }

  private isYoungEnough(entry: Entry): bool {
    return this.maxAge < 0 || entry.age(this.now) <= this.maxAge;
  }

  private searchScope(semantic: Semantic): SearchScope {
    return new SearchScope(this.key.scope, semantic.model, this.now);
  }
}
