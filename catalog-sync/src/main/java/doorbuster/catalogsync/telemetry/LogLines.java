package doorbuster.catalogsync.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The lines of this process's log on standard error: one JSON object each, for machines, with the region,
/// the node and, inside a span, the trace. People at a terminal get text.
public final class LogLines extends Formatter {
    private final String region;
    private final String node;

    /// Lines of one process.
    public LogLines(String region, String node) {
        this.region = region;
        this.node = node;
    }

    /// Lets this process log so from here on.
    ///
    /// @param format `json`, `text`, or `auto`: text on a terminal
    public static void install(String format, String region, String node) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        if (format.equals("text") || (format.equals("auto") && terminal)) {
            return;
        }
        Logger root = Logger.getLogger("");
        for (Handler before : root.getHandlers()) {
            root.removeHandler(before);
        }
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new LogLines(region, node));
        root.addHandler(handler);
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(256).append('{');
        member(line, "time", entry.getInstant().toString());
        member(line, "level", entry.getLevel().getName());
        member(line, "logger", String.valueOf(entry.getLoggerName()));
        member(line, "message", formatMessage(entry));
        member(line, "region", region);
        member(line, "node", node);
        SpanContext here = Span.current().getSpanContext();
        if (here.isSampled()) {
            member(line, "trace_id", here.getTraceId());
            member(line, "span_id", here.getSpanId());
        }
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            member(line, "error", stack.toString());
        }
        line.setCharAt(line.length() - 1, '}');
        return line.append('\n').toString();
    }

    private static void member(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, line);
        line.append("\",");
    }
}
