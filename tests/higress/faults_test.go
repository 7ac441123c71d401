package higress

import (
	"strings"
	"testing"
)

// deadline is a configuration with a look-up that may last a few milliseconds, which a few ticks bring to pass.
func deadline(config string) string {
	return strings.TrimSuffix(config, "}") + `,"lookupTimeout":50}`
}

// Each reply to a GET that is no entry, and what the client is told: `redis` failed, or an honest miss.
var getFaults = []struct {
	name   string
	status int32
	reply  string
	failed bool
}{
	{"no entry", done, null, false},
	{"no credentials", done, "-NOAUTH Authentication required.\r\n", true},
	{"the wrong credentials", done, "-WRONGPASS invalid username-password pair or user is disabled.\r\n", true},
	{"Redis still loading", done, "-LOADING Redis is loading the dataset in memory\r\n", true},
	{"a key of another type", done, "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n", true},
	{"an empty error", done, "-\r\n", true},
	{"an integer", done, ":1\r\n", true},
	{"a simple string", done, "+OK\r\n", true},
	{"a nil array", done, "*-1\r\n", true},
	{"an array", done, "*1\r\n$1\r\na\r\n", true},
	{"an empty reply", done, "", true},
	{"a reply that is no RESP", done, "HTTP/1.1 400 Bad Request\r\n\r\n", true},
	{"a value cut short", done, "$500\r\n{\"v\":1", true},
	{"a length that is too long", done, "$99999999999999999999\r\nx\r\n", true},
	{"a length below nil", done, "$-2\r\n", true},
	{"a line without an end", done, "$3", true},
	{"an empty value", done, "$0\r\n\r\n", false},
	{"a value that is no record", done, "$5\r\nhello\r\n", false},
	{"a record that is null", done, "$4\r\nnull\r\n", false},
	{"a record of a later version", done, "$7\r\n{\"v\":2}\r\n", false},
	{"a timeout", timeout, "", true},
	{"a broken connection", 1, "", true},
	{"a status nobody knows", -1, "", true},
}

func TestRedisFaultsOnTheWayThere(t *testing.T) {
	for _, fault := range getFaults {
		scenario(t, fault.name, exact, func(g *gateway) {
			s := g.ask(chat(paris))
			g.redisCall("GET").reply(fault.status, fault.reply)
			s.mustGoOn()
			got := s.respond(plainHeaders, answer)
			want := "ai-cache; fwd=uri-miss; fwd-status=200"
			if fault.failed {
				want = "ai-cache; fwd=miss; detail=redis"
			}
			if got["cache-status"] != want {
				g.Errorf("got %v", got)
			}
			// The answer is offered all the same: Redis may have come back.
			g.redisCall("SET").reply(done, ok)
			g.mustBeQuiet()
			if fault.failed && g.moduleLineWith("redis") == "" {
				g.Errorf("nothing of it in the log:\n%s", g.log)
			}
		})
	}

	scenario(t, "a failing Redis is not followed by an embedding", semantic, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(timeout, "")
		s.mustGoOn()
		g.mustBeQuiet()
	})

	scenario(t, "the neighbour's entry cannot be read", semantic, func(g *gateway) {
		_, neighbour := g.storeSemantic(paris)
		s := g.miss(tellMe, neighbour.at(0.05))
		g.redisCall("GET").reply(done, "-LOADING Redis is loading the dataset in memory\r\n")
		s.mustGoOn()
		g.mustBeQuiet()
	})

	scenario(t, "an expired entry is a miss", exact, func(g *gateway) {
		entry := g.store(paris)
		expires := `"expires":` + quote(entry.record(g).Expires)
		if !strings.Contains(entry.value, expires) {
			g.Fatalf("no %s in %s", expires, entry.value)
		}
		s := g.ask(chat(paris))
		g.redisCall("GET").found(strings.Replace(entry.value, expires, `"expires":1640995200`, 1))
		s.mustGoOn()
	})

	scenario(t, "no reply at all: the deadline lets the request go on", deadline(exact), func(g *gateway) {
		s := g.ask(chat(paris))
		get := g.redisCall("GET")
		g.tickUntil(func() bool { return !s.isHeld() })
		s.mustGoOn()
		got := s.respondUnfinished(plainHeaders)
		if got["x-ai-cache"] != "error" || got["cache-status"] != "ai-cache; fwd=miss; detail=redis" {
			g.Errorf("got %v", got)
		}
		// What comes after that is of no use to anyone, be it a hit.
		get.found(`{"v":1}`)
		s.mustGoOn()
	})

	scenario(t, "a hit that comes too late answers nobody", deadline(exact), func(g *gateway) {
		entry := g.store(paris)
		s := g.ask(chat(paris))
		get := g.redisCall("GET")
		g.tickUntil(func() bool { return !s.isHeld() })
		get.found(entry.value)
		s.mustGoOn()
		s.respond(plainHeaders, answer)
		g.redisCall("SET").reply(done, ok)
	})

	scenario(t, "after a fault the next request is served again", exact, func(g *gateway) {
		entry := g.store(paris)
		g.ask(chat(paris))
		g.redisCall("GET").reply(timeout, "")
		s := g.ask(chat(paris))
		g.redisCall("GET").found(entry.value)
		s.mustReply()
	})
}

func TestRedisFaultsOnTheWayBack(t *testing.T) {
	for _, fault := range []struct {
		name   string
		status int32
		reply  string
	}{
		{"read only", done, "-READONLY You can't write against a read only replica.\r\n"},
		{"out of memory", done, "-OOM command not allowed when used memory > 'maxmemory'.\r\n"},
		{"nil", done, null},
		{"an empty reply", done, ""},
		{"a timeout", timeout, ""},
	} {
		scenario(t, fault.name, semantic, func(g *gateway) {
			s := g.miss(paris)
			s.respond(plainHeaders, answer)
			g.redisCall("SET").reply(fault.status, fault.reply)
			// A vector without its entry would lead nowhere.
			g.mustBeQuiet()
			g.ask(chat(paris))
			g.redisCall("GET")
		})
	}
}
