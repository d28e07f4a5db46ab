package doorbuster.simulator.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/// Runs script files as Redis does: `KEYS`, `ARGV`, `redis.call`, and the conversions between Lua's values and Redis'.
///
/// LuaJ is Lua 5.2 and Redis 5.1; what the scripts use is the same in both but for `unpack`, and for `string.format`,
/// which LuaJ gets wrong for `%.0f`. Used by one thread.
public final class Lua {
    private final Globals globals = new Globals();
    private final Map<String, Prototype> compiled = new HashMap<>();
    private Function<List<String>, @Nullable Object> commands = words -> {
        throw new IllegalStateException("no script runs: " + words);
    };

    /// A runtime with nothing compiled yet.
    public Lua() {
        globals.load(new JseBaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        globals.load(new StringLib());
        globals.load(new JseMathLib());
        globals.set("unpack", globals.get("table").get("unpack"));
        globals.get("string").set("format", new Format());
        LuaTable redis = new LuaTable();
        redis.set("call", new Call());
        redis.set("error_reply", new ErrorReply());
        globals.set("redis", redis);
    }

    /// Runs one script.
    ///
    /// @param process answers the script's commands
    /// @return a text, a whole number, a list, or null
    /// @throws Keyspace.Refused when the script answers with an error
    @Nullable
    Object run(Function<List<String>, @Nullable Object> process, String script, List<String> keys, List<String> args) {
        commands = process;
        globals.set("KEYS", table(keys));
        globals.set("ARGV", table(args));
        try {
            return fromLua(new LuaClosure(compiled.computeIfAbsent(script, Lua::compile), globals).call());
        } catch (LuaError e) {
            if (e.getCause() instanceof Keyspace.Refused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static Prototype compile(String script) {
        try {
            return LuaC.instance.compile(
                    new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                    script.lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaTable table(List<?> values) {
        LuaTable table = new LuaTable(values.size(), 0);
        for (int i = 0; i < values.size(); i++) {
            table.set(i + 1, toLua(values.get(i)));
        }
        return table;
    }

    private static LuaValue toLua(@Nullable Object value) {
        return switch (value) {
            case null -> LuaValue.FALSE;
            case String text -> LuaString.valueOf(text);
            case Long number -> LuaValue.valueOf(number);
            case List<?> list -> table(list);
            default -> throw new IllegalArgumentException("Redis has no " + value.getClass());
        };
    }

    private static @Nullable Object fromLua(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TNUMBER -> (long) value.todouble();
            case LuaValue.TSTRING -> value.tojstring();
            case LuaValue.TBOOLEAN -> value.toboolean() ? 1L : null;
            case LuaValue.TTABLE -> {
                if (!value.get("err").isnil()) {
                    throw new Keyspace.Refused(value.get("err").tojstring());
                }
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 1; !value.get(i).isnil(); i++) {
                    list.add(fromLua(value.get(i)));
                }
                yield list;
            }
            default -> null;
        };
    }

    private static String word(LuaValue value) {
        if (value.type() == LuaValue.TSTRING) {
            return value.tojstring();
        }
        double number = value.checkdouble();
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private final class Call extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs args) {
            List<String> words = new ArrayList<>(args.narg());
            for (int i = 1; i <= args.narg(); i++) {
                words.add(word(args.arg(i)));
            }
            try {
                return toLua(commands.apply(words));
            } catch (Keyspace.Refused e) {
                throw new LuaError(e);
            }
        }
    }

    private static final class ErrorReply extends OneArgFunction {
        @Override
        public LuaValue call(LuaValue text) {
            LuaTable reply = new LuaTable();
            reply.set("err", text);
            return reply;
        }
    }

    /// `%s`, `%d` and `%.0f`, which is all the scripts use.
    private static final class Format extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs args) {
            StringBuilder text = new StringBuilder();
            String form = args.checkjstring(1);
            int next = 2;
            for (int i = 0; i < form.length(); i++) {
                if (form.charAt(i) != '%') {
                    text.append(form.charAt(i));
                } else if (form.startsWith("%.0f", i)) {
                    text.append(Math.round(args.checkdouble(next++)));
                    i += 3;
                } else if (form.startsWith("%d", i)) {
                    text.append(args.checklong(next++));
                    i += 1;
                } else {
                    throw new LuaError("string.format knows no " + form.substring(i));
                }
            }
            return LuaString.valueOf(text.toString());
        }
    }
}
