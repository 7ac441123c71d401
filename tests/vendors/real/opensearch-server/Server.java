import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of OpenSearch: {@code java Server.java PORT FOLDER}. */
public class Server {
  public static void main(String[] args) throws Exception {
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.onBuild(
        (number, settings) -> {
          settings.put("http.port", args[0]);
          settings.put("http.host", "127.0.0.1");
          settings.put("transport.host", "127.0.0.1");
          settings.put("knn.plugin.enabled", true);
          // The folder's disk may be as full as it likes.
          settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
    runner.build(
        newConfigs()
            .basePath(args[1])
            .clusterName("ai-cache")
            .numOfNode(1)
            .pluginTypes("org.opensearch.knn.plugin.KNNPlugin"));
    runner.ensureYellow();
    Thread.currentThread().join();
  }
}
