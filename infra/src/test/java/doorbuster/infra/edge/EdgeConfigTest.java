package doorbuster.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {
    private final Region region =
            Regions.read(Path.of("../regions")).named("eu-west").orElseThrow();

    @Test
    void the_edge_listens_where_buyers_come_and_asks_the_nodes_on_their_admin_socket() {
        assertThat(config(true))
                .contains("bind 127.0.0.11:8080")
                .contains("server eu-west-1 127.0.0.11:8181 addr 127.0.0.11 port 9090 source 127.0.0.11")
                .contains("http-check send meth GET uri /observe/health/ready ver HTTP/1.1")
                .doesNotContain("${");
    }

    @Test
    void slow_and_oversized_requests_are_answered_by_the_edge_as_problems_of_this_region() {
        assertThat(config(true))
                .contains("timeout http-request 3s", "option http-buffer-request", "timeout queue 2s")
                .contains("deny_status 413 if { req.body_size gt 4096 }")
                .contains("errorfile 413 edge-413.http");
        assertThat(EdgeConfig.files(region, EdgeConfig.PerAddress.usual(true)).get("edge-413.http"))
                .startsWith("HTTP/1.1 413 Content Too Large\r\nContent-Type: application/problem+json\r\n")
                .contains("X-Region: eu-west", "\"code\":\"too-large\",\"region\":\"eu-west\"");
    }

    @Test
    void the_same_region_always_gives_the_same_text() {
        assertThat(config(true)).isEqualTo(config(true));
    }

    @Test
    void one_address_may_not_take_all_connections_unless_it_is_this_machine_that_plays_all_buyers() {
        assertThat(config(true)).contains("acl exempt src 127.0.0.0/8");
        assertThat(config(false))
                .contains("acl exempt always_false")
                .contains("reject if !exempt { sc0_conn_cur gt 200 }")
                .contains("deny_status 429 if !exempt { sc0_http_req_rate gt 1000 }");
    }

    @Test
    void pages_that_watch_their_orders_leave_half_of_the_connections_to_those_who_order() {
        assertThat(config(true)).contains("maxconn 4000", "{ path_end /events } { be_conn(events) ge 2000 }");
    }

    @Test
    void an_edge_without_a_certificate_says_nothing_of_tls_and_one_with_it_nothing_below_1_2() {
        assertThat(config(true)).doesNotContain("ssl", "Strict-Transport-Security", "frontend plain");
    }

    private String config(boolean loopbackIsFree) {
        return String.valueOf(EdgeConfig.files(region, EdgeConfig.PerAddress.usual(loopbackIsFree))
                .get(EdgeConfig.FILE));
    }
}
