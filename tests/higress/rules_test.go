package higress

import (
	"fmt"
	"strings"
	"testing"
)

// rule is a configuration of its own for requests that match: its name is the prefix of its keys.
func rule(name, match string) string {
	return fmt.Sprintf(`{"cache":{"type":"redis","serviceName":"redis.static","servicePort":6379,"cacheKeyPrefix":"%s:"},%s}`, name, match)
}

// ruled is a configuration of rules and, unless it is empty, the global part.
func ruled(global string, rules ...string) string {
	if global != "" {
		global = fmt.Sprintf(`"cache":{"type":"redis","serviceName":"redis.static","servicePort":6379,"cacheKeyPrefix":"%s:"},`, global)
	}
	return `{` + global + `"_rules_":[` + strings.Join(rules, ",") + `]}`
}

// passage is where a request passes; what is empty is as the host has it, and matches no rule.
type passage struct{ route, domain, service string }

// mustMatch fails unless the request is looked up under the rule of this name; without a name, not at all.
func (g *gateway) mustMatch(p passage, name string) {
	g.Helper()
	if p.route != "" {
		g.setProperty("route_name", p.route)
	}
	if p.service != "" {
		g.setProperty("cluster_name", p.service)
	}
	domain := p.domain
	if domain == "" {
		domain = "nobody.test"
	}
	s := g.request([]header{{":authority", domain}}, chat(paris))
	if name == "" {
		s.mustGoOn()
		s.respond(plainHeaders, answer)
		g.mustBeQuiet()
		return
	}
	get := g.redisCall("GET")
	if got, _, _ := strings.Cut(get.key(), ":"); got != name {
		g.Errorf("%+v matches %s, want %s", p, got, name)
	}
	get.reply(done, null)
	s.mustGoOn()
}

func TestRules(t *testing.T) {
	byRoute := rule("route", `"_match_route_":["ns/a","ns/b"]`)
	byPrefix := rule("prefix", `"_match_route_prefix_":["team-"]`)
	byDomain := rule("domain", `"_match_domain_":["exact.test","*.suffix.test","prefix.*"]`)
	byService := rule("service", `"_match_service_":["llm.dns","other.static:8080"]`)
	byBoth := rule("both", `"_match_route_":["ns/a"],"_match_service_":["llm.dns"]`)

	for _, c := range []struct {
		name   string
		config string
		where  passage
		want   string
	}{
		{"route", ruled("", byRoute), passage{route: "ns/b"}, "route"},
		{"another route", ruled("", byRoute), passage{route: "ns/bb"}, ""},
		{"route prefix", ruled("", byPrefix), passage{route: "team-a"}, "prefix"},
		{"another route prefix", ruled("", byPrefix), passage{route: "a-team-a"}, ""},
		{"domain", ruled("", byDomain), passage{domain: "exact.test"}, "domain"},
		{"domain with a port", ruled("", byDomain), passage{domain: "exact.test:8443"}, "domain"},
		{"another domain", ruled("", byDomain), passage{domain: "an.exact.test"}, ""},
		{"domain by suffix", ruled("", byDomain), passage{domain: "a.b.suffix.test:80"}, "domain"},
		{"the bare suffix", ruled("", byDomain), passage{domain: "suffix.test"}, ""},
		{"domain by prefix", ruled("", byDomain), passage{domain: "prefix.example"}, "domain"},
		{"another prefix", ruled("", byDomain), passage{domain: "a.prefix.example"}, ""},
		{"any domain", ruled("", rule("any", `"_match_domain_":["*"]`)), passage{}, "any"},
		{"service", ruled("", byService), passage{service: "outbound|443||llm.dns"}, "service"},
		{"service with its port", ruled("", byService), passage{service: "outbound|8080||other.static"}, "service"},
		{"service with another port", ruled("", byService), passage{service: "outbound|80||other.static"}, ""},
		{"service with a subset", ruled("", byService), passage{service: "outbound|443|v1|llm.dns"}, "service"},
		{"a cluster that is no service", ruled("", byService), passage{service: "llm.dns"}, ""},
		{"route and service", ruled("", byBoth), passage{route: "ns/a", service: "outbound|443||llm.dns"}, "both"},
		{"the route without the service", ruled("", byBoth), passage{route: "ns/a"}, ""},
		{"the service without the route", ruled("", byBoth), passage{service: "outbound|443||llm.dns"}, ""},
		{
			"a route match ignores the rule's domain",
			ruled("", rule("mixed", `"_match_route_":["ns/a"],"_match_domain_":["exact.test"]`)), passage{route: "ns/a"}, "mixed",
		},
		{
			"and its domain does not match without the route",
			ruled("", rule("mixed", `"_match_route_":["ns/a"],"_match_domain_":["exact.test"]`)), passage{domain: "exact.test"}, "",
		},
		{"the first match wins", ruled("", byDomain, byRoute), passage{route: "ns/a", domain: "exact.test"}, "domain"},
		{"in the order given", ruled("", byRoute, byDomain), passage{route: "ns/a", domain: "exact.test"}, "route"},
		{"no match: the global configuration", ruled("global", byRoute, byDomain), passage{route: "ns/c"}, "global"},
		{"a match: not the global configuration", ruled("global", byRoute), passage{route: "ns/a"}, "route"},
		{"no match and nothing global", ruled("", byRoute, byDomain), passage{route: "ns/c"}, ""},
	} {
		scenario(t, c.name, c.config, func(g *gateway) { g.mustMatch(c.where, c.want) })
	}

	scenario(t, "a rule inherits nothing from the global part",
		`{`+redis+`,`+embedding+`,`+vector+`,"_rules_":[`+rule("rule", `"_match_route_":["ns/a"]`)+`]}`, func(g *gateway) {
			g.setProperty("route_name", "ns/a")
			s := g.ask(chat(paris))
			g.redisCall("GET").reply(done, null)
			// It has no embedding service of its own, so there is no semantic look-up, and no TTL.
			s.mustGoOn()
			g.mustBeQuiet()
			s.respond(plainHeaders, answer)
			if set := g.redisCall("SET"); len(set.args) != 3 {
				g.Errorf("got %v", set)
			}
		})

	scenario(t, "_plugin_id_ is not a setting", strings.Replace(ruled("", byRoute), `{"_rules_"`, `{"_plugin_id_":"ai-cache-1","_rules_"`, 1),
		func(g *gateway) {
			g.mustMatch(passage{route: "ns/a"}, "route")
			g.mustMatch(passage{route: "ns/c"}, "")
		})

	var many []string
	for i := range 200 {
		many = append(many, rule(fmt.Sprintf("n%d", i), fmt.Sprintf(`"_match_domain_":["d%d.test"]`, i)))
	}
	scenario(t, "two hundred configurations", ruled("global", many...), func(g *gateway) {
		for i := 0; i < 200; i += 33 {
			g.mustMatch(passage{domain: fmt.Sprintf("d%d.test", i)}, fmt.Sprintf("n%d", i))
		}
		g.mustMatch(passage{domain: "d200.test"}, "global")
	})
}

