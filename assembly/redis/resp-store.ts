import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Reply } from "../call/reply";
import { CacheStore } from "./cache-store";
import { Lease } from "./lease";
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
    return answer.isOk ? null : refusal(answer);
  }

  override readLease(reply: Reply): Result<Lease> {
    if (!reply.isOk) return Result.fail<Lease>(reply.fault);
    const answer = RespReply.read(reply.body);
    if (answer.isOk) return Result.ok<Lease>(Lease.GRANTED);
    const isDenied = answer.type == RespType.BulkString && answer.text == null;
    return isDenied ? Result.ok<Lease>(Lease.DENIED) : Result.fail<Lease>(refusal(answer));
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
