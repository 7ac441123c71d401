import { SingleFlight } from "../../assembly/config/flight";
import { CACHE, EMBEDDING, VECTOR, configOf, expectVerdicts } from "./reading";

/** A configuration with a cache whose entries live for a minute, and these further fields. */
function brief(fields: string): string {
  return "{" + CACHE.replace("}", ",'cacheTTL':60}") + fields + "}";
}

describe("singleFlight", () => {
  it("is for JSON unless told, and bounded", () => {
    const flight = configOf(brief("")).flight;
    expect(flight.mode).toBe(SingleFlight.Json);
    expect(flight.timeout).toBe(10000);
    expect(flight.waiters).toBe(128);
    expect(flight.workerWaiters).toBe(1024);
  });

  it("takes what is given", () => {
    const flight = configOf(
      brief(
        ",'singleFlight':'all','singleFlightTimeout':5000,'singleFlightWaiters':3,'singleFlightWorkerWaiters':4",
      ),
    ).flight;
    expect(flight.mode).toBe(SingleFlight.All);
    expect(flight.timeout).toBe(5000);
    expect(flight.waiters).toBe(3);
    expect(flight.workerWaiters).toBe(4);
    expect(configOf(brief(",'singleFlight':'json'")).flight.mode).toBe(SingleFlight.Json);
    expect(configOf(brief(",'singleFlight':'off'")).flight.mode).toBe(SingleFlight.Off);
  });

  it("says what is wrong with it", () => {
    expectVerdicts([
      brief(",'singleFlight':true"),
      "singleFlight: expected one of json, all, off, got true",
      brief(",'singleFlight':'JSON'"),
      "singleFlight: expected one of json, all, off, got 'JSON'",
      brief(",'singleFlightTimeout':0"),
      "singleFlightTimeout: expected an integer from 1 to 600000, got 0",
      brief(",'singleFlightWaiters':0"),
      "singleFlightWaiters: expected an integer from 1 to 1000000, got 0",
      brief(",'singleFlightWorkerWaiters':1.5"),
      "singleFlightWorkerWaiters: expected an integer from 1 to 1000000, got 1.5",
      brief(
        ",'singleFlight':'off','singleFlightTimeout':1,'singleFlightWaiters':1,'singleFlightWorkerWaiters':1",
      ),
      "singleFlightTimeout: not used with singleFlight off, ignored\n" +
        "singleFlightWaiters: not used with singleFlight off, ignored\n" +
        "singleFlightWorkerWaiters: not used with singleFlight off, ignored",
    ]);
  });
});

describe("staleTTL and ttlJitter", () => {
  it("are off unless told", () => {
    const life = configOf(brief("")).life;
    expect(life.staleTTL).toBe(0);
    expect(life.jitter).toBe(0);
  });

  it("take what is given", () => {
    const life = configOf(brief(",'staleTTL':600,'ttlJitter':0.25")).life;
    expect(life.staleTTL).toBe(600);
    expect(life.jitter).toBe(0.25);
  });

  it("say what is wrong with them", () => {
    expectVerdicts([
      brief(",'staleTTL':-1"),
      "staleTTL: expected an integer from 0 to 2147483647, got -1",
      brief(",'ttlJitter':1.01"),
      "ttlJitter: expected a number from 0 to 1, got 1.01",
      brief(",'ttlJitter':'10%'"),
      "ttlJitter: expected a number from 0 to 1, got '10%'",
    ]);
  });

  it("are not used where nothing expires, or nothing is kept beyond its end", () => {
    const cacheless = "{" + EMBEDDING + "," + VECTOR + ",'cacheTTL':60,'staleTTL':9,'ttlJitter':0.1}";
    expectVerdicts([
      "{" + CACHE + ",'staleTTL':9,'ttlJitter':0.1}",
      "staleTTL: not used without cacheTTL, ignored\nttlJitter: not used without cacheTTL, ignored",
      cacheless,
      "staleTTL: not used without cache, ignored",
    ]);
    expect(configOf("{" + CACHE + ",'staleTTL':9}").life.staleTTL).toBe(0);
    expect(configOf(cacheless).life.staleTTL).toBe(0);
    expect(configOf(cacheless).life.jitter).toBe(0.1);
  });
});
