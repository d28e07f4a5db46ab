package doorbuster.door;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The files of a web page, read from `web/` once and kept in memory. Nothing on a page may be loaded from another
/// host, no script or style may stand in the HTML, and no other page may frame it.
public final class Pages {
    private static final Header POLICY = HeaderValues.createCached(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'");
    private static final Header REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");
    private static final Header REVALIDATE = HeaderValues.createCached("Cache-Control", "no-cache");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "yaml", "application/yaml; charset=utf-8");
    private final Problems problems;
    private final Map<String, File> files = new HashMap<>();

    private record File(String tag, Answer whole, Answer unchanged) {}

    /// Reads the files.
    ///
    /// @param folder such as `web/shop`, on the class path
    /// @throws UncheckedIOException when one is missing
    public Pages(Problems problems, String folder, List<String> names) {
        this.problems = problems;
        for (String name : names) {
            files.put(name, read(folder, name));
        }
    }

    /// One of the files.
    public Answer file(ServerRequest request, String name) {
        File file = files.get(name);
        if (file == null) {
            return problems.of(Code.NOT_FOUND);
        }
        boolean known = request.headers().values(HeaderNames.IF_NONE_MATCH).contains(file.tag());
        return known ? file.unchanged() : file.whole();
    }

    /// The file that the path names.
    public Answer asset(ServerRequest request) {
        return file(request, request.path().pathParameters().get("file"));
    }

    private static File read(String folder, String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/" + (folder.isEmpty() ? "" : folder + "/") + name)) {
            if (in == null) {
                throw new IOException("no resource " + folder + "/" + name);
            }
            byte[] bytes = in.readAllBytes();
            String tag = "\""
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8) + "\"";
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IOException("no content type for " + name);
            }
            Answer whole = dressed(Answer.of(200, HeaderValues.create("Content-Type", type), bytes), tag);
            return new File(tag, whole, dressed(Answer.empty(304), tag));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Answer dressed(Answer answer, String tag) {
        return answer.with(POLICY).with(REFERRER).with(REVALIDATE).with("ETag", tag);
    }
}
