import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { cosineDistance } from "../embedding/distance";
import { Entry } from "../entry/entry";
import { Opinion } from "../verifier/opinion";
import { Agreement } from "./agreement";
import { Backends } from "./backends";
import { Check } from "./check";
import { Compared } from "./compared";
import { entryKey } from "./entry-key";

/** Entries that one answer is compared with at most. */
const MOST: i32 = 5;

/**
 * Finds out whether a fresh answer says the same as the entries that its question's nearest neighbours lead to: by their
 * digests, else by the distance of the answers' embeddings, else, for the first, by asking the verifier where there is
 * one. Answers that contradict each other are never the same. A machine like the look-up: each method returns the next
 * call, or null when all is found.
 */
export class Comparison {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Whom it waits for. */
  upstream: Upstream = Upstream.Redis;
  /** The neighbours, nearest first; one at least. */
  private readonly compared: Compared[] = [];
  /** Those whose texts were sent to be embedded. */
  private embedded: Compared[] = [];
  /** The texts that are to be embedded, the fresh answer's first, and those vectors of them that have come. */
  private readonly texts: Slice[] = [];
  private readonly vectors: Slice[] = [];
  /** How many entries have been asked for. */
  private asked: i32 = 0;
  private readonly text: Slice;
  private readonly digest: Slice;

  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    check: Check,
    private readonly fresh: Entry,
  ) {
    this.text = fresh.completion.text();
    this.digest = fresh.digest;
    const most = check.isLink ? MOST : 1;
    for (let i = 0; i < check.fit.length && this.compared.length < most; i++) {
      const match = check.fit[i];
      const isWorthIt = i == 0 || match.distance < config.link.within;
      if (isWorthIt && !this.has(match.key)) this.compared.push(new Compared(match));
    }
  }

  /** What comparing with the nearest has shown. */
  get agreement(): Agreement {
    return this.compared[0].agreement;
  }

  /** The nearest that says the same; null where none does. */
  get same(): Compared | null {
    for (let i = 0; i < this.compared.length; i++) {
      if (this.compared[i].agreement == Agreement.Same) return this.compared[i];
    }
    return null;
  }

  start(): Call | null {
    const cache = this.backends.cache;
    if (cache == null) {
      for (let i = 0; i < this.compared.length; i++) {
        const match = this.compared[i].match;
        this.read(i, match.id, match.entry);
      }
      return this.compare();
    }
    if (this.digest.equalsSlice(this.compared[0].digest)) {
      this.compared[0].agreement = Agreement.Same;
      return null;
    }
    return this.fetch();
  }

  onReply(reply: Reply): Call | null {
    this.fault = null;
    switch (this.upstream) {
      case Upstream.Redis:
        return this.onEntry(reply);
      case Upstream.Embedding:
        return this.onVectors(reply);
      default:
        return this.onOpinion(reply);
    }
  }

  /** Reads the record `id`, to which a neighbour leads; null where that is gone. */
  private read(index: i32, id: Slice, record: Slice | null): void {
    const entry: Entry | null = record == null ? null : this.backends.records.read(id, record);
    this.compared[index].read(entry, this.fresh);
  }

  private has(key: Slice): bool {
    for (let i = 0; i < this.compared.length; i++)
      if (this.compared[i].match.key.equalsSlice(key)) return true;
    return false;
  }

  private fetch(): Call {
    const key = this.compared[this.asked++].match.key;
    return this.backends.cache!.get(entryKey(this.config.entry.keyPrefix, key));
  }

  private onEntry(reply: Reply): Call | null {
    const found = this.backends.cache!.readGet(reply);
    this.fault = found.fault;
    const last = this.asked - 1;
    this.read(last, this.compared[last].match.key, found.value);
    return this.asked < this.compared.length ? this.fetch() : this.compare();
  }

  /** Tells what digests and guards tell, and has the rest embedded. */
  private compare(): Call | null {
    const embedder = this.backends.semantic!.embedder;
    this.texts.push(this.text);
    for (let i = 0; i < this.compared.length; i++) {
      const one = this.compared[i];
      if (!one.isRead) continue;
      if (one.digest.equalsSlice(this.digest)) one.agreement = Agreement.Same;
      else if (this.backends.guards.refusal(this.text, one.text) != "") one.agreement = Agreement.Different;
      else if (max(one.text.length, this.text.length) <= embedder.maxTextBytes) {
        // What the embedding model would cut off could make the difference, hence the bound.
        this.texts.push(one.text);
        this.embedded.push(one);
      }
    }
    if (this.embedded.length == 0) return this.ask();
    this.upstream = Upstream.Embedding;
    return this.embed();
  }

  /** Asks for the next vectors, as many as one call brings. */
  private embed(): Call {
    return this.backends.semantic!.embedder.embedAll(this.batch, this.fresh.created);
  }

  private get batch(): Slice[] {
    const from = this.vectors.length;
    return this.texts.slice(from, from + this.backends.semantic!.embedder.maxTexts);
  }

  private onVectors(reply: Reply): Call | null {
    const read = this.backends.semantic!.embedder.readVectors(reply, this.batch.length);
    this.fault = read.fault;
    const came = read.value;
    if (came == null) return this.ask();
    for (let i = 0; i < came.length; i++) this.vectors.push(came[i]);
    if (this.vectors.length < this.texts.length) return this.embed();
    const vectors = this.vectors;
    for (let i = 0; i < this.embedded.length; i++) {
      const distance = cosineDistance(vectors[0], vectors[i + 1]);
      // Of other lengths, or of no direction: that says nothing.
      if (isNaN(distance)) continue;
      const isSame = distance < this.config.link.distance;
      this.embedded[i].agreement = isSame ? Agreement.Same : Agreement.Different;
    }
    return this.ask();
  }

  /** Asks the verifier about the nearest, where there is one and its answer was not near enough. */
  private ask(): Call | null {
    const verifier = this.backends.verifier;
    const first = this.compared[0];
    const isOpen = first.isRead && first.agreement != Agreement.Same;
    if (verifier == null || !isOpen) return null;
    const longest = max(this.fresh.question.length, max(this.text.length, first.text.length));
    if (longest > verifier.maxTextBytes) return null;
    if (first.agreement == Agreement.Different && !this.embedded.includes(first)) return null;
    this.upstream = Upstream.Verifier;
    return verifier.askAnswers(this.fresh.question, this.text, first.text);
  }

  private onOpinion(reply: Reply): Call | null {
    const read = this.backends.verifier!.readOpinion(reply);
    this.fault = read.fault;
    const opinion = read.value;
    if (opinion == Opinion.SAME) this.compared[0].agreement = Agreement.Same;
    if (opinion == Opinion.DIFFERENT) this.compared[0].agreement = Agreement.Different;
    return null;
  }
}
