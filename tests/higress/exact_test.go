package higress

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	redis    = `"cache":{"type":"redis","serviceName":"redis.static","servicePort":6379,"cacheTTL":3600}`
	exact    = `{` + redis + `}`
	local    = `{` + redis + `,"local":{}}`
	redisAt  = "outbound|6379||redis.static"
	newYear  = 1640995200
	bodyJSON = `application/json`
)

var entryKey = regexp.MustCompile(`^[a-z-]*ai-cache:[0-9a-f]{64}$`)

func TestExactLookUp(t *testing.T) {
	scenario(t, "a miss asks Redis once and goes on", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		get := g.redisCall("GET")
		if get.cluster != redisAt || len(get.args) != 2 || !entryKey.MatchString(get.key()) {
			g.Errorf("got %s to %s", get.args, get.cluster)
		}
		get.reply(done, null)
		s.mustGoOn()
		g.mustBeQuiet()
		got := s.respond(plainHeaders, answer)
		if got["x-ai-cache"] != "miss" || got["cache-status"] != "ai-cache; fwd=uri-miss; fwd-status=200" {
			g.Errorf("got %v", got)
		}
		if got["x-ai-cache-key"] != get.key()[len(get.key())-64:] {
			g.Errorf("got key %s, asked for %s", got["x-ai-cache-key"], get.key())
		}
	})

	scenario(t, "the same question is answered at once, and Redis is not asked", local, func(g *gateway) {
		first := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		first.respond(plainHeaders, answer)
		g.redisCall("SET").reply(done, ok)
		got := g.request(nil, chat(paris)).mustReply()
		if got.headers["x-ai-cache"] != "hit" || !strings.HasSuffix(got.headers["cache-status"], "; detail=local") {
			g.Errorf("got %v", got.headers)
		}
		g.mustBeJSON(got.body, answer)
		g.mustBeQuiet()
	})

	scenario(t, "the headers wait for the look-up, so that a hit costs the model nothing", exact, func(g *gateway) {
		s := g.open(nil)
		if !s.isHeld() {
			g.Error("the headers went on")
		}
	})

	scenario(t, "the model is not asked for a compressed answer", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		if _, isThere := s.upstreamHeaders()["accept-encoding"]; isThere {
			g.Errorf("got %v", s.upstreamHeaders())
		}
	})

	scenario(t, "an answer is stored as one record that expires", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		key := g.redisCall("GET").key()
		g.redisCall("GET").reply(done, null)
		s.respond(plainHeaders, answer[:50], answer[50:])
		set := g.redisCall("SET")
		if set.cluster != redisAt || len(set.args) != 5 || set.key() != key {
			g.Fatalf("got %q to %s", set.args, set.cluster)
		}
		if set.args[3] != "EX" || set.args[4] != "3600" {
			g.Errorf("got %q", set.args[3:])
		}
		r := stored{key, set.args[2]}.record(g)
		if r.V != 1 || r.Model != "qwen-max" || r.Question != paris || len(r.Scope) != 64 {
			g.Errorf("got %+v", r)
		}
		if r.Created-newYear > 60 || r.Created < newYear || r.Expires != r.Created+3600 {
			g.Errorf("created at %d, expires at %d", r.Created, r.Expires)
		}
		g.mustBeJSON(string(r.Completion), answer)
		set.reply(done, ok)
		g.mustBeQuiet()
	})

	noTTL := `{"cache":{"type":"redis","serviceName":"redis.static","servicePort":6379}}`
	scenario(t, "without a TTL it does not expire", noTTL, func(g *gateway) {
		g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		g.streams[0].respond(plainHeaders, answer)
		set := g.redisCall("SET")
		r := stored{set.key(), set.args[2]}.record(g)
		if len(set.args) != 3 || r.Expires != 0 {
			g.Errorf("got %q", set.args)
		}
	})

	scenario(t, "a hit is answered in place of the model", exact, func(g *gateway) {
		entry := g.store(paris)
		s := g.ask(chat(paris))
		get := g.redisCall("GET")
		if get.key() != entry.key {
			g.Fatalf("stored under %s, asked for %s", entry.key, get.key())
		}
		get.found(entry.value)
		reply := s.mustReply()
		if reply.status != 200 || reply.details != "ai-cache.hit" {
			g.Errorf("got status %d, details %q", reply.status, reply.details)
		}
		g.mustBeJSON(reply.body, answer)
		h := reply.headers
		if mediaType(h) != bodyJSON || h["x-ai-cache"] != "hit" || h["x-ai-cache-key"] != entry.id() {
			g.Errorf("got %v", h)
		}
		if h["cache-status"] != "ai-cache; hit; ttl=3600; detail=exact" || h["age"] != "0" {
			g.Errorf("got %v", h)
		}
		g.mustBeQuiet()
	})

	scenario(t, "a hit is not recorded again when it passes the filter as a response", exact, func(g *gateway) {
		entry := g.store(paris)
		s := g.ask(chat(paris))
		g.redisCall("GET").found(entry.value)
		reply := s.mustReply()
		before := len(reply.headers)
		reply.headers[":status"] = "200"
		after := s.respond(reply.headers, reply.body)
		g.mustBeQuiet()
		if len(after) != before+1 || after["x-ai-cache"] != "hit" {
			g.Errorf("got %v", after)
		}
	})

	scenario(t, "a body in pieces is one question", exact, func(g *gateway) {
		whole := chat(paris)
		g.request(nil, whole)
		first := g.redisCall("GET")
		first.reply(done, null)
		s := g.request(nil, whole[:20], whole[20:40], whole[40:], "")
		if !s.isHeld() || g.redisCall("GET").key() != first.key() {
			g.Errorf("got %v, want %s", g.redis, first.key())
		}
	})

	scenario(t, "two requests wait side by side, each for its own reply", exact, func(g *gateway) {
		entry := g.store(paris)
		other := g.ask(chat("Another question?"))
		s := g.ask(chat(paris))
		calls := slices.Clone(g.redis)
		if len(calls) != 2 {
			g.Fatalf("got %v", calls)
		}
		calls[1].found(entry.value)
		if !other.isHeld() || s.mustReply().headers["x-ai-cache"] != "hit" {
			g.Error("the reply went to the wrong request")
		}
		calls[0].reply(done, null)
		other.mustGoOn()
	})
}

