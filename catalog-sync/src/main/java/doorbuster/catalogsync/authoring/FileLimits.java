package doorbuster.catalogsync.authoring;

/// How large a catalog file may be.
///
/// @param lineBytes  longest line (CSV: longest row)
/// @param textLength longest name or description, in characters
/// @param rows       most products and categories together
/// @param faults     most bad lines that are named; the rest are counted
public record FileLimits(int lineBytes, int textLength, int rows, int faults) {}
