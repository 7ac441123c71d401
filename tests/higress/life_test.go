package higress

import (
	"strings"
	"testing"
)

func TestReload(t *testing.T) {
	scenario(t, "a configuration without work ends at once", exact, func(g *gateway) {
		g.store(paris)
		if !g.host.FinishVM() {
			g.Error("it stays")
		}
	})

	scenario(t, "one with a store under way stays until it is through", semantic, func(g *gateway) {
		s := g.miss(paris)
		s.respond(plainHeaders, answer)
		if g.host.FinishVM() {
			g.Fatal("it ends before its store")
		}
		g.storeVector()
		// All that this host does about it is to say so.
		if !strings.Contains(g.log.String(), "ProxyDone") {
			g.Errorf("it never ends:\n%s", g.log)
		}
	})
}

func TestMetrics(t *testing.T) {
	scenario(t, "requests and calls are counted", exact, func(g *gateway) {
		entry := g.store(paris)
		for range 2 {
			g.ask(chat(paris))
			g.redisCall("GET").found(entry.value)
		}
		g.ask(chat("Another question?"))
		g.redisCall("GET").reply(timeout, "")
		g.request([]header{{"x-higress-skip-ai-cache", "on"}}, chat(paris))
		for name, want := range map[string]uint64{
			"ai_cache_requests_total.outcome.miss":                      1,
			"ai_cache_requests_total.outcome.hit_exact":                 2,
			"ai_cache_requests_total.outcome.error.step.redis":          1,
			"ai_cache_requests_total.outcome.bypass.reason.skip_header": 1,
			"ai_cache_calls_total.upstream.redis.result.ok":             4,
			"ai_cache_calls_total.upstream.redis.result.error":          1,
			"ai_cache_stores_total.result.ok":                           1,
			"ai_cache_saved_prompt_tokens_total":                        18,
			"ai_cache_saved_completion_tokens_total":                    14,
		} {
			if got, err := g.host.GetCounterMetric(name); err != nil || got != want {
				g.Errorf("%s: got %d (%v), want %d", name, got, err, want)
			}
		}
	})
}
