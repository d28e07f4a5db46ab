package doorbuster.rig;

import doorbuster.infra.local.RedisNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Listens to every command that the processes of a cluster get from outside (`MONITOR`).
public final class Wiretap implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final ScriptNames names = new ScriptNames();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private Wiretap() {}

    /// Listens from now on.
    public static Wiretap on(List<RedisNode> nodes, String password) {
        Wiretap tap = new Wiretap();
        try {
            for (RedisNode node : nodes) {
                tap.listen(new Socket(node.address(), node.port()), password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tap;
    }

    /// How many commands were heard.
    public int heard() {
        return lines.size();
    }

    /// Forgets what was heard.
    public void forget() {
        lines.clear();
    }

    /// The commands that contain a word.
    public List<String> mentioning(String word) {
        return lines.stream().filter(line -> line.contains(word)).toList();
    }

    /// The kinds of commands heard: a script's package and name, any other command's own word.
    public Set<String> kinds() {
        return kindsMentioning("");
    }

    /// As [#kinds], of the commands that contain a word.
    public Set<String> kindsMentioning(String word) {
        return mentioning(word).stream().map(names::of).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void listen(Socket socket, String password) throws IOException {
        sockets.add(socket);
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (!password.isEmpty()) {
            tell(socket, in, "AUTH " + password);
        }
        tell(socket, in, "MONITOR");
        Thread.ofVirtual().start(() -> {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    // what a script does inside is part of its one call; a replica repeats what its primary wrote
                    if (!line.contains(" lua] ") && line.contains("] \"")) {
                        lines.add(line.substring(line.indexOf("] \"") + 2));
                    }
                }
            } catch (IOException _) {
                // the end of listening
            }
        });
    }

    private static void tell(Socket socket, BufferedReader in, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        if (!"+OK".equals(answer)) {
            throw new IllegalStateException(command + ": " + answer);
        }
    }
}
