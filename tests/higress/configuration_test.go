package higress

import (
	"regexp"
	"strings"
	"testing"
)

// initForm is how the host tells what it was given with proxy_redis_init.
var initForm = regexp.MustCompile(`\[redis init\] upstream: outbound\|6379\|\|redis\.dns\?db=3(&\S+)?, username: cache, timeout: 700
.*\[redis init\] password: secret
`)

// mustLookUp fails unless a question is looked up in Redis at this cluster, under a key of this prefix.
func (g *gateway) mustLookUp(cluster, prefix string) *stream {
	g.Helper()
	s := g.ask(chat(paris))
	get := g.redisCall("GET")
	if get.cluster != cluster || get.key()[:len(get.key())-64] != prefix {
		g.Errorf("got %v, want %s… to %s", get, prefix, cluster)
	}
	get.reply(done, null)
	return s
}

func TestRedisService(t *testing.T) {
	service := func(fields string) string { return `{"cache":{"type":"redis","cacheKeyPrefix":"p:",` + fields + `}}` }
	for name, c := range map[string]struct{ fields, cluster string }{
		"a DNS service":       {`"serviceName":"redis.dns"`, "outbound|6379||redis.dns"},
		"fixed addresses":     {`"serviceName":"redis.static"`, "outbound|80||redis.static"},
		"with its port":       {`"serviceName":"redis.static","servicePort":6380`, "outbound|6380||redis.static"},
		"a port as a double":  {`"serviceName":"redis.dns","servicePort":6380.0`, "outbound|6380||redis.dns"},
		"a Kubernetes one":    {`"serviceName":"redis.default.svc.cluster.local","servicePort":6379`, "outbound|6379||redis.default.svc.cluster.local"},
		"a cluster, verbatim": {`"cluster":"my-redis"`, "my-redis"},
	} {
		scenario(t, name, service(c.fields), func(g *gateway) { g.mustLookUp(c.cluster, "p:") })
	}

	scenario(t, "user, password, database and timeout are the host's to use",
		service(`"serviceName":"redis.dns","username":"cache","password":"secret","database":3,"timeout":700`), func(g *gateway) {
			if !initForm.MatchString(g.log.String()) {
				g.Errorf("got\n%s", g.log)
			}
			// The database belongs to the start alone, not to each call.
			g.mustLookUp("outbound|6379||redis.dns", "p:")
			if line := g.moduleLineWith("secret"); line != "" {
				g.Errorf("the log holds the password: %s", line)
			}
		})

	scenario(t, "Redis is made known once, before the first call", exact, func(g *gateway) {
		if got := strings.Count(g.log.String(), "[redis init] upstream: "+redisAt); got != 1 {
			g.Errorf("%d times:\n%s", got, g.log)
		}
		g.store(paris)
		if got := strings.Count(g.log.String(), "[redis init]"); got != 2 {
			g.Errorf("again later:\n%s", g.log)
		}
	})
}

