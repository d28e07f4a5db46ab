package doorbuster.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// No file and no method of any module is longer than `docs/STYLE.md` says.
class SizesTest {
    private static final List<String> MODULES = List.of("app", "catalog-sync", "infra", "loadtest", "regions");
    private static final int MOST_OF_A_FILE = 250;
    private static final int MOST_OF_A_SCRIPT = 80;
    private static final int MOST_OF_A_METHOD = 40;

    @Test
    void no_file_is_longer_than_250_lines() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String kind : List.of(".java", ".js", ".css", ".html", ".sql", ".lua")) {
            sources.addAll(sources(kind));
        }
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of " + file)
                        .hasSizeLessThanOrEqualTo(MOST_OF_A_FILE));
    }

    @Test
    void no_script_of_redis_is_longer_than_80_lines() throws IOException {
        assertThat(sources(".lua"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of " + file)
                        .hasSizeLessThanOrEqualTo(MOST_OF_A_SCRIPT));
    }

    @Test
    void no_method_is_longer_than_40_lines() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) javac.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources(".java")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                new LongMethods(file, positions, found).scan(file, null);
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> sources(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
                files.filter(file -> file.toString().endsWith(ending)).forEach(found::add);
            }
        }
        return found;
    }

    /// Collects the methods of a file that are too long, from the line of the return type to the closing brace.
    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final LineMap lines;
        private final List<String> found;

        LongMethods(CompilationUnitTree file, SourcePositions positions, List<String> found) {
            this.file = file;
            this.positions = positions;
            this.found = found;
            lines = file.getLineMap();
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long first = lines.getLineNumber(start(method));
            long last = lines.getLineNumber(positions.getEndPosition(file, method));
            if (last - first + 1 > MOST_OF_A_METHOD) {
                found.add(file.getSourceFile().getName() + ":" + first + " " + method.getName() + " has "
                        + (last - first + 1) + " lines");
            }
            return super.visitMethod(method, null);
        }

        /// Behind the annotations: what is said of a method is not part of it.
        private long start(MethodTree method) {
            Tree returns = method.getReturnType();
            if (returns != null) {
                return positions.getStartPosition(file, returns);
            }
            long modifiers = positions.getEndPosition(file, method.getModifiers());
            return modifiers < 0 ? positions.getStartPosition(file, method) : modifiers;
        }
    }
}
