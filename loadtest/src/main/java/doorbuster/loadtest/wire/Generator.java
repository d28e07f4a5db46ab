package doorbuster.loadtest.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Plays requests over a fixed number of connections from the calling thread: each connection sends its next request
/// as soon as it has its answer (a closed loop). Bounded in connections and time; loopback only, because it is made to
/// overload what it speaks to.
public final class Generator {
    private static final int MOST_CONNECTIONS = 1_024;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 20;

    private final List<InetSocketAddress> servers;
    private final int connections;

    /// @param servers the targets 0, 1, …; connections are spread over them evenly
    /// @throws IllegalArgumentException when a server is not on loopback, or there are more than 1,024 connections
    public Generator(List<InetSocketAddress> servers, int connections) {
        for (InetSocketAddress server : servers) {
            if (server.isUnresolved() || !server.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException(server + " is not on loopback, and this overloads what it meets");
            }
        }
        if (servers.isEmpty() || connections < servers.size() || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    connections + " connections to " + servers.size() + " servers, at most " + MOST_CONNECTIONS);
        }
        this.servers = List.copyOf(servers);
        this.connections = connections;
    }

    /// What a run came to.
    ///
    /// @param answers heard within the time
    /// @param nanos how long the run took until the last answer within the time
    /// @param latency in microseconds
    public record Tally(long answers, long lost, long nanos, Histogram latency) {
        /// Answers per second.
        public double rate() {
            return nanos == 0 ? 0 : answers * 1e9 / nanos;
        }
    }

    /// Plays until the play has nothing more to send or time is up, then waits up to ten seconds for what is under way.
    public Tally run(Play play, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a run takes at most " + LONGEST);
        }
        try (Selector selector = Selector.open()) {
            Run run = new Run(play, selector, time.toNanos());
            return run.play();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Run {
        private final Play play;
        private final Selector selector;
        private final List<Line> lines = new ArrayList<>();
        private final boolean[] ended = new boolean[servers.size()];
        private final Heard heard = new Heard();
        private final Histogram latency = new Histogram(60_000_000L, 3);
        private final long start = System.nanoTime();
        private final long end;
        private long answers;
        private long lost;
        private long lastAnswer = start;

        Run(Play play, Selector selector, long nanos) throws IOException {
            this.play = counted(play);
            this.selector = selector;
            end = start + nanos;
            for (int i = 0; i < connections; i++) {
                int target = i % servers.size();
                lines.add(new Line(target, servers.get(target), selector));
            }
        }

        private Play counted(Play inner) {
            return new Play() {
                @Override
                public int write(int target, ByteBuffer into) {
                    return inner.write(target, into);
                }

                @Override
                public void heard(int request, Heard answer, long nanos) {
                    latency.recordValue(Math.min(60_000_000L, nanos / 1_000));
                    inner.heard(request, answer, nanos);
                }

                @Override
                public void lost(int request) {
                    lost++;
                    inner.lost(request);
                }
            };
        }

        Tally play() throws IOException {
            long last = end + PATIENCE.toNanos();
            long now = System.nanoTime();
            long nextSweep = now;
            while (now - last < 0 && !isOver(now)) {
                var _ = selector.select(key -> turn((Line) key.attachment()), LOOK_MILLIS);
                now = System.nanoTime();
                if (now - nextSweep >= 0) {
                    sweep(now);
                    nextSweep = now + LOOK_MILLIS * 1_000_000;
                }
            }
            for (Line line : lines) {
                if (line.isBusy()) {
                    line.lose(play, now);
                }
                line.close();
            }
            return new Tally(answers, lost, Math.max(1, lastAnswer - start), latency);
        }

        private void turn(Line line) {
            long now = System.nanoTime();
            if (line.turn(play, heard, now) && now - end < 0) {
                answers++;
                lastAnswer = now;
            }
            next(line, now);
        }

        private void next(Line line, long now) {
            if (line.isFree() && now - end < 0 && !ended[line.target] && !line.send(play, now)) {
                ended[line.target] = true;
            }
        }

        private void sweep(long now) {
            for (Line line : lines) {
                if (line.isOverdue(now, PATIENCE.toNanos())) {
                    line.lose(play, now);
                }
                line.mend(now);
                next(line, now);
            }
        }

        private boolean isOver(long now) {
            boolean mayEnd = now - end >= 0;
            if (!mayEnd) {
                mayEnd = true;
                for (boolean one : ended) {
                    mayEnd &= one;
                }
            }
            return mayEnd && lines.stream().noneMatch(Line::isBusy);
        }
    }
}
