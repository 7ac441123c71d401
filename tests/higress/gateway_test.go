// Package higress runs the built module in the test host that Higress's own plugins are tested in.
package higress

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/higress-group/proxy-wasm-go-sdk/proxywasm/proxytest"
	"github.com/higress-group/proxy-wasm-go-sdk/proxywasm/types"
	"github.com/higress-group/wasm-go/pkg/test"
)

const rootContext = proxytest.PluginContextID

var (
	// modulePath is the module under test. The host would skip every test without it.
	modulePath = "../../build/ai-cache-higress.wasm"
	// roomyPath is the copy that most tests run.
	roomyPath string
)

func TestMain(m *testing.M) {
	if path := os.Getenv("WASM_FILE_PATH"); path != "" {
		modulePath = path
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	folder, err := os.MkdirTemp("", "ai-cache-")
	if err == nil {
		defer os.RemoveAll(folder)
		roomyPath, err = roomy(modulePath, folder)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "no module to test (`make build` makes it): %v\n", err)
		return 1
	}
	return m.Run()
}

// gateway is a proxy with the module in it: one configuration in one fresh virtual machine. Its clock begins with
// the year 2022 and gains a millisecond each time it is read.
type gateway struct {
	*testing.T
	host test.TestHost
	// log holds the module's lines, and what the host tells of the calls it was asked for.
	log     *bytes.Buffer
	streams []*stream
	// redis and http are the calls under way, oldest first.
	redis []redisCall
	http  []httpCall
}

// distant is a configuration in which nothing is kept locally, unless it says so itself.
func distant(config string) string {
	if strings.Contains(config, `"local"`) || strings.Contains(config, "_rules_") {
		return config
	}
	return strings.TrimSuffix(config, "}") + `,"local":{"slots":0}}`
}

// scenario runs a test with the module so configured; Redis is asked each time.
func scenario(t *testing.T, name, config string, run func(g *gateway)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		startModule(t, roomyPath, distant(config), func(g *gateway, status types.OnPluginStartStatus) {
			if status != types.OnPluginStartStatusOK {
				g.Fatalf("the configuration is refused:\n%s", g.log)
			}
			run(g)
		})
	})
}

// refusal tests that the module refuses a configuration, with these words in its log and without those.
func refusal(t *testing.T, name, config string, words, secrets []string) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		startModule(t, roomyPath, config, func(g *gateway, status types.OnPluginStartStatus) {
			if status == types.OnPluginStartStatusOK {
				g.Error("the configuration is accepted")
			}
			for _, word := range words {
				if !strings.Contains(g.log.String(), word) {
					g.Errorf("the log does not say %q:\n%s", word, g.log)
				}
			}
			for _, secret := range secrets {
				if strings.Contains(g.log.String(), secret) {
					g.Errorf("the log holds the secret %q:\n%s", secret, g.log)
				}
			}
		})
	})
}

func startModule(t *testing.T, path, config string, run func(*gateway, types.OnPluginStartStatus)) {
	test.RunWasmTestWithPath(t, path, func(t *testing.T) {
		output := new(bytes.Buffer)
		log.SetOutput(withoutQueries{output})
		defer log.SetOutput(os.Stderr)
		host, status := start(config, output)
		defer host.Reset()
		g := &gateway{T: t, host: host, log: output}
		defer g.failOnTrap()
		g.enter(func() {})
		run(g, status)
	})
}

// withoutQueries leaves out the lines that show Redis commands byte by byte, in numbers.
type withoutQueries struct{ *bytes.Buffer }

func (w withoutQueries) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("[redis callout")) {
		return len(line), nil
	}
	return w.Buffer.Write(line)
}

// start starts the module. A trap on the way ends the whole run: the host would keep its lock.
func start(config string, output *bytes.Buffer) (test.TestHost, types.OnPluginStartStatus) {
	defer func() {
		if trap := recover(); trap != nil {
			fmt.Fprintf(os.Stderr, "--- FAIL: the module traps as it starts: %v\n%s\n", trap, output)
			os.Exit(1)
		}
	}()
	return test.NewTestHost([]byte(config))
}

// failOnTrap turns a trap of the module, which the host answers with a panic, into a failure of this test alone.
func (g *gateway) failOnTrap() {
	if trap := recover(); trap != nil {
		g.Errorf("trap: %v\n%s\n%s", trap, g.log, debug.Stack())
	}
}

// enter does what runs the module, and copies what the module gave the host: the host merely points into the
// module's memory, which changes when it runs again.
func (g *gateway) enter(run func()) {
	run()
	g.copyCalls(rootContext)
	for _, s := range g.streams {
		g.copyCalls(s.id)
		s.copyReply()
	}
}

// tickUntil lets the clock go on until something is so.
func (g *gateway) tickUntil(isSo func() bool) {
	g.Helper()
	for range 10_000 {
		if isSo() {
			return
		}
		g.enter(g.host.Tick)
	}
	g.Fatal("time went by, and nothing came of it")
}

// setProperty gives a property of the proxy a value.
func (g *gateway) setProperty(name, value string) {
	if err := g.host.SetProperty([]string{name}, []byte(value)); err != nil {
		g.Fatal(err)
	}
}

// property is the value of a property of the proxy; empty where it has none.
func (g *gateway) property(name string) string {
	value, err := g.host.GetProperty([]string{name})
	if err != nil {
		return ""
	}
	return strings.Clone(string(value))
}

// moduleLineWith is a line that the module has logged with these words in it; empty where there is none.
func (g *gateway) moduleLineWith(words string) string {
	for line := range strings.Lines(g.log.String()) {
		if strings.Contains(line, "_log: ") && strings.Contains(line, words) {
			return line
		}
	}
	return ""
}
