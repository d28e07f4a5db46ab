package doorbuster.store;

import doorbuster.telemetry.StoreCall;

/// One SQL command of the unit: a file beside the package that uses it. Its header names its parameters in order.
///
/// @param name the file's name without its ending
/// @param call a call of it, as telemetry names it
/// @param text the file without its comment lines; `?` stands for each parameter
public record Sql(String name, StoreCall call, String text) {
    /// Reads `name.sql` from the resources of the owner's package.
    ///
    /// @throws IllegalStateException when there is no such file
    public static Sql load(Class<?> owner, String name) {
        StringBuilder text = new StringBuilder();
        Script.read(owner, name + ".sql")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> text.append(line).append('\n'));
        String feature = owner.getPackageName().substring(owner.getPackageName().lastIndexOf('.') + 1);
        return new Sql(name, StoreCall.postgres(feature, name), text.toString().strip());
    }
}
