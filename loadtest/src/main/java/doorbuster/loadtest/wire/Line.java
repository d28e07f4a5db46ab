package doorbuster.loadtest.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One keep-alive connection with at most one request under way, as a buyer's browser has it.
final class Line {
    private static final int REQUEST = 8_192;
    private static final int ANSWER = 65_536;
    private static final long REST_NANOS = 50_000_000;

    final int target;
    private final InetSocketAddress server;
    private final Selector selector;
    private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST);
    private final ByteBuffer in = ByteBuffer.wrap(new byte[ANSWER]);
    private SocketChannel channel;
    private SelectionKey key;
    private int request = Play.NOTHING;
    private long sentAt;
    private long openAgainAt;
    private boolean broken;

    Line(int target, InetSocketAddress server, Selector selector) throws IOException {
        this.target = target;
        this.server = server;
        this.selector = selector;
        channel = SocketChannel.open();
        key = dial();
    }

    private SelectionKey dial() throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean there = channel.connect(server);
        SelectionKey fresh = channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        out.clear().flip();
        in.clear();
        broken = false;
        return fresh;
    }

    boolean isBusy() {
        return request != Play.NOTHING;
    }

    /// Whether a request can be written now.
    boolean isFree() {
        return !isBusy() && !broken && channel.isConnected();
    }

    /// Opens a broken connection again, 50 ms after it broke.
    void mend(long now) {
        if (broken && now - openAgainAt >= 0) {
            try {
                channel = SocketChannel.open();
                key = dial();
            } catch (IOException _) {
                hangUp(now);
            }
        }
    }

    /// Takes the next request of the play, if there is one.
    boolean send(Play play, long now) {
        out.clear();
        request = play.write(target, out);
        out.flip();
        if (request == Play.NOTHING) {
            return false;
        }
        sentAt = now;
        try {
            flush();
        } catch (IOException _) {
            lose(play, now);
        }
        return true;
    }

    /// Does what the selector says is possible; true when an answer was heard.
    boolean turn(Play play, Heard heard, long now) {
        try {
            if (key.isConnectable()) {
                var _ = channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                return false;
            }
            if (key.isWritable()) {
                flush();
            }
            return key.isReadable() && read(play, heard);
        } catch (IOException | IllegalStateException _) {
            lose(play, now);
            return false;
        }
    }

    /// Gives up on what is under way and opens the connection anew.
    void lose(Play play, long now) {
        hangUp(now);
        if (isBusy()) {
            int gone = request;
            request = Play.NOTHING;
            play.lost(gone);
        }
    }

    boolean isOverdue(long now, long patienceNanos) {
        return isBusy() && now - sentAt > patienceNanos;
    }

    void close() throws IOException {
        channel.close();
    }

    private void hangUp(long now) {
        broken = true;
        openAgainAt = now + REST_NANOS;
        try {
            channel.close();
        } catch (IOException _) {
            // it is gone, which is all that is wanted
        }
    }

    private void flush() throws IOException {
        var _ = channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean read(Play play, Heard heard) throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException();
        }
        int length = heard.read(in.array(), in.position());
        if (length < 0) {
            if (!in.hasRemaining()) {
                throw new IOException("an answer longer than " + ANSWER + " bytes");
            }
            return false;
        }
        int answered = request;
        request = Play.NOTHING;
        if (answered != Play.NOTHING) {
            play.heard(answered, heard, System.nanoTime() - sentAt);
        }
        in.clear();
        return answered != Play.NOTHING;
    }
}