// tenant is a rule of one domain with everything its own.
func tenant(name string) string {
	replace := strings.NewReplacer(
		"redis.static", "redis-"+name+".static", "dashscope.dns", "dashscope-"+name+".dns", "dashvector.dns", "dashvector-"+name+".dns",
		"sk-embedding", "sk-embedding-"+name, "sk-vector", "sk-vector-"+name, "vrs-1", "vrs-"+name,
		`"cacheTTL"`, `"password":"redis-secret-`+name+`","cacheTTL"`,
	)
	return replace.Replace(`{` + redis + `,` + embedding + `,` + vector + `,"_match_domain_":["` + name + `.test"]}`)
}

func TestTenantsDoNotMeet(t *testing.T) {
	config := `{"_rules_":[` + tenant("alice") + `,` + tenant("bob") + `]}`
	others := map[string]string{"alice": "bob", "bob": "alice"}

	scenario(t, "two domains at once, each step by step", config, func(g *gateway) {
		asked := map[string]*stream{}
		for name := range others {
			asked[name] = g.ask(chat(paris), header{":authority", name + ".test"})
		}
		// Whose each call is, its cluster tells.
		seen := map[string]int{}
		for step := 0; len(g.redis)+len(g.http) > 0 && step < 20; step++ {
			for _, call := range append([]redisCall{}, g.redis...) {
				name := g.ownerOf(call.cluster, call.String(), others)
				seen[name+" "+call.args[0]]++
				if call.args[0] == "GET" {
					call.reply(done, null)
				} else {
					call.reply(done, ok)
				}
			}
			for _, call := range append([]httpCall{}, g.http...) {
				name := g.ownerOf(call.cluster, fmt.Sprint(call.headers, call.body), others)
				seen[name+" "+call.headers[":path"]]++
				switch call.headers[":path"] {
				case collection:
					call.reply(200, described)
				case embeddings:
					call.reply(200, embedded)
				case queries:
					call.reply(200, nothing)
					asked[name].mustGoOn()
					asked[name].respond(plainHeaders, answer)
				default:
					call.reply(200, vectorDone)
				}
			}
		}
		for name := range others {
			for _, step := range []string{"GET", embeddings, queries, "SET", upserts} {
				if seen[name+" "+step] != 1 {
					g.Errorf("%s of %s: %d times", step, name, seen[name+" "+step])
				}
			}
		}
	})

	scenario(t, "the other's entry is not served", config, func(g *gateway) {
		s := g.ask(chat(paris), header{":authority", "alice.test"})
		key := g.redisCall("GET").key()
		g.redisCall("GET").reply(done, null)
		g.describeCollection()
		g.http[0].reply(200, embedded)
		g.http[0].reply(200, nothing)
		s.respond(plainHeaders, answer)
		entry := stored{key, g.redisCall("SET").args[2]}
		g.redisCall("SET").reply(done, ok)
		g.http[0].reply(200, vectorDone)

		other := g.ask(chat(paris), header{":authority", "bob.test"}, header{"authorization", "Bearer sk-bob"})
		g.redisCall("GET").found(entry.value)
		if other.reply != nil {
			g.Errorf("bob gets alice's answer: %v", other.reply)
		}
	})
}

// ownerOf is the tenant whose cluster this is; the other's name must not occur in the call at all.
func (g *gateway) ownerOf(cluster, call string, others map[string]string) string {
	g.Helper()
	for name, other := range others {
		if strings.Contains(cluster, name) {
			if strings.Contains(call, other) {
				g.Errorf("a call of %s's has something of %s's in it: %s", name, other, call)
			}
			return name
		}
	}
	g.Fatalf("nobody's cluster: %s", cluster)
	return ""
}
