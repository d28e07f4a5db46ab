package doorbuster.loadtest.rush;

import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.Crowd;

/// An attempt and who makes it.
record Shopper(Crowd.Buyer buyer, Wish wish) {}
