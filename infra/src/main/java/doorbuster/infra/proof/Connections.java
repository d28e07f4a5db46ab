package doorbuster.infra.proof;

import doorbuster.regions.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The TCP sockets of processes, as Linux tells them in `/proc`.
final class Connections {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";

    private Connections() {}

    /// A socket of a process.
    record Held(long pid, Endpoint local, Endpoint remote, boolean listens) {}

    private record Row(Endpoint local, Endpoint remote, boolean listens) {}

    /// The listening and connected sockets of these processes and of those below them.
    ///
    /// @throws UnitProof.NotHere on a system without `/proc/net/tcp`
    static List<Held> of(List<ProcessHandle> processes) throws IOException {
        if (!Files.isReadable(Path.of("/proc/net/tcp"))) {
            throw new UnitProof.NotHere("this system does not say which process holds which connection");
        }
        Map<String, Row> rows = new HashMap<>();
        read(Path.of("/proc/net/tcp"), rows);
        read(Path.of("/proc/net/tcp6"), rows);
        List<Held> held = new ArrayList<>();
        for (ProcessHandle process : processes) {
            Stream.concat(Stream.of(process), process.descendants())
                    .forEach(one -> sockets(one.pid()).stream()
                            .map(rows::get)
                            .filter(row -> row != null)
                            .forEach(row -> held.add(new Held(one.pid(), row.local(), row.remote(), row.listens()))));
        }
        return held;
    }

    /// The inodes of a process's sockets; none for one that has just ended.
    private static List<String> sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.map(Connections::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static void read(Path file, Map<String, Row> into) throws IOException {
        if (!Files.isReadable(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > 9 && (fields[3].equals(LISTEN) || fields[3].equals(ESTABLISHED))) {
                into.put(fields[9], new Row(endpoint(fields[1]), endpoint(fields[2]), fields[3].equals(LISTEN)));
            }
        }
    }

    /// `0B00007F:1F90`, or an IPv6 address of 32 digits: words of four bytes, each with its last byte first.
    private static Endpoint endpoint(String text) throws IOException {
        int colon = text.indexOf(':');
        byte[] words = HexFormat.of().parseHex(text.substring(0, colon));
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        return new Endpoint(
                InetAddress.getByAddress(address).getHostAddress(), Integer.parseInt(text.substring(colon + 1), 16));
    }
}
