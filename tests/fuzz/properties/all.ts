import type { Property } from "../support/property.ts";
import { answers, streams } from "./answers.ts";
import { configurations } from "./configurations.ts";
import { headers } from "./headers.ts";
import { identity } from "./identity.ts";
import { opinions } from "./opinions.ts";
import { paths } from "./paths.ts";
import { replies } from "./replies.ts";
import { requests } from "./requests.ts";
import { searches } from "./searches.ts";

/** Every property by its name, which is that of its known cases in `known.json` too. */
export const PROPERTIES: Record<string, Property> = {
  requests: requests as Property,
  headers: headers as Property,
  answers: answers as Property,
  streams: streams as Property,
  identity: identity as Property,
  opinions: opinions as Property,
  paths: paths as Property,
  searches: searches as Property,
  replies: replies as Property,
  configurations: configurations as Property,
};
