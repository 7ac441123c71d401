import { isHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { DIGEST_DIGITS } from "../entry/digest";
import { Entry } from "../entry/entry";
import { Verdict } from "../judge/judge";
import { ID_DIGITS } from "../key/key";
import { Match, SearchScope } from "../vector/vector-store";
import { Opinion } from "../verifier/opinion";
import { Backends } from "./backends";
import { entryKey } from "./entry-key";
import { Sought } from "./sought";
import { Hit, Step } from "./step";

const NO_GUARDS: string[] = [];

const enum Stage {
  Search,
  /** The entry that the accepted neighbour names. */
  Named,
  /** What the verifier thinks of it. */
  Opinion,
}

/**
 * Searches for a question's neighbours and judges whether one of them asks the same. The part of a look-up that
 * begins with the question's vector, and a machine like it.
 */
export class Judging {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why no neighbour was accepted, as a label; empty otherwise. */
  refusal: string = "";
  /** A document found to be dead, whose removal is to be sent; nobody waits for the reply. */
  removal: Call | null = null;
  /** What is thought of the neighbours; null before they are known, and where the accepted one could not be served. */
  verdict: Verdict | null = null;
  /** Names of the guards that refused a neighbour, one for each refused. */
  guards: string[] = NO_GUARDS;
  private stage: Stage = Stage.Search;
  /** The hit that the verifier is asked about. */
  private found: Hit | null = null;
  private readonly scope: SearchScope;

  /** @param backends have a semantic half */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    private readonly sought: Sought,
  ) {
    this.scope = new SearchScope(sought.key.scope, backends.semantic!.model, sought.now);
  }

  start(vector: Slice): Step {
    return Step.call(this.backends.semantic!.store.search(vector, this.scope));
  }

  /** Takes the reply it waits for. */
  onReply(reply: Reply): Step {
    this.fault = null;
    switch (this.stage) {
      case Stage.Search:
        return this.onMatches(reply);
      case Stage.Named:
        return this.onNamed(reply);
      default:
        return this.onOpinion(reply);
    }
  }

  /** Time is up. */
  onTimeout(): Step {
    if (this.stage == Stage.Opinion) return this.refuse("verifier_unsure");
    return Step.fail(upstreamName(this.upstream));
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.stage) {
      case Stage.Search:
        return Upstream.Vector;
      case Stage.Named:
        return Upstream.Redis;
      default:
        return Upstream.Verifier;
    }
  }

  private fail(fault: string): Step {
    this.fault = fault;
    return Step.fail(upstreamName(this.upstream));
  }

  /** The neighbour that asks the same; there is one once the verdict has accepted it. */
  private get accepted(): Match {
    return this.verdict!.nearest!;
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
    if (own != null) return own;
    const question = this.sought.key.question;
    const verdict = new Verdict(matches, question, this.scope, this.sought.policy!, this.backends.guards);
    this.verdict = verdict;
    this.guards = verdict.refused;
    const expired = verdict.expired;
    if (expired != null) this.remove(expired);
    this.refusal = verdict.refusal;
    if (!verdict.isAccepted) return Step.miss();
    const accepted = this.accepted;
    // Garbled on its way, or a newer filter's: whether its entry is there, asking would not tell.
    if (!isHex(accepted.key, ID_DIGITS)) return this.refuse("entry_unreadable");
    const cache = this.backends.cache;
    if (cache == null) return this.take(accepted.id, accepted.entry);
    this.stage = Stage.Named;
    return Step.call(cache.get(entryKey(this.config.entry.keyPrefix, accepted.key)));
  }

  /** Takes the entry of this very question, which needs no judge; null where there is none, or a cache was asked. */
  private ownAmong(matches: Match[]): Step | null {
    if (this.backends.cache != null) return null;
    for (let i = 0; i < matches.length; i++) {
      const match = matches[i];
      const record = match.entry;
      if (record == null || !match.id.equalsSlice(this.sought.key.id)) continue;
      const entry = this.sought.readAnswer(record);
      if (entry == null || match.expiresAt <= <f64>this.sought.now) return null;
      // One that leads to another entry goes with that one; a copy would stay.
      return this.sought.take(entry, match.key.equalsSlice(match.id) ? record : null);
    }
    return null;
  }

  private onNamed(reply: Reply): Step {
    const found = this.backends.cache!.readGet(reply);
    const fault = found.fault;
    return fault == null ? this.take(this.accepted.key, found.value) : this.fail(fault);
  }

  /** Takes the record `id` that the accepted neighbour leads to; null where there is none any more. */
  private take(id: Slice, value: Slice | null): Step {
    const sought = this.sought;
    const accepted = this.accepted;
    const entry: Entry | null = value == null ? null : this.backends.records.read(id, value);
    // Perhaps a newer filter's, which can read it: the vector stays.
    if (value != null && entry == null) return this.refuse("entry_unreadable");
    if (entry == null || !entry.serves(sought.key.scope, sought.now)) {
      // The vector outlived its entry, or leads to one that can serve nobody who finds it.
      this.remove(accepted);
      return this.refuse("entry_gone");
    }
    const isLink = !accepted.id.equalsSlice(accepted.key);
    if (isLink && !entry.digest.equalsSlice(accepted.digest)) {
      // Another answer has taken the place of the one that the link was made for; a digest of another form says nothing.
      if (isHex(accepted.digest, DIGEST_DIGITS)) this.remove(accepted);
      return this.refuse("entry_changed");
    }
    if (!sought.isYoungEnough(entry)) return Step.miss();
    const isExact = accepted.key.equalsSlice(sought.key.id) && sought.isTheAnswer(entry);
    const hit = new Hit(entry, accepted.key, isExact ? -1 : max<f64>(0, accepted.distance));
    return isExact ? Step.hit(hit) : this.verify(hit, accepted.question);
  }

  /** Has the verifier asked, where there is one, whether the neighbour's question is the same. */
  private verify(hit: Hit, question: Slice): Step {
    const verifier = this.backends.verifier;
    if (verifier == null) return Step.hit(hit);
    const asked = this.sought.key.question;
    if (max(asked.length, question.length) > verifier.maxTextBytes) return this.refuse("verifier_unsure");
    this.stage = Stage.Opinion;
    this.found = hit;
    return Step.call(verifier.askQuestions(asked, question));
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
    this.verdict = null;
    return Step.miss();
  }

  /** Has a dead document removed, unless the store of this question's answer is about to replace it. */
  private remove(match: Match): void {
    if (match.id.equalsSlice(this.sought.key.id)) return;
    this.removal = this.backends.semantic!.store.remove(match.id);
  }
}
