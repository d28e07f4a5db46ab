package doorbuster.infra.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aligned columns; those whose cells are all numbers or empty are aligned to the right.
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(head);
    }

    /// One more row, with as many cells as the head.
    void row(String... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in this table");
        }
        rows.add(cells);
    }

    void print(PrintWriter out) {
        int columns = rows.getFirst().length;
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        Arrays.fill(numbers, rows.size() > 1);
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], rows.get(r)[c].length());
                numbers[c] &= r == 0 || rows.get(r)[c].matches("-?[\\d,.]*");
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String gap = " ".repeat(widths[c] - row[c].length());
                line.append(numbers[c] ? gap + row[c] : row[c] + gap).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }
}