// Configurations of older versions of Higress's plugin, and of the system it came from.
func TestLegacyConfigurations(t *testing.T) {
	olderRedis := `"redis":{"serviceName":"redis.dns","servicePort":6379,"timeout":2000,"cacheKeyPrefix":"old:","cacheTTL":7}`

	scenario(t, "redis at the top", `{`+olderRedis+`}`, func(g *gateway) {
		s := g.mustLookUp("outbound|6379||redis.dns", "old:")
		s.respond(plainHeaders, answer)
		if set := g.redisCall("SET"); len(set.args) != 5 || set.args[4] != "7" {
			g.Errorf("got %v", set)
		}
	})

	scenario(t, "cacheTTL beside redis counts", `{`+olderRedis+`,"cacheTTL":60}`, func(g *gateway) {
		s := g.mustLookUp("outbound|6379||redis.dns", "old:")
		s.respond(plainHeaders, answer)
		if set := g.redisCall("SET"); len(set.args) != 5 || set.args[4] != "60" {
			g.Errorf("got %v", set)
		}
	})

	older := `"cacheKeyFrom":{"requestBody":"messages.@reverse.0.content"},` +
		`"cacheValueFrom":{"responseBody":"choices.0.message.content"},` +
		`"cacheStreamValueFrom":{"responseBody":"choices.0.delta.content"},` +
		`"returnResponseTemplate":"{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}",` +
		`"returnStreamResponseTemplate":"data:{\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\ndata:[DONE]\n\n"`
	newer := `"cacheKeyFrom":"messages.@reverse.0.content","cacheValueFrom":"choices.0.message.content",` +
		`"cacheStreamValueFrom":"choices.0.delta.content","cacheToolCallsFrom":"choices.0.delta.content.tool_calls",` +
		`"responseTemplate":"{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}",` +
		`"streamResponseTemplate":"data:{\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\ndata:[DONE]\n\n"`
	for name, config := range map[string]string{
		"paths and templates by their old names": `{` + olderRedis + `,` + older + `}`,
		"paths and templates by their new names": `{` + redis + `,` + newer + `,"enableSemanticCache":false}`,
	} {
		scenario(t, name, config, func(g *gateway) {
			entry := g.store(paris)
			s := g.ask(chat(paris))
			g.redisCall("GET").found(entry.value)
			if reply := s.mustReply(); reply.status != 200 || !strings.Contains(reply.body, quote(content)) {
				g.Errorf("got %+v", reply)
			}
			streamed := g.ask(streamedChat(paris))
			g.redisCall("GET").found(entry.value)
			if reply := streamed.mustReply(); !strings.Contains(reply.body, "[DONE]") {
				g.Errorf("got %+v", reply)
			}
		})
	}

	original := `{"Dash":{"dashScopeKey":"sk-embedding","dashScopeServiceName":"qwen","dashVectorCollection":"ai_cache",` +
		`"dashVectorEnd":"vrs-1.dashvector.example.com","dashVectorKey":"sk-vector","dashVectorServiceName":"dashvector.dns","sessionID":"s1"},` +
		`"redis":{"serviceName":"redis.static","servicePort":6379,"username":"cache","password":"secret","timeout":900}}`
	scenario(t, "the original form", original, func(g *gateway) {
		if want := "[redis init] upstream: " + redisAt; !strings.Contains(g.log.String(), want) {
			g.Errorf("no %q in\n%s", want, g.log)
		}
		s := g.ask(chat(paris))
		get := g.redisCall("GET")
		if get.cluster != redisAt || !strings.Contains(get.key(), "s1") {
			g.Errorf("got %v", get)
		}
		get.reply(done, null)
		embed := g.httpCall("outbound|443||qwen.dns", embeddings)
		if h := embed.headers; h[":authority"] != "dashscope.aliyuncs.com" || h["authorization"] != "Bearer sk-embedding" {
			g.Errorf("got %v", h)
		}
		embed.reply(200, embedded)
		query := g.httpCall(dashVectorAt, queries)
		if h := query.headers; h[":authority"] != "vrs-1.dashvector.example.com" || h["dashvector-auth-token"] != "sk-vector" {
			g.Errorf("got %v", h)
		}
		query.reply(200, nothing)
		s.mustGoOn()
		s.respond(plainHeaders, answer)
		g.storeVector()
	})
}

func TestRefusedConfigurations(t *testing.T) {
	good := `"cache":{"type":"redis","serviceName":"redis.dns"}`
	for _, c := range []struct {
		name, config string
		words        []string
	}{
		{"nothing", ``, []string{"cache"}},
		{"an empty object", `{}`, []string{"cache"}},
		{"no JSON", `cache: redis`, []string{"configuration"}},
		{"a list", `[]`, []string{"configuration"}},
		{"an unknown type", `{"cache":{"type":"memcached","serviceName":"m.dns"}}`, []string{"cache.type", "memcached"}},
		{"no type", `{"cache":{"serviceName":"m.dns"}}`, []string{"cache.type"}},
		{"no service", `{"cache":{"type":"redis"}}`, []string{"cache.serviceName"}},
		{"a TTL below 0", `{"cache":{"type":"redis","serviceName":"redis.dns","cacheTTL":-1}}`, []string{"cache.cacheTTL", "-1"}},
		{"a port out of range", `{"cache":{"type":"redis","serviceName":"redis.dns","servicePort":70000}}`, []string{"cache.servicePort"}},
		{"an unknown strategy", `{` + good + `,"cacheKeyStrategy":"firstQuestion"}`, []string{"cacheKeyStrategy", "firstQuestion"}},
		{"an unknown embedding service", `{` + good + `,` + strings.Replace(embedding, `"dashscope"`, `"nobody"`, 1) + `,` + vector + `}`, []string{"embedding.type"}},
		{"a vector store without embeddings", `{` + vector + `}`, []string{"embedding"}},
		{"two faults at once", `{"cache":{"type":"redis","cacheTTL":"long"}}`, []string{"cache.serviceName", "cache.cacheTTL"}},
		{"a secret of the wrong type", `{"cache":{"type":"redis","serviceName":"redis.dns","password":["hunter2"]}}`, []string{"cache.password"}},
		{"a rule that matches nothing", `{` + good + `,"_rules_":[{` + good + `}]}`, []string{"_rules_"}},
		{"a rule that is wrong", ruled("global", rule("a", `"_match_route_":["a"]`), rule("b", `"_match_route_":["b"],"cacheKeyStrategy":"x"`)), []string{"_rules_[1]", "cacheKeyStrategy"}},
		{"a rule without a cache", `{` + good + `,"_rules_":[{"_match_route_":["a"]}]}`, []string{"_rules_[0]", "cache"}},
		{"rules that are no list", `{` + good + `,"_rules_":{"a":1}}`, []string{"_rules_"}},
		{"no rule and nothing global", `{"_rules_":[]}`, []string{"cache"}},
	} {
		refusal(t, c.name, c.config, c.words, []string{"hunter2", "sk-embedding", "sk-vector"})
	}
}