func TestIsolation(t *testing.T) {
	variants := map[string]func(g *gateway) *stream{
		"another model": func(g *gateway) *stream {
			return g.ask(`{"model":"qwen-plus","messages":[{"role":"user","content":"` + paris + `"}]}`)
		},
		"another parameter": func(g *gateway) *stream {
			return g.ask(`{"temperature":0.5,"model":"qwen-max","messages":[{"role":"user","content":"` + paris + `"}]}`)
		},
		"another system prompt": func(g *gateway) *stream {
			return g.ask(`{"model":"qwen-max","messages":[{"role":"system","content":"Be terse."},{"role":"user","content":"` + paris + `"}]}`)
		},
		"another consumer": func(g *gateway) *stream {
			return g.ask(chat(paris), header{"x-mse-consumer", "bob"})
		},
		"another credential": func(g *gateway) *stream {
			return g.ask(chat(paris), header{"authorization", "Bearer sk-bob"})
		},
		"another route": func(g *gateway) *stream {
			g.setProperty("route_name", "other-route")
			return g.ask(chat(paris))
		},
	}
	for name, ask := range variants {
		scenario(t, name, exact, func(g *gateway) {
			entry := g.store(paris)
			s := ask(g)
			get := g.redisCall("GET")
			if get.key() == entry.key {
				g.Error("it shares the key")
			}
			// Not even a store that mixes up its keys makes it a hit.
			get.found(entry.value)
			s.mustGoOn()
		})
	}
}
