package doorbuster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import doorbuster.door.DoorServer;
import doorbuster.reserve.Reservation;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The storefront in a real browser, against the real door.
@Tag("browser")
final class ShopIT {
    private static Browsers browsers;
    private DoorServer server;
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
        server = new DoorServer();
        ShopWares.into(server);
        page = window(1280, 900, ColorScheme.LIGHT);
    }

    private Page window(int width, int height, ColorScheme scheme) {
        return browsers.window(server.port(), width, height, scheme, complaints::add);
    }

    @AfterEach
    void close() {
        page.context().close();
        server.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    private Locator card(String name) {
        return page.locator(".card")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    private Locator buyButton(String name) {
        return card(name).locator("button.primary");
    }

    private void signIn(String name) {
        page.locator("#sign-in").click();
        page.locator("#login-name").fill(name);
        page.locator("#login-form button[type=submit]").click();
        assertThat(page.locator("#who-name")).hasText(name);
    }

    private OrderId onlyOrder() {
        await().until(() -> !server.unit.orders.isEmpty());
        return server.unit.orders.keySet().iterator().next();
    }

    @Test
    void a_buyer_signs_in_buys_watches_and_cancels() {
        signIn("ann");
        buyButton("Night Lamp").click();
        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");
        assertThat(page.locator(".order .state")).hasText("Accepted");
        server.unit.move(onlyOrder(), OrderState.CONFIRMED);
        assertThat(page.locator(".order .state")).hasText("Confirmed");
        Browsers.shoot(page, "shop-confirmed");
        page.locator(".order .cancel").click();

        assertThat(page.locator(".order .state")).hasText("Cancelled");
    }

    @Test
    void a_purchase_is_one_trace_that_begins_with_the_press_and_ends_with_the_last_word() {
        signIn("ann");
        buyButton("Night Lamp").click();
        assertThat(page.locator(".order .state")).hasText("Accepted");
        server.unit.move(onlyOrder(), OrderState.CONFIRMED);
        await().until(() -> server.spans.named("buy").size() == 1);
        SpanData press = server.spans.named("buy").getFirst();
        assertThat(press.getParentSpanContext().isValid()).isFalse();
        assertThat(press.getAttributes().get(AttributeKey.stringKey("doorbuster.outcome")))
                .isEqualTo("CONFIRMED");
        assertThat(server.spans.named("POST /v1/sales/{saleId}/orders"))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.getTraceId()).isEqualTo(press.getTraceId());
                    assertThat(order.getParentSpanId()).isEqualTo(press.getSpanId());
                    assertThat(order.getStartEpochNanos() - press.getStartEpochNanos())
                            .isBetween(-50_000_000L, 5_000_000_000L);
                });
    }

    @Test
    void the_first_press_asks_for_a_name_and_then_buys() {
        buyButton("Night Lamp").click();
        page.locator("#login-name").fill("eve");
        page.keyboard().press("Enter");

        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");
    }

    @Test
    void a_double_click_is_one_order() {
        signIn("ann");
        server.unit.gate = new CountDownLatch(1);
        buyButton("Night Lamp").dblclick();
        assertThat(buyButton("Night Lamp")).isDisabled();
        server.unit.gate.countDown();
        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");

        assertThat(server.unit.orders).hasSize(1);
        assertThat(server.unit.asked).hasValue(1);
    }

    @Test
    void a_slow_shop_gives_the_button_back_after_five_seconds_and_the_next_press_is_the_same_order() {
        signIn("ann");
        server.unit.gate = new CountDownLatch(1);
        buyButton("Night Lamp").click();
        assertThat(buyButton("Night Lamp")).isDisabled();
        assertThat(buyButton("Night Lamp")).isEnabled();
        assertThat(card("Night Lamp").locator(".note")).containsText("the same order");
        server.unit.gate.countDown();
        buyButton("Night Lamp").click();

        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");
        assertThat(server.unit.orders).hasSize(1);
    }

    @Test
    void a_captcha_is_solved_without_a_word_of_the_buyer() {
        signIn("ann");
        buyButton("<script>").click();

        assertThat(card("<script>").locator(".note")).containsText("Accepted");
    }

    @Test
    void sold_out_and_too_fast_and_over_the_limit_are_said_in_plain_words() {
        signIn("ann");
        buyButton("Desk Lamp").click();
        assertThat(card("Desk Lamp").locator(".note")).containsText("Accepted");
        signOutAndIn("bob");
        buyButton("Desk Lamp").click();
        assertThat(card("Desk Lamp").locator(".note")).containsText("Sold out.");
        Browsers.shoot(page, "shop-sold-out");
        server.unit.nextAnswer = Optional.of(new Reservation.RateLimited(100, Duration.ofSeconds(30)));
        buyButton("Night Lamp").click();
        assertThat(card("Night Lamp").locator(".note")).containsText("too fast");
        server.unit.nextAnswer = Optional.of(new Reservation.OverLimit(2, 2));
        signOutAndIn("cid");
        buyButton("Night Lamp").click();
        assertThat(card("Night Lamp").locator(".note")).containsText("2 of at most 2");
    }

    private void signOutAndIn(String name) {
        page.locator("#sign-out").click();
        signIn(name);
    }

    @Test
    void offline_the_attempt_is_kept_and_goes_on_when_the_line_is_back() {
        signIn("ann");
        page.context().setOffline(true);
        assertThat(page.locator("#offline")).isVisible();
        buyButton("Night Lamp").click();
        assertThat(card("Night Lamp").locator(".note")).containsText("the same order");
        page.context().setOffline(false);
        assertThat(page.locator("#offline")).isHidden();
        buyButton("Night Lamp").click();

        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");
        assertThat(server.unit.orders).hasSize(1);
    }

    @Test
    void without_event_streams_the_page_polls() {
        page.route("**/events", Route::abort);
        signIn("ann");
        buyButton("Night Lamp").click();
        assertThat(page.locator(".order .state")).hasText("Accepted");
        server.unit.move(onlyOrder(), OrderState.CONFIRMED);

        assertThat(page.locator(".order .state")).hasText("Confirmed");
    }

    @Test
    void a_sale_that_has_not_opened_cannot_be_pressed_and_counts_down() {
        Locator late = page.locator(".card").filter(new Locator.FilterOptions().setHasText("Opens in"));

        assertThat(late.locator("button.primary")).isDisabled();
        assertThat(late.locator(".when")).containsText("Opens in 01:0");
        assertThat(page.locator("#region")).hasText("Test North");
    }

    @Test
    void it_works_by_keyboard_on_a_phone_and_in_the_dark() {
        page.context().close();
        page = window(390, 844, ColorScheme.DARK);
        signIn("ann");
        buyButton("Night Lamp").focus();
        page.keyboard().press("Enter");
        assertThat(card("Night Lamp").locator(".note")).containsText("Accepted");
        Object overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
        Browsers.shoot(page, "shop-phone-dark");

        assertThat(overflow).isEqualTo(false);
    }
}
