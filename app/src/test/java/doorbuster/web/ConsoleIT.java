package doorbuster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import doorbuster.console.ConsoleServer;
import doorbuster.door.ModelWares;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The operator's page in a real browser, against the real console.
@Tag("browser")
final class ConsoleIT {
    private static Browsers browsers;
    private ConsoleServer server;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    static void quit() {
        browsers.close();
    }

    @BeforeEach
    void open() throws Exception {
        server = new ConsoleServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
        page = window(ColorScheme.LIGHT);
    }

    private Page window(ColorScheme scheme) {
        return browsers.window(server.port(), 1440, 1000, scheme, complaints::add);
    }

    @AfterEach
    void close() {
        page.context().close();
        server.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    private void signIn(String token) {
        page.locator("#token").fill(token);
        page.locator("#login-form button").click();
    }

    @Test
    void an_operator_sees_the_book_the_stores_the_lanes_and_the_audit() {
        signIn(server.identity.operator("op"));

        assertThat(page.locator("#sales")).containsText("balanced");
        assertThat(page.locator("#sales")).containsText("7 available");
        assertThat(page.locator("#stores")).containsText("postgres up");
        assertThat(page.locator("#lanes")).containsText("lamp : 0");
        assertThat(page.locator("#letters")).containsText("constraint");
        assertThat(page.locator("#audit")).containsText("by hand");
        Browsers.shoot(page, "console");
    }

    @Test
    void a_buyers_token_opens_nothing() {
        signIn(server.identity.token("ann"));

        assertThat(page.locator("#login-error")).containsText("not an operator");
        assertThat(page.locator("#signed-in")).isHidden();
    }

    @Test
    void a_pause_asks_first_and_leaves_it_when_told_so() {
        page.context().close();
        page = window(ColorScheme.DARK);
        signIn(server.identity.operator("op"));
        Locator pause = page.locator("#sales button").filter(new Locator.FilterOptions().setHasText("Pause"));
        pause.click();
        assertThat(page.locator("#confirm-title")).hasText("Pause lamp?");
        Browsers.shoot(page, "console-confirm-dark");
        page.locator("#confirm button[value=no]").click();
        assertThat(server.desk.done).isEmpty();
        pause.click();
        page.locator("#confirm-yes").click();
        assertThat(page.locator("#confirm")).isHidden();
        page.waitForCondition(() -> server.desk.done.contains("pause lamp by op"));
    }

    @Test
    void a_restock_sends_the_number_and_a_drain_is_shown() {
        signIn(server.identity.operator("op"));
        page.locator("#sales button")
                .filter(new Locator.FilterOptions().setHasText("Restock"))
                .click();
        page.locator("#confirm-number").fill("25");
        page.locator("#confirm-yes").click();
        page.waitForCondition(() -> server.desk.done.contains("restock 25 lamp by op"));
        page.locator("#drain").click();
        page.locator("#confirm-yes").click();

        assertThat(page.locator("#drain-state")).hasText("draining");
        assertThat(page.locator("#drain")).hasText("Sell again");
    }
}
