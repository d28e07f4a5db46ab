package doorbuster.console;

import doorbuster.book.Whereabouts;
import doorbuster.book.Whereabouts.Place;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where every unit of a sale is, as operators read it.
///
/// @param sum of the units of all places that count
record PlacesView(String saleId, long epoch, long allotted, long sum, boolean balanced, List<PlaceView> places) {
    /// One place.
    ///
    /// @param lane absent for a place of the whole sale
    record PlaceView(String place, @Nullable Integer lane, long units, long orders, boolean counts) {
        static PlaceView of(Place place) {
            return new PlaceView(
                    place.what().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    place.lane() < 0 ? null : place.lane(),
                    place.units(),
                    place.orders(),
                    place.counts());
        }
    }

    static PlacesView of(Whereabouts.Answer.Places all) {
        return new PlacesView(
                all.sale().value(),
                all.epoch(),
                all.allotted(),
                all.sum(),
                all.sum() == all.allotted(),
                all.places().stream().map(PlaceView::of).toList());
    }
}
