package doorbuster.catalogsync.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Rows in COPY's text format.
public final class CopyText implements AutoCloseable {
    private static final int FULL = 64 * 1024;
    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder();

    public CopyText(OutputStream out) {
        this.out = out;
    }

    /// One row; `null` is NULL.
    public void row(@Nullable Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                waiting.append('\t');
            }
            append(fields[i]);
        }
        waiting.append('\n');
        if (waiting.length() >= FULL) {
            flush();
        }
    }

    private void append(@Nullable Object field) {
        if (field == null) {
            waiting.append("\\N");
            return;
        }
        String text = field.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    private void flush() throws IOException {
        out.write(waiting.toString().getBytes(StandardCharsets.UTF_8));
        waiting.setLength(0);
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
