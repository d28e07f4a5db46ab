package doorbuster.infra.admin;

import doorbuster.infra.local.StartFailed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// A long file on its way to a socket, streamed and counted.
///
/// @param type its media type, by its name
public record Upload(String type, BodyPublisher body) {
    /// Opens `file`, CSV or NDJSON by its name.
    ///
    /// @param progress told the bytes sent so far
    /// @throws StartFailed when it has another name; a file that cannot be read fails when it is sent
    public static Upload of(Path file, LongConsumer progress) {
        return new Upload(typeOf(file), BodyPublishers.ofInputStream(() -> new Counted(open(file), progress)));
    }

    /// The bytes of a file that is to be sent.
    ///
    /// @throws StartFailed when it cannot be read
    public static long size(Path file) {
        try {
            if (!Files.isReadable(file)) {
                throw new StartFailed(file + " cannot be read");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String typeOf(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return "text/csv";
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return "application/x-ndjson";
        }
        throw new StartFailed(file + " is neither .csv nor .ndjson");
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Counts what is read.
    private static final class Counted extends FilterInputStream {
        private final LongConsumer progress;
        private long count;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            tell(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            tell(Math.max(read, 0));
            return read;
        }

        private void tell(int bytes) {
            count += bytes;
            progress.accept(count);
        }
    }
}
