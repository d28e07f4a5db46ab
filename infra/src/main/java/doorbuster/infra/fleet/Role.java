package doorbuster.infra.fleet;

import java.util.Locale;

/// What a process of the fleet is for, in the order in which they are stopped.
public enum Role {
    DNS,
    EDGE,
    APP,
    CATALOG_SYNC,
    REDIS,
    POSTGRES,
    ZIPKIN;

    /// As it is written for humans and programs: `catalog-sync`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
