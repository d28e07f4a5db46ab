package doorbuster.catalogsync.authoring;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes to lines: strict UTF-8, bounded length, whatever the file holds; memory stays at one line.
final class RawLines {
    private final InputStream bytes;
    private final int longest;
    private int line;

    RawLines(InputStream bytes, int longest) {
        this.bytes = new BufferedInputStream(bytes, 64 * 1024);
        this.longest = longest;
    }

    sealed interface RawLine {
        int line();

        /// A line of text.
        ///
        /// @param ended false for a last line without a line end
        record Text(int line, String text, boolean ended) implements RawLine {}

        record Spoiled(int line, String reason) implements RawLine {}
    }

    /// The next line, empty at the end of the file.
    Optional<RawLine> next() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(512);
        long length = 0;
        int b = bytes.read();
        if (b < 0) {
            return Optional.empty();
        }
        line++;
        while (b >= 0 && b != '\n') {
            if (++length <= longest) {
                content.write(b);
            }
            b = bytes.read();
        }
        return Optional.of(length > longest ? tooLong(length) : decode(content.toByteArray(), b == '\n'));
    }

    private RawLine tooLong(long length) {
        return new RawLine.Spoiled(line, "the line has " + length + " bytes, at most " + longest + " are allowed");
    }

    private RawLine decode(byte[] content, boolean ended) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\r') {
            length--;
        }
        int start = line == 1 && startsWithMark(content, length) ? 3 : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, start, length - start))
                    .toString();
            return new RawLine.Text(line, text, ended);
        } catch (CharacterCodingException e) {
            return new RawLine.Spoiled(line, "invalid UTF-8");
        }
    }

    /// Spreadsheets write a byte order mark.
    private static boolean startsWithMark(byte[] content, int length) {
        return length >= 3 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB && content[2] == (byte) 0xBF;
    }
}
