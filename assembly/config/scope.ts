import { lowerCase } from "../bytes/lower-case";
import { FieldReader } from "./fields";
import { isToken } from "./text-rule";

const CALLER_HEADER = "header:";
const CALLER_CLAIM = "jwt:";

/** Who shares answers with whom. */
export const enum CallerSource {
  /** The gateway's consumer header where there is one, else the credential. */
  Default,
  /** The credential, whatever the gateway says. */
  Credential,
  /** One request header. */
  Header,
  /** One claim of the bearer token. */
  Jwt,
  /** Everyone shares. */
  None,
}

/** A part of the scope that can be switched off. The numbers go into scopes, so they stay as they are. */
export const enum ScopePart {
  /** The gateway's route. */
  Route = 1,
  Model = 2,
  /** Parameters of sampling and effort. */
  Parameters = 4,
  /** Messages of the system and the developer. */
  System = 8,
  /** Messages that are neither the question's nor the system's. */
  History = 16,
  Tools = 32,
  ResponseFormat = 64,
  /** How many answers are wanted. */
  N = 128,
  /** Images, files and sounds. */
  Attachments = 256,
}

/** What must be equal for two requests to share an answer. */
export class ScopeConfig {
  constructor(
    readonly caller: CallerSource,
    /** Name of the header, in lower case, or of the claim. */
    readonly callerName: string,
    /** The sum of the parts that are switched off. */
    readonly off: i32,
  ) {}

  /** Whether a part makes a difference. */
  has(part: ScopePart): bool {
    return (this.off & part) == 0;
  }
}

/** What `caller` says. */
class Caller {
  constructor(
    readonly source: CallerSource,
    readonly name: string = "",
  ) {}
}

/** Section `scope`. */
export function readScope(root: FieldReader): ScopeConfig {
  const fields = root.section("scope");
  if (fields == null) return new ScopeConfig(CallerSource.Default, "", 0);
  const caller = readCaller(fields);
  const off =
    readOff(fields, "route", ScopePart.Route) |
    readOff(fields, "model", ScopePart.Model) |
    readOff(fields, "parameters", ScopePart.Parameters) |
    readOff(fields, "system", ScopePart.System) |
    readOff(fields, "history", ScopePart.History) |
    readOff(fields, "tools", ScopePart.Tools) |
    readOff(fields, "responseFormat", ScopePart.ResponseFormat) |
    readOff(fields, "n", ScopePart.N) |
    readOff(fields, "attachments", ScopePart.Attachments);
  fields.finish();
  return new ScopeConfig(caller.source, caller.name, off);
}

/** `part` where it is switched off, else 0. */
function readOff(fields: FieldReader, name: string, part: ScopePart): i32 {
  return fields.flag(name, true) ? 0 : part;
}

function readCaller(fields: FieldReader): Caller {
  const value = fields.value("caller");
  if (value == null || value.isString("default")) return new Caller(CallerSource.Default);
  if (value.isString("none")) return new Caller(CallerSource.None);
  if (value.isString("credential")) return new Caller(CallerSource.Credential);
  const text = value.text();
  const caller = text == null ? "" : text.toString();
  if (caller.startsWith(CALLER_CLAIM) && caller.length > CALLER_CLAIM.length) {
    return new Caller(CallerSource.Jwt, caller.substring(CALLER_CLAIM.length));
  }
  const header = caller.startsWith(CALLER_HEADER) ? caller.substring(CALLER_HEADER.length) : "";
  if (!isToken(header)) {
    fields.expected("caller", "one of default, credential, header:NAME, jwt:CLAIM, none", value);
  }
  return new Caller(CallerSource.Header, lowerCase(header));
}
