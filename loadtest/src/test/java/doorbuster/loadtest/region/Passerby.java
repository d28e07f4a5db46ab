package doorbuster.loadtest.region;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Somebody who opens a storefront in Chromium, signs in and buys the first thing there.
record Passerby(String storefront, String regionName) {
    private static final Path CHROMIUM =
            Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
    private static final double PATIENCE_MS = 15_000;

    /// Buys, watches the order until it is confirmed, and takes a picture.
    void buy(Path picture) {
        Playwright.CreateOptions quiet =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        BrowserType.LaunchOptions headless = new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"));
        try (Playwright playwright = Playwright.create(quiet);
                Browser browser = playwright.chromium().launch(headless)) {
            Page page = browser.newPage();
            page.navigate(storefront + "/");
            assertThat(page.locator("#region")).hasText(regionName);
            page.locator("#sign-in").click();
            page.locator("#login-name").fill("passer-by");
            page.locator("#login-form button[type=submit]").click();
            assertThat(page.locator("#who-name")).hasText("passer-by");
            page.locator(".card button.primary").first().click();
            assertThat(page.locator(".order .state").first())
                    .hasText("Confirmed", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
            page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
        }
    }
}
