import { Slice } from "../bytes/slice";
import { SingleFlight } from "../config/flight";
import { Deadline, Waiter } from "./deadlines";
import { Flight, Follower } from "./flights";
import { Runtime } from "./runtime";
import { Hit } from "./step";

/** The part that a request has in a flight. */
export const enum Role {
  /** None: it waits for nobody, and nobody for it. */
  Alone,
  /** It asks, for all who follow. */
  Leading,
  /** It waits for the leader. */
  Following,
}

/** A request that may have to wait. Its methods are called where any stream may be acted on, but for none that is gone. */
export interface Passenger {
  /** Whether the request still waits; its stream is then the one in effect. */
  reenter(): bool;
  /** The answer that was waited for has come; `reenter` was true. */
  onLanded(answer: Hit): void;
  /** The wait is over without an answer; `reenter` was true. */
  onReleased(): void;
}

/** One request's place among those that ask the same at once. */
export class Seat implements Follower, Waiter {
  private role: Role = Role.Alone;
  private flight: Flight | null = null;
  private deadline: Deadline | null = null;
  private since: i64 = 0;
  /** Whether it has waited as long as it may. */
  private isPatient: bool = true;
  private readonly id: string;

  /** @param id key of the question */
  constructor(
    private readonly runtime: Runtime,
    private readonly passenger: Passenger,
    id: Slice,
  ) {
    this.id = id.toString();
  }

  /**
   * The answer to the question, where another request has just got it; asking for it again would be in vain, as it may
   * be on its way to the store.
   */
  get landed(): Hit | null {
    const flight = this.runtime.flights.find(this.id);
    const answer: Hit | null = flight == null ? null : flight.answer;
    return answer == null ? null : answer.collapsed;
  }

  /** Takes part in asking a question that is in no cache: leads where nobody does yet, and follows where it may. */
  take(isStream: bool): Role {
    if (this.role != Role.Alone || !this.isPatient) return this.role;
    if (this.lead()) return this.role;
    if (this.runtime.config.flight.mode == SingleFlight.All || !isStream) this.follow();
    return this.role;
  }

  /** Leads where nobody does yet; whether it is the leader now. */
  lead(): bool {
    if (this.role != Role.Alone) return true;
    const flights = this.runtime.flights;
    if (flights.find(this.id) != null) return false;
    this.flight = flights.begin(this.id);
    this.role = Role.Leading;
    return true;
  }

  /** The leader has the answer, which it is about to store. */
  land(answer: Hit): void {
    if (this.role == Role.Leading) this.runtime.flights.land(this.flight!, answer);
  }

  /** There is nothing more to wait for: the answer is stored, or there is none. */
  close(): void {
    if (this.role != Role.Leading) return;
    this.role = Role.Alone;
    const flight = this.flight!;
    if (flight.answer == null) this.runtime.flights.fail(flight);
    else this.runtime.flights.close(flight);
  }

  /** The request's stream is gone; an answer may still be on its way to the store. */
  leave(): void {
    if (this.role == Role.Following) {
      this.runtime.flights.leave(this.flight!, this);
      this.endWait("left");
    } else if (this.role == Role.Leading && this.flight!.answer == null) this.close();
  }

  onLanded(answer: Hit): void {
    const isThere = this.passenger.reenter();
    this.endWait(isThere ? "answered" : "left");
    if (isThere) this.passenger.onLanded(answer.collapsed);
  }

  onPromoted(): bool {
    const isThere = this.passenger.reenter();
    this.endWait(isThere ? "promoted" : "left");
    if (!isThere) return false;
    this.role = Role.Leading;
    this.passenger.onReleased();
    return true;
  }

  onDeadline(): void {
    this.runtime.flights.leave(this.flight!, this);
    this.endWait("timeout");
    this.isPatient = false;
    if (this.passenger.reenter()) this.passenger.onReleased();
  }

  private follow(): void {
    const flight = this.runtime.flights.find(this.id)!;
    if (!this.runtime.flights.join(flight, this)) return this.runtime.metrics.turnedAway();
    this.role = Role.Following;
    this.flight = flight;
    this.since = this.runtime.host.now();
    this.deadline = this.runtime.waits.add(this.since + this.runtime.config.flight.timeout, this);
  }

  private endWait(result: string): void {
    this.role = Role.Alone;
    this.deadline!.waiter = null;
    this.runtime.metrics.waited(result, this.runtime.host.now() - this.since);
  }
}
