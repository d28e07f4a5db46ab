package doorbuster.loadtest.region;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Backing;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.loadtest.catalog.WholeFleet.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A region that comes to a fleet whose stores run in containers: one container for its PostgreSQL and six for its
/// Redis.
/// Needs Docker and the images.
@Tag("containers")
final class ContainerRegionIT {
    @Test
    void a_region_that_is_added_has_its_stores_in_containers_too_and_takes_them_with_it(@TempDir Path folder)
            throws Exception {
        Workspace workspace = new Workspace(folder);
        Backing containers = workspace.backing("containers", System.getenv());
        try (WholeFleet fleet = WholeFleet.up(folder, "--backing", "containers", "--region", "eu-west")) {
            assertThat(containers.left(folder)).as("the origin and eu-west").hasSize(8);

            Said added = fleet.run("region", "add", "ap-south", "--geo", "AS,OC");
            assertThat(added.exit()).as(added.toString()).isZero();
            assertThat(added.out()).contains("proven: 10 of 10 checks hold", "AP South sells");
            assertThat(containers.left(workspace.unit("ap-south"))).hasSize(7);
            assertThat(containers.left(folder)).hasSize(15);

            Said removed = fleet.run("region", "remove", "ap-south", "--force");
            assertThat(removed.exit()).as(removed.toString()).isZero();
            assertThat(removed.out()).contains("no process, no container, no data");
            assertThat(workspace.unit("ap-south")).doesNotExist();
            assertThat(containers.left(workspace.unit("ap-south"))).isEmpty();

            Said other = fleet.run("region", "verify", "eu-west");
            assertThat(other.exit()).as(other.toString()).isZero();
            assertThat(containers.left(folder)).hasSize(8);
        }
        assertThat(containers.left(folder)).isEmpty();
    }
}
