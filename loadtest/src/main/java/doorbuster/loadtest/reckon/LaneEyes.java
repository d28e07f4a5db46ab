package doorbuster.loadtest.reckon;

import doorbuster.infra.local.Resp;
import java.io.IOException;
import java.util.List;

/// Looks at single keys of a Redis Cluster, past the app.
///
/// @param seeds `address:port` of its nodes
/// @param password of all nodes; empty for none
public record LaneEyes(List<String> seeds, String password) {
    public LaneEyes {
        seeds = List.copyOf(seeds);
    }

    /// One command on a key; arrays come as one element per line, nil as the empty text.
    ///
    /// @throws IOException when no node answers for the key
    public String ask(String command, String key, String... more) throws IOException {
        String[] words = new String[more.length + 2];
        words[0] = command;
        words[1] = key;
        System.arraycopy(more, 0, words, 2, more.length);
        IOException last = new IOException("the cluster has no nodes");
        for (String seed : seeds) {
            try {
                return at(seed, words);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /// A node that does not serve the key's slot names the one that does.
    private String at(String node, String... words) throws IOException {
        try {
            return once(node, words);
        } catch (IOException e) {
            String[] moved = String.valueOf(e.getMessage()).split(" ", -1);
            if (moved.length == 3 && moved[0].equals("MOVED")) {
                return once(moved[2], words);
            }
            throw e;
        }
    }

    private String once(String node, String... words) throws IOException {
        int colon = node.lastIndexOf(':');
        try (Resp connection =
                new Resp(node.substring(0, colon), Integer.parseInt(node.substring(colon + 1)), password)) {
            return connection.ask(words);
        }
    }
}
