package doorbuster.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kept data of a Redis Cluster that comes back on other sockets than it left: each node remembers in `nodes.conf`
/// where
/// all six were, would find nobody there, or, where another cluster has these sockets now, strangers.
final class MovedNodes {
    /// `ID ADDRESS:PORT@BUS[,…] FLAGS …`, of which a node's own line has the flag `myself`.
    private static final Pattern NODE = Pattern.compile("(?m)^(\\p{XDigit}{40} )([^\\s,]*:\\d+@\\d+)(\\S* )(myself)?");

    private MovedNodes() {}

    /// Lets the nodes that kept `folders` remember each other at the sockets where they are started now.
    ///
    /// @param ports of the nodes, in the order of their folders
    static void rewrite(List<Path> folders, String address, List<Integer> ports) throws IOException {
        Map<String, String> moved = new HashMap<>();
        for (int i = 0; i < folders.size(); i++) {
            String now = address + ":" + ports.get(i) + "@" + (ports.get(i) + 10_000);
            NODE.matcher(text(folders.get(i)))
                    .results()
                    .filter(node -> node.group(4) != null)
                    .map(node -> node.group(2))
                    .filter(before -> !before.equals(now))
                    .forEach(before -> moved.put(before, now));
        }
        if (moved.isEmpty()) {
            return;
        }
        for (Path folder : folders) {
            String text = NODE.matcher(text(folder)).replaceAll(node -> moved(node, moved));
            if (!text.isEmpty()) {
                Path whole = Files.writeString(folder.resolve("nodes.conf.new"), text);
                Files.move(whole, file(folder), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static String moved(MatchResult node, Map<String, String> moved) {
        String myself = node.group(4) == null ? "" : node.group(4);
        String socket = moved.getOrDefault(node.group(2), node.group(2));
        return Matcher.quoteReplacement(node.group(1) + socket + node.group(3) + myself);
    }

    private static String text(Path folder) throws IOException {
        return Files.exists(file(folder)) ? Files.readString(file(folder)) : "";
    }

    private static Path file(Path folder) {
        return folder.resolve("nodes.conf");
    }
}
