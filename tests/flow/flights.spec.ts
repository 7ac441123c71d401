import { Slice } from "../../assembly/bytes/slice";
import { Entry } from "../../assembly/entry/entry";
import { Flight, Flights, Follower } from "../../assembly/flow/flights";
import { Hit } from "../../assembly/flow/step";
import { completionOf } from "../support/chat";
import { ANSWER } from "./texts";

/** Writes down what it hears. */
class Named implements Follower {
  /** Whether it can still ask in the leader's place. */
  isThere: bool = true;

  constructor(
    private readonly name: string,
    private readonly heard: string[],
  ) {}

  onLanded(answer: Hit): void {
    this.heard.push(this.name + " gets " + answer.id.toString());
  }

  onPromoted(): bool {
    this.heard.push(this.isThere ? this.name + " leads" : this.name + " is gone");
    return this.isThere;
  }
}

/** Leads, and has the answer at once. */
class Quick implements Follower {
  constructor(
    private readonly flights: Flights,
    private readonly flight: Flight,
  ) {}

  onLanded(_answer: Hit): void {}

  onPromoted(): bool {
    this.flights.land(this.flight, answer("quick"));
    return true;
  }
}

function answer(id: string): Hit {
  const word = Slice.of("x");
  return new Hit(new Entry(word, word, word, 0, 0, completionOf(ANSWER)), Slice.of(id), -1);
}

/** What has been heard since the last time, and then nothing. */
function taken(heard: string[]): string {
  const text = heard.join(", ");
  heard.length = 0;
  return text;
}

describe("a flight", () => {
  it("is found under its question until it is closed", () => {
    const flights = new Flights(9, 9);
    expect(flights.find("q") == null).toBe(true);
    const flight = flights.begin("q");
    expect(flights.find("q") === flight).toBe(true);
    expect(flights.find("other") == null).toBe(true);
    flights.land(flight, answer("a"));
    expect(flights.find("q")!.answer!.id.toString()).toBe("a");
    flights.close(flight);
    expect(flights.find("q") == null).toBe(true);
    expect(flights.length).toBe(0);
  });

  it("brings its answer to all who follow, in their order and once, not before they are told", () => {
    const heard = new Array<string>();
    const flights = new Flights(9, 9);
    const flight = flights.begin("q");
    expect(flights.join(flight, new Named("b", heard))).toBe(true);
    expect(flights.join(flight, new Named("c", heard))).toBe(true);
    flights.settle();
    expect(taken(heard)).toBe("", "nothing has happened");
    flights.land(flight, answer("a"));
    flights.close(flight);
    expect(taken(heard)).toBe("");
    expect(flights.waiting).toBe(2);
    flights.settle();
    expect(taken(heard)).toBe("b gets a, c gets a");
    expect(flights.waiting).toBe(0);
    flights.settle();
    expect(taken(heard)).toBe("");
  });

  it("whose leader fails is led by the one that has waited longest, and the others wait on", () => {
    const heard = new Array<string>();
    const flights = new Flights(9, 9);
    const flight = flights.begin("q");
    flights.join(flight, new Named("b", heard));
    flights.join(flight, new Named("c", heard));
    flights.fail(flight);
    flights.join(flights.find("q")!, new Named("d", heard));
    expect(taken(heard)).toBe("");
    flights.settle();
    expect(taken(heard)).toBe("b leads");
    expect(flights.waiting).toBe(2);
    flights.settle();
    expect(taken(heard)).toBe("", "one at a time");
    flights.fail(flight);
    flights.settle();
    expect(taken(heard)).toBe("c leads");
    flights.land(flight, answer("a"));
    flights.settle();
    expect(taken(heard)).toBe("d gets a");
    flights.close(flight);
    expect(flights.length).toBe(0);
  });

  it("is led by the next one where the first is gone, and ends where all are", () => {
    const heard = new Array<string>();
    const flights = new Flights(9, 9);
    const flight = flights.begin("q");
    for (let i = 0; i < 3; i++) {
      const follower = new Named("bcd".charAt(i), heard);
      follower.isThere = i == 1;
      flights.join(flight, follower);
    }
    flights.fail(flight);
    flights.settle();
    expect(taken(heard)).toBe("b is gone, c leads");
    flights.fail(flight);
    flights.settle();
    expect(taken(heard)).toBe("d is gone");
    expect(flights.find("q") == null).toBe(true);
    expect(flights.waiting).toBe(0);
  });

  it("ends with its leader where nobody follows", () => {
    const heard = new Array<string>();
    const flights = new Flights(9, 9);
    const flight = flights.begin("q");
    flights.fail(flight);
    expect(flights.find("q") == null).toBe(true);
    flights.begin("q");
    flights.settle();
    expect(flights.length).toBe(1, "the second has not failed");
    const left = flights.begin("r");
    const follower = new Named("b", heard);
    flights.join(left, follower);
    flights.fail(left);
    flights.leave(left, follower);
    flights.settle();
    expect(taken(heard)).toBe("");
    expect(flights.find("r") == null).toBe(true, "all have left in the meantime");
  });

  it("that ends late takes nothing from a later one of the same question", () => {
    const flights = new Flights(9, 9);
    const first = flights.begin("q");
    flights.land(first, answer("a"));
    flights.close(first);
    const second = flights.begin("q");
    flights.close(first);
    expect(flights.find("q") === second).toBe(true);
  });

  it("may have its answer while its followers are told to lead", () => {
    const heard = new Array<string>();
    const flights = new Flights(9, 9);
    const flight = flights.begin("q");
    flights.join(flight, new Quick(flights, flight));
    flights.join(flight, new Named("c", heard));
    flights.fail(flight);
    flights.settle();
    expect(taken(heard)).toBe("");
    flights.settle();
    expect(taken(heard)).toBe("c gets quick");
  });
});

describe("a follower", () => {
  it("that leaves hears no more, and makes room", () => {
    const heard = new Array<string>();
    const flights = new Flights(2, 9);
    const flight = flights.begin("q");
    const first = new Named("b", heard);
    flights.join(flight, first);
    flights.join(flight, new Named("c", heard));
    expect(flights.join(flight, new Named("d", heard))).toBe(false);
    flights.leave(flight, first);
    flights.leave(flight, first);
    expect(flights.waiting).toBe(1);
    expect(flights.join(flight, new Named("e", heard))).toBe(true);
    flights.land(flight, answer("a"));
    flights.settle();
    expect(taken(heard)).toBe("c gets a, e gets a");
  });

  it("finds no place where too many wait, for one answer or for all", () => {
    const heard = new Array<string>();
    const flights = new Flights(2, 3);
    const one = flights.begin("q");
    const two = flights.begin("r");
    expect(flights.join(one, new Named("b", heard))).toBe(true);
    expect(flights.join(one, new Named("c", heard))).toBe(true);
    expect(flights.join(one, new Named("d", heard))).toBe(false);
    expect(flights.join(two, new Named("e", heard))).toBe(true);
    expect(flights.join(two, new Named("f", heard))).toBe(false);
    flights.land(one, answer("a"));
    flights.settle();
    expect(taken(heard)).toBe("b gets a, c gets a");
    expect(flights.join(two, new Named("f", heard))).toBe(true);
    expect(flights.join(two, new Named("g", heard))).toBe(false);
  });
});
