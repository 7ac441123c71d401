import { setTimeout as sleep } from "node:timers/promises";
import type { Asked, Client } from "./client.ts";
import type { SoakOptions } from "./options.ts";
import { question, reworded } from "./questions.ts";
import type { Kind, Record } from "./record.ts";

/** Of a hundred short requests, those of each kind; known ones are the rest. */
const SHARES: [Kind, number][] = [
  ["new", 15],
  ["similar", 7],
  ["again", 7],
  ["bypass", 10],
];
/** Questions that are asked all the time. */
const KNOWN = 100;
/** One in so many leaves, within some milliseconds. */
const LEAVING = 97;
const LEAVES_WITHIN_MS = 30;
/** A new question is asked again, or in other words, after so long. */
const AGAIN_MS = 2_000;

/** A new question that will be asked again. */
interface Pending {
  question: string;
  at: number;
  /** The calm that it was asked in. */
  calm: number;
}

/** Short requests of all kinds, at the rate that was asked for, until it is stopped. */
export class Mixed {
  private number = 0;
  private isOver = false;
  private due = 0;
  private readonly pending: Pending[] = [];
  private readonly client: Client;
  private readonly record: Record;
  private readonly options: SoakOptions;
  /** The number of the calm that it is in; null in trouble. */
  private readonly calm: () => number | null;

  constructor(client: Client, record: Record, options: SoakOptions, calm: () => number | null) {
    this.client = client;
    this.record = record;
    this.options = options;
    this.calm = calm;
  }

  async run(): Promise<void> {
    this.due = performance.now();
    await Promise.all(Array.from({ length: this.options.atOnce }, () => this.work()));
  }

  stop(): void {
    this.isOver = true;
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      await this.turn();
      const number = ++this.number;
      const kind = kindOf(number);
      const settled = kind === "again" || kind === "similar" ? this.settled() : null;
      if (settled === null) await this.ask(kind === "new" || kind === "bypass" ? kind : "known", number);
      else await (kind === "again" ? this.askAgain(settled) : this.askSimilar(settled));
    }
  }

  /** Waits until the rate allows another. */
  private async turn(): Promise<void> {
    if (this.options.rate === 0) return;
    this.due = Math.max(this.due, performance.now() - 1000) + 1000 / this.options.rate;
    const wait = this.due - performance.now();
    if (wait > 0) await sleep(wait);
  }

  private async ask(kind: Kind, number: number): Promise<void> {
    const asked: Asked = {
      question: kind === "new" ? question("new", number) : question("known", number % KNOWN),
      stream: number % 2 === 1,
      headers: kind === "bypass" ? { "x-ai-cache": "bypass" } : {},
      leaveAfter: number % LEAVING === 0 ? Math.random() * LEAVES_WITHIN_MS : null,
    };
    const calm = this.calm();
    const exchange = await this.client.ask(asked);
    this.record.note(kind, asked, exchange);
    if (kind === "new" && calm !== null && exchange.cache === "miss" && exchange.text !== null) {
      this.pending.push({ question: asked.question, at: performance.now(), calm });
    }
  }

  /** Asks a new question of this calm again; what was answered then has to be stored by now. */
  private async askAgain({ question, calm }: Pending): Promise<void> {
    const asked = { question, stream: this.number % 2 === 0 };
    const exchange = await this.client.ask(asked);
    this.record.note("again", asked, exchange);
    if (exchange.cache === "miss" && calm === this.calm()) this.record.lost++;
  }

  private async askSimilar(pending: Pending): Promise<void> {
    const asked = { question: reworded(pending.question), stream: this.number % 2 === 0 };
    this.record.note("similar", asked, await this.client.ask(asked), pending.question);
  }

  /** A new question of this calm that has been there for a while, once; null where there is none. */
  private settled(): Pending | null {
    const { pending } = this;
    while (pending.length > 0 && pending[0]!.calm !== this.calm()) pending.shift();
    if (pending.length === 0 || pending[0]!.at + AGAIN_MS > performance.now()) return null;
    return pending.shift()!;
  }
}

function kindOf(number: number): Kind {
  // 37 is prime to 100: kinds come mixed, not one after the other.
  let place = (number * 37) % 100;
  for (const [kind, share] of SHARES) {
    if (place < share) return kind;
    place -= share;
  }
  return "known";
}
