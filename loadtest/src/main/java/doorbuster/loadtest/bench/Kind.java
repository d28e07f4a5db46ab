package doorbuster.loadtest.bench;

/// What is measured, in the order of a round.
enum Kind {
    /// The same server reads the same POST and answers a constant: the yardstick.
    CONSTANT("constant", 202, 0),
    /// Orders accepted, with settling to Postgres under way.
    ACCEPTED("accepted", 202, 0.45),
    /// Refusals of a sale that is sold out.
    SOLD_OUT("sold-out", 409, 0.85),
    /// Orders accepted by a node whose every attempt is a script call and a stream entry of its own.
    RECIPE("recipe", 202, 0);

    private final String word;
    private final int status;
    private final double target;

    Kind(String word, int status, double target) {
        this.word = word;
        this.status = status;
        this.target = target;
    }

    String word() {
        return word;
    }

    /// The status that every answer has.
    int status() {
        return status;
    }

    /// The least ratio to the constant answer; 0 when there is none.
    double target() {
        return target;
    }

    /// Whether it takes stock.
    boolean takes() {
        return this == ACCEPTED || this == RECIPE;
    }
}
