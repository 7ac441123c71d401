import { Slice } from "../bytes/slice";
import { Config } from "./config";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** What rules look at, read only when one asks. */
export abstract class Subject {
  /** `route_name`; empty where there is none. */
  abstract get route(): Slice;
  /** `:authority` without its port; empty where there is none. */
  abstract get domain(): Slice;
  /** `cluster_name`; empty where there is none. */
  abstract get cluster(): Slice;
}

/**
 * Which requests a rule is for, by the fields that Higress makes of a WasmPlugin's `matchRules`
 * (https://github.com/higress-group/wasm-go/blob/main/pkg/matcher/rule_matcher.go).
 */
export class Match {
  constructor(
    private readonly routes: string[],
    private readonly domains: string[],
    private readonly services: string[],
    private readonly routePrefixes: string[],
  ) {}

  /** The conditions of one rule, of which there must be at least one. */
  static read(fields: FieldReader): Match {
    const routes = readList(fields, "_match_route_");
    const domains = readList(fields, "_match_domain_");
    const services = readList(fields, "_match_service_");
    const prefixes = readList(fields, "_match_route_prefix_");
    if (routes.length + domains.length + services.length + prefixes.length == 0) {
      const what =
        "an array of one string or more (or _match_domain_, _match_service_, _match_route_prefix_)";
      fields.expected("_match_route_", what, null);
    }
    return new Match(routes, domains, services, prefixes);
  }

  /** A route and a service go together; else the first kind of condition given is the only one that counts. */
  holds(subject: Subject): bool {
    if (this.routes.length > 0) {
      return this.isRoute(subject) && (this.services.length == 0 || this.isService(subject));
    }
    if (this.domains.length > 0) return this.isDomain(subject);
    if (this.services.length > 0) return this.isService(subject);
    return this.isRoutePrefix(subject);
  }

  private isRoute(subject: Subject): bool {
    const route = subject.route;
    for (let i = 0; i < this.routes.length; i++) if (route.equals(this.routes[i])) return true;
    return false;
  }

  private isRoutePrefix(subject: Subject): bool {
    const route = subject.route.toString();
    for (let i = 0; i < this.routePrefixes.length; i++) {
      if (route.startsWith(this.routePrefixes[i])) return true;
    }
    return false;
  }

  private isDomain(subject: Subject): bool {
    const domain = subject.domain.toString();
    for (let i = 0; i < this.domains.length; i++) if (fits(domain, this.domains[i])) return true;
    return false;
  }

  /** A cluster of Istio or Higress is `direction|port|subset|name`; a rule names it with or without the port. */
  private isService(subject: Subject): bool {
    const parts = subject.cluster.toString().split("|");
    if (parts.length != 4) return false;
    const name = parts[3];
    const named = name + ":" + parts[1];
    for (let i = 0; i < this.services.length; i++) {
      if (this.services[i] == name || this.services[i] == named) return true;
    }
    return false;
  }
}

/** One configuration and the requests it is for. */
export class Rule {
  constructor(
    readonly config: Config,
    /** Null for all requests. */
    private readonly match: Match | null = null,
  ) {}

  /** Whether it is for all requests. */
  get isGlobal(): bool {
    return this.match == null;
  }

  matches(subject: Subject): bool {
    const match = this.match;
    return match == null || match.holds(subject);
  }
}

/** `*` at the beginning stands for any beginning, at the end for any end. */
function fits(domain: string, pattern: string): bool {
  if (pattern.startsWith("*")) return domain.endsWith(pattern.substring(1));
  if (pattern.endsWith("*")) return domain.startsWith(pattern.substring(0, pattern.length - 1));
  return domain == pattern;
}

function readList(fields: FieldReader, name: string): string[] {
  // Higress sends an empty list for a kind of condition that is not used.
  const value = fields.value(name);
  if (value != null && value.isArray && value.element(0) == null) return [];
  return fields.texts(name, TextRule.Any, []);
}
