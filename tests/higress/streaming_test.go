package higress

import (
	"strings"
	"testing"
)

// storeEvents asks for an event stream, and returns the entry that it becomes.
func storeEvents(g *gateway) stored {
	g.Helper()
	s := g.ask(streamedChat(paris))
	g.redisCall("GET").reply(done, null)
	s.mustGoOn()
	s.respond(eventHeaders, events...)
	set := g.redisCall("SET")
	set.reply(done, ok)
	return stored{set.key(), set.args[2]}
}

// mediaType is that of a message, parameters aside.
func mediaType(all headers) string {
	name, _, _ := strings.Cut(all["content-type"], ";")
	return name
}

func TestStreaming(t *testing.T) {
	scenario(t, "an event stream becomes the same record as a plain answer", exact, func(g *gateway) {
		r := storeEvents(g).record(g)
		var completion string = string(r.Completion)
		if !strings.Contains(completion, quote(content)) || !strings.Contains(completion, `"chat.completion"`) {
			g.Errorf("got %s", completion)
		}
	})

	scenario(t, "an event stream is stored as soon as it says it is done", exact, func(g *gateway) {
		s := g.ask(streamedChat(paris))
		g.redisCall("GET").reply(done, null)
		s.respondUnfinished(eventHeaders, events...)
		g.redisCall("SET")
	})

	for from, store := range map[string]func(*gateway) stored{
		"a plain answer":  func(g *gateway) stored { return g.store(paris) },
		"an event stream": storeEvents,
	} {
		scenario(t, from+" is replayed as an event stream", exact, func(g *gateway) {
			entry := store(g)
			s := g.ask(streamedChat(paris))
			get := g.redisCall("GET")
			if get.key() != entry.key {
				g.Fatalf("stored under %s, asked for %s", entry.key, get.key())
			}
			get.found(entry.value)
			reply := s.mustReply()
			if reply.status != 200 || reply.details != "ai-cache.hit" {
				g.Errorf("got status %d, details %q", reply.status, reply.details)
			}
			if reply.headers["content-type"] != "text/event-stream; charset=utf-8" {
				g.Errorf("got %v", reply.headers)
			}
			if text := g.textOf(reply.body); text != content {
				g.Errorf("got %q", text)
			}
		})

		scenario(t, from+" is replayed as a plain answer", exact, func(g *gateway) {
			entry := store(g)
			s := g.ask(chat(paris))
			g.redisCall("GET").found(entry.value)
			reply := s.mustReply()
			if mediaType(reply.headers) != bodyJSON || !strings.Contains(reply.body, quote(content)) {
				g.Errorf("got %+v", reply)
			}
		})
	}
}
