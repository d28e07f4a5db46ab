package doorbuster.console;

import doorbuster.admission.Caller;
import doorbuster.admission.ListUpload;
import doorbuster.door.Answer;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.reserve.Sales;
import doorbuster.sale.SaleId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// Takes whole allow and block lists, streamed; a list comes into force as a whole or not at all.
final class ListConsole {
    private final ListUpload lists;
    private final Sales sales;
    private final Problems problems;

    ListConsole(ListUpload lists, Sales sales, Problems problems) {
        this.lists = lists;
        this.sales = sales;
        this.problems = problems;
    }

    Answer allow(ServerRequest request, Caller caller) {
        return replace(request, caller, ListUpload.Kind.ALLOW);
    }

    Answer block(ServerRequest request, Caller caller) {
        return replace(request, caller, ListUpload.Kind.BLOCK);
    }

    private Answer replace(ServerRequest request, Caller caller, ListUpload.Kind kind) {
        Optional<SaleId> sale =
                SaleConsole.named(request).filter(id -> sales.find(id).isPresent());
        if (sale.isEmpty()) {
            return problems.of(Code.NOT_FOUND, "There is no such sale.");
        }
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        boolean json = type.startsWith("application/x-ndjson");
        if (!json && !type.startsWith("text/csv")) {
            return problems.of(Code.UNSUPPORTED_MEDIA_TYPE, "Send text/csv or application/x-ndjson.");
        }
        try (ListUpload.Draft draft = lists.begin(sale.get(), kind);
                InputStream in = request.content().inputStream()) {
            new ListRows(in, json).each(draft::add);
            long members = draft.activate(SaleConsole.actor(caller));
            return Answer.json(
                    200, Json.bytes(Map.of("saleId", sale.get().value(), "list", kind.name(), "buyers", members)));
        } catch (ListRows.Fault fault) {
            return problems.of(Code.MALFORMED, String.valueOf(fault.getMessage()));
        } catch (IOException e) {
            return problems.of(Code.MALFORMED, "The list ended early. Nothing was changed.");
        }
    }
}
