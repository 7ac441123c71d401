import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Reply } from "../call/reply";
import { CacheStore } from "./cache-store";
import { redisSaid } from "./refusal";
import { RespReply, RespType } from "./resp";

/** A way to speak to Redis whose replies are Redis' own. */
export abstract class RespStore extends CacheStore {
  override readGet(reply: Reply): Result<Slice> {
    if (!reply.isOk) return Result.fail<Slice>(reply.fault);
    const answer = RespReply.read(reply.body);
    if (answer.type != RespType.BulkString) return Result.fail<Slice>(refusal(answer));
    const text = answer.text;
    return text == null ? Result.none<Slice>() : Result.ok<Slice>(text);
  }

  override readSet(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const answer = RespReply.read(reply.body);
    const isDone = answer.type == RespType.SimpleString && answer.text!.equals("OK");
    return isDone ? null : refusal(answer);
  }

  override readRemove(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const answer = RespReply.read(reply.body);
    return answer.type == RespType.Integer ? null : refusal(answer);
  }
}

/** Redis' own words where it refused a command. */
function refusal(answer: RespReply): string {
  const text = answer.text;
  if (answer.type == RespType.Error && text != null) return redisSaid(text);
  return "the reply is not what Redis answers";
}
