package doorbuster.loadtest.faults;

import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Mutant.Swap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The resources of a mutant, made of those of the app by exchanging passages. It is searched before the app.
final class MutantFolder {
    private MutantFolder() {}

    /// Writes them anew.
    ///
    /// @param programs the class path of the app
    /// @throws StartFailed when a passage is not there any more, or there twice: the mutant must be looked over
    static Path write(Mutant mutant, List<Path> programs, Path folder) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (Swap swap : mutant.swaps()) {
            if (!texts.containsKey(swap.resource())) {
                texts.put(swap.resource(), read(swap.resource(), programs));
            }
            texts.compute(swap.resource(), (_, text) -> swapped(String.valueOf(text), swap));
        }
        Path root = folder.resolve(mutant.word());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = root.resolve(text.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text.getValue());
        }
        return root;
    }

    /// The text with the one passage exchanged.
    static String swapped(String text, Swap swap) {
        int at = text.indexOf(swap.passage());
        if (at < 0 || text.indexOf(swap.passage(), at + 1) >= 0) {
            throw new StartFailed(swap.file() + " does not have this passage once: " + swap.passage());
        }
        return text.substring(0, at)
                + swap.instead()
                + text.substring(at + swap.passage().length());
    }

    private static String read(String resource, List<Path> programs) throws IOException {
        for (Path program : programs) {
            try (ZipFile jar = new ZipFile(program.toFile())) {
                ZipEntry entry = jar.getEntry(resource);
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
            }
        }
        throw new StartFailed("the app has no " + resource);
    }
}
