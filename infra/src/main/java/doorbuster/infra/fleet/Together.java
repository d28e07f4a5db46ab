package doorbuster.infra.fleet;

import doorbuster.infra.local.StartFailed;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Several pieces of work at once: all of them, or the first failure.
final class Together {
    private Together() {}

    /// Runs all of `tasks` at the same time and returns when the last has ended. When one fails, the others
    /// are interrupted and its failure is thrown.
    static void run(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            tasks.forEach(task -> ended.submit(task, null));
            try {
                for (int i = 0; i < tasks.size(); i++) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw failure(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StartFailed("interrupted", e);
            }
        }
    }

    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new StartFailed(cause.toString(), cause);
    }
}
