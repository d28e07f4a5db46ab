package doorbuster.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.reserve.Roster;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.simulator.postgres.MemoryPostgres;
import doorbuster.simulator.redis.Lua;
import doorbuster.simulator.redis.MemoryRedis;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceIT {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void scripts_answer_the_same_in_memory_and_on_a_real_cluster(long seed) {
        SaleId sale = new SaleId("story-" + seed);
        MemoryRedis memory = new MemoryRedis(
                new Lua(), System::currentTimeMillis, () -> "a".repeat(40), script -> script.text(false), 1);
        List<String> said = new ScriptStory(new PlainScripts(memory), sale, seed).tell(700);
        try (Redis redis = rig.client()) {
            // a client's first commands may come before its connections to the slots' nodes stand
            Script pulse = Script.load(Roster.class, "pulse");
            for (Lane lane : List.of(new Lane(sale, 0), new Lane(sale, 1))) {
                List<String> keys = List.of(lane.key("st"), lane.key("q"), lane.key("dead"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> redis.call(pulse, keys, List.of("0")) instanceof Reply.Done);
            }
            assertSame(new ScriptStory(redis, sale, seed).tell(700), said);
        }
    }

    private static void assertSame(List<String> real, List<String> memory) {
        for (int i = 0; i < memory.size(); i++) {
            assertThat(real.get(i)).as("line %d", i).isEqualTo(memory.get(i));
        }
        assertThat(real).hasSameSizeAs(memory);
    }

    @Test
    void statements_answer_the_same_in_memory_and_on_a_real_server() {
        MemoryPostgres memory = new MemoryPostgres(System::currentTimeMillis, MemoryPostgres.statements(), _ -> {});
        List<String> said = new StatementStory(new PlainPostgres(memory), 7).tell(3_000);
        try (PooledPostgres postgres = rig.tables()) {
            postgres.migrate();
            assertSame(new StatementStory(postgres, 7).tell(3_000), said);
        }
    }
}
