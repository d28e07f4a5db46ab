package doorbuster.simulator;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs virtual threads on the one thread that turns it, in an order that its seed decides, under a clock of its own.
///
/// A virtual thread that blocks, be it in a future's `get`, gives way like one that sleeps: the unit's code runs as it
/// is. The JDK hands its scheduler to nobody, so the builder that takes one is reached by reflection.
final class Loom {
    private static final long BEGIN_MILLIS = 1_800_000_000_000L;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Constructor<?> BUILDER = builder();
    private final RandomGenerator random;
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Thread.Builder.OfVirtual threads;
    private long nanos;
    private long number;
    private long steps;

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /// The process in which the code ran is dead.
    static final class Crashed extends Error {
        private static final long serialVersionUID = 1;

        Crashed() {
            super("this process is dead", null, false, false);
        }
    }

    Loom(RandomGenerator random) {
        this.random = random;
        try {
            Executor queue = ready::add;
            threads = (Thread.Builder.OfVirtual) BUILDER.newInstance(queue);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts a thread; it runs when its turn comes.
    Thread start(Runnable task) {
        Thread thread = threads.unstarted(task);
        thread.start();
        return thread;
    }

    /// Does something at a later moment, on no thread of the simulated world: it must not wait for anything.
    void later(long millis, Runnable action) {
        events.add(new Event(nanos + millis * NANOS_PER_MILLI, number++, action));
    }

    /// Lets others act for a while; to be called by a thread of this loom.
    ///
    /// @param process whose thread it is, null for the world's own
    /// @throws Crashed when the process dies meanwhile, or is dead
    void pause(@Nullable Running process, long micros) {
        boolean[] over = {false};
        Thread me = Thread.currentThread();
        events.add(new Event(nanos + micros * 1_000, number++, () -> {
            over[0] = true;
            LockSupport.unpark(me);
        }));
        while (!over[0] && (process == null || process.isAlive())) {
            LockSupport.park();
        }
        if (process != null && !process.isAlive()) {
            throw new Crashed();
        }
        if (process != null && process.frozenUntil() > nanos) {
            pause(process, (process.frozenUntil() - nanos) / 1_000 + 1);
        }
    }

    /// A process of the simulated world.
    interface Running {
        boolean isAlive();

        /// Until when it is stopped, by this loom's clock in nanoseconds.
        long frozenUntil();
    }

    /// Turns until nobody has anything to do, or so many milliseconds have passed.
    ///
    /// @return whether somebody has still something to do
    boolean turn(long millis) {
        long until = nanos + millis * NANOS_PER_MILLI;
        while (true) {
            while (!ready.isEmpty()) {
                int chosen = random.nextInt(ready.size());
                Runnable next = ready.set(chosen, ready.getLast());
                ready.removeLast();
                steps++;
                next.run();
            }
            Event event = events.peek();
            if (event == null || event.at > until) {
                nanos = until;
                return event != null;
            }
            events.remove();
            nanos = event.at;
            event.action.run();
        }
    }

    long nanos() {
        return nanos;
    }

    /// The clock of everybody in the simulated world, milliseconds since 1970.
    long millis() {
        return BEGIN_MILLIS + nanos / NANOS_PER_MILLI;
    }

    /// How often a thread was chosen to go on.
    long steps() {
        return steps;
    }

    private static Constructor<?> builder() {
        try {
            Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            builder.setAccessible(true);
            return builder;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK takes no scheduler for virtual threads", e);
        }
    }
}
