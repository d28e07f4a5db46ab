package doorbuster.door;

/// Every refusal's `code` with its status and title, in the order in which the contract checks them.
public enum Code {
    /// The request cannot be read.
    MALFORMED(400, "malformed", "The request cannot be read"),
    /// The body is over 4 KiB.
    TOO_LARGE(413, "too-large", "The request is too large"),
    /// The body is of another type than JSON.
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body must be JSON"),
    /// The path exists, the method does not.
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not allowed here"),
    /// Nothing is here, or nothing of the caller's.
    NOT_FOUND(404, "not-found", "There is nothing here"),
    /// The request came too slowly.
    TIMEOUT(408, "timeout", "The request took too long"),
    /// No login, or one that proves nothing.
    LOGIN_REQUIRED(401, "login-required", "Please sign in"),
    /// The token is good and not enough.
    FORBIDDEN(403, "forbidden", "This is for operators"),
    /// The signature of a webhook is not the provider's.
    SIGNATURE_INVALID(401, "signature-invalid", "The signature is not valid"),
    /// Another unit serves this.
    WRONG_REGION(421, "wrong-region", "Another region serves this"),
    /// Too many attempts in a minute.
    RATE_LIMITED(429, "rate-limited", "Too many attempts"),
    /// The sale does not sell to this buyer.
    NOT_ELIGIBLE(403, "not-eligible", "This sale is not open to you"),
    /// The sale asks for a solved challenge.
    CHALLENGE_REQUIRED(403, "challenge-required", "Please solve a challenge first"),
    /// The solution is not good.
    CHALLENGE_FAILED(403, "challenge-failed", "The challenge was not solved"),
    /// Another attempt of the buyer is being answered.
    SUBMISSION_IN_PROGRESS(409, "submission-in-progress", "Your other attempt is still being answered"),
    /// The same key was used with another body.
    IDEMPOTENCY_CONFLICT(422, "idempotency-conflict", "This key was used for another order"),
    /// Before the window.
    NOT_OPEN(425, "not-open", "The sale has not opened yet"),
    /// After the window.
    CLOSED(410, "closed", "The sale is over"),
    /// Paused by the operator.
    PAUSED(503, "paused", "The sale is paused"),
    /// Over the buyer's limit.
    OVER_LIMIT(409, "over-limit", "You have reached your limit"),
    /// Some units are left, fewer than asked for.
    NOT_ENOUGH(409, "not-enough", "Fewer are left than you asked for"),
    /// None left.
    SOLD_OUT(409, "sold-out", "Sold out"),
    /// The order is past cancelling.
    NOT_CANCELLABLE(409, "not-cancellable", "This order cannot be cancelled any more"),
    /// The order is not settled yet.
    NOT_SETTLED(409, "not-settled", "This order is still being settled"),
    /// A store is away, or the unit is draining.
    UNAVAILABLE(503, "unavailable", "Please try again in a moment"),
    /// A bug; nothing of it is told.
    INTERNAL(500, "internal", "Something went wrong");

    private final int status;
    private final String word;
    private final String title;

    Code(int status, String word, String title) {
        this.status = status;
        this.word = word;
        this.title = title;
    }

    /// Where an attempt to order that is answered so was decided.
    String stage() {
        return switch (this) {
            case MALFORMED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    METHOD_NOT_ALLOWED,
                    NOT_FOUND,
                    TIMEOUT,
                    LOGIN_REQUIRED,
                    FORBIDDEN,
                    SIGNATURE_INVALID,
                    WRONG_REGION -> "door";
            case RATE_LIMITED, SUBMISSION_IN_PROGRESS -> "limits";
            case NOT_ELIGIBLE -> "eligibility";
            case CHALLENGE_REQUIRED, CHALLENGE_FAILED -> "challenge";
            case IDEMPOTENCY_CONFLICT,
                    NOT_OPEN,
                    CLOSED,
                    PAUSED,
                    OVER_LIMIT,
                    NOT_ENOUGH,
                    SOLD_OUT,
                    NOT_CANCELLABLE,
                    NOT_SETTLED -> "stock";
            case UNAVAILABLE, INTERNAL -> "stores";
        };
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The word in the problem's `code`.
    public String word() {
        return word;
    }

    /// The problem's `title`, for people.
    public String title() {
        return title;
    }
}
