package higress

import (
	"encoding/json"
	"testing"
)

// What Higress's own plugin writes for the access log: JSON text, escaped as the inside of a JSON string.
const (
	logHit  = `{\"cache_status\":\"hit\"}`
	logMiss = `{\"cache_status\":\"miss\"}`
	logSkip = `{\"cache_status\":\"skip\"}`
)

func TestAccessLog(t *testing.T) {
	scenario(t, "a miss", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		s.respondUnfinished(plainHeaders)
		g.mustLog(logMiss)
	})

	scenario(t, "a failing Redis", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(timeout, "")
		s.respondUnfinished(plainHeaders)
		g.mustLog(logMiss)
	})

	scenario(t, "an exact hit", exact, func(g *gateway) {
		entry := g.store(paris)
		s := g.ask(chat(paris))
		g.redisCall("GET").found(entry.value)
		g.mustLog(logHit)
		// The reply passes the filter as a response, and stays a hit.
		reply := s.mustReply()
		reply.headers[":status"] = "200"
		s.respond(reply.headers, reply.body)
		g.mustLog(logHit)
	})

	scenario(t, "a semantic hit", semantic, func(g *gateway) {
		entry, neighbour := g.storeSemantic(paris)
		g.miss(tellMe, neighbour.at(0.05))
		g.redisCall("GET").found(entry.value)
		g.mustLog(logHit)
	})

	scenario(t, "a request that skips the cache", exact, func(g *gateway) {
		s := g.request([]header{{"x-higress-skip-ai-cache", "on"}}, chat(paris))
		s.respondUnfinished(plainHeaders)
		g.mustLog(logSkip)
	})

	scenario(t, "what other plugins have written stays", exact, func(g *gateway) {
		g.setProperty("ai_log", `{\"model\":\"qwen \\\"max\\\"\",\"input_token\":9,\"cache_status\":\"?\",\"nested\":{\"a\":[1,2]}}`)
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		s.respondUnfinished(plainHeaders)
		var text string
		if err := json.Unmarshal([]byte(`"`+g.property("ai_log")+`"`), &text); err != nil {
			g.Fatalf("%v in %s", err, g.property("ai_log"))
		}
		g.mustBeJSON(text, `{"model":"qwen \"max\"","input_token":9,"cache_status":"miss","nested":{"a":[1,2]}}`)
	})

	scenario(t, "an empty object is filled", exact, func(g *gateway) {
		g.setProperty("ai_log", `{}`)
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		s.respondUnfinished(plainHeaders)
		g.mustLog(logMiss)
	})

	for name, text := range map[string]string{
		"text that is no JSON": `hello`, "JSON that is not escaped": `{"model":"m"}`, "a list": `[1]`, "an open end": `{\"a\":1`,
	} {
		scenario(t, name+" is left alone", exact, func(g *gateway) {
			g.setProperty("ai_log", text)
			s := g.ask(chat(paris))
			g.redisCall("GET").reply(done, null)
			s.respondUnfinished(plainHeaders)
			g.mustLog(text)
		})
	}
}

func (g *gateway) mustLog(want string) {
	g.Helper()
	if got := g.property("ai_log"); got != want {
		g.Errorf("ai_log is %s, want %s", got, want)
	}
}
