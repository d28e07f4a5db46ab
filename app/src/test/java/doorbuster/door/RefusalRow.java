package doorbuster.door;

import java.net.http.HttpRequest;
import java.util.function.Function;

/// A request that is refused, and how.
record RefusalRow(String name, Function<DoorServer, HttpRequest.Builder> request, int status, String code) {
    @Override
    public String toString() {
        return name + " → " + status + " " + code;
    }
}
