import { setTimeout as sleep } from "node:timers/promises";
import type { Asked, Client } from "./client.ts";
import type { SoakOptions } from "./options.ts";
import { longQuestion } from "./questions.ts";
import type { Kind, Record } from "./record.ts";

/** Of a hundred long requests, so many want JSON, ask what others ask too, or leave before the end. */
const JSON_OF_100 = 10;
const SHARED_OF_100 = 5;
const LEAVING_OF_100 = 3;
/** Shared questions change so often. */
const SHARED_MS = 10_000;

/** Keeps so many long answers under way until it is stopped. */
export class LongStreams {
  /** Under way now. */
  open = 0;
  private number = 0;
  private isOver = false;
  private readonly client: Client;
  private readonly record: Record;
  private readonly options: SoakOptions;

  constructor(client: Client, record: Record, options: SoakOptions) {
    this.client = client;
    this.record = record;
    this.options = options;
  }

  /** Resolves once the last has ended, after `stop`. */
  async run(): Promise<void> {
    const { streams, streamSeconds } = this.options;
    // They begin one after the other, so that they do not end at once either.
    const step = (1000 * streamSeconds) / Math.max(1, streams);
    await Promise.all(Array.from({ length: streams }, (_, i) => this.keep(i * step)));
  }

  /** None begins any more. */
  stop(): void {
    this.isOver = true;
  }

  private async keep(delayMs: number): Promise<void> {
    await sleep(delayMs);
    while (!this.isOver) {
      const [kind, asked] = this.next();
      this.open++;
      const exchange = await this.client.ask(asked);
      this.open--;
      this.record.note(kind, asked, exchange);
    }
  }

  private next(): [Kind, Asked] {
    const number = ++this.number;
    const place = number % 100;
    if (place < SHARED_OF_100) {
      const moment = Math.floor(Date.now() / SHARED_MS);
      return ["shared", { question: longQuestion("shared", moment), stream: false, alone: true }];
    }
    const isLeaving = place >= 100 - LEAVING_OF_100;
    const leaveAfter = isLeaving ? Math.random() * 1000 * this.options.streamSeconds : null;
    const stream = place >= SHARED_OF_100 + JSON_OF_100;
    return ["long", { question: longQuestion("long", number), stream, leaveAfter, alone: true }];
  }
}
