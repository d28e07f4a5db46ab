package doorbuster.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/// How the pool of connections to Postgres is used.
///
/// @param waiting threads that wait for a connection
public record Usage(int used, int idle, int most, int waiting) {
    static Usage of(HikariDataSource pool) {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        int most = pool.getMaximumPoolSize();
        return bean == null
                ? new Usage(0, 0, most, 0)
                : new Usage(
                        bean.getActiveConnections(),
                        bean.getIdleConnections(),
                        most,
                        bean.getThreadsAwaitingConnection());
    }

    @Override
    public String toString() {
        return used + " in use, " + waiting + " waiting";
    }
}
