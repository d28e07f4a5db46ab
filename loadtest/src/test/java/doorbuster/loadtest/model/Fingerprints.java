package doorbuster.loadtest.model;

/// A set of states, each known by 128 bits and by the number in which it came: 24 bytes a place, two thirds full at
/// most.
final class Fingerprints {
    private long[] keys = new long[2 << 12];
    private int[] numbers = new int[1 << 12];
    private int size;

    int size() {
        return size;
    }

    /// The state's number: the size before, when it is new.
    int add(byte[] state) {
        long high = hash(state, 0x9e3779b97f4a7c15L);
        long low = hash(state, 0xc2b2ae3d27d4eb4fL) | 1;
        int place = place(keys, high, low);
        if (keys[2 * place + 1] != 0) {
            return numbers[place];
        }
        put(keys, numbers, place, high, low, size);
        size++;
        if (size * 3L > numbers.length * 2L) {
            grow();
        }
        return size - 1;
    }

    /// The state's number, -1 when it is not there.
    int number(byte[] state) {
        int place = place(keys, hash(state, 0x9e3779b97f4a7c15L), hash(state, 0xc2b2ae3d27d4eb4fL) | 1);
        return keys[2 * place + 1] == 0 ? -1 : numbers[place];
    }

    private void grow() {
        long[] wider = new long[keys.length * 2];
        int[] longer = new int[numbers.length * 2];
        for (int i = 0; i < numbers.length; i++) {
            if (keys[2 * i + 1] != 0) {
                int place = place(wider, keys[2 * i], keys[2 * i + 1]);
                put(wider, longer, place, keys[2 * i], keys[2 * i + 1], numbers[i]);
            }
        }
        keys = wider;
        numbers = longer;
    }

    private static void put(long[] keys, int[] numbers, int place, long high, long low, int number) {
        keys[2 * place] = high;
        keys[2 * place + 1] = low;
        numbers[place] = number;
    }

    private static int place(long[] keys, long high, long low) {
        int mask = keys.length / 2 - 1;
        int place = (int) high & mask;
        while (keys[2 * place + 1] != 0 && (keys[2 * place] != high || keys[2 * place + 1] != low)) {
            place = place + 1 & mask;
        }
        return place;
    }

    /// Eight bytes at a time, each mixed as in SplitMix64.
    private static long hash(byte[] state, long seed) {
        long h = seed ^ state.length;
        for (int i = 0; i < state.length; i += 8) {
            long word = 0;
            for (int j = i; j < Math.min(i + 8, state.length); j++) {
                word = word << 8 | (state[j] & 0xff);
            }
            h = (h ^ word) * 0xbf58476d1ce4e5b9L;
            h = (h ^ h >>> 29) * 0x94d049bb133111ebL;
            h ^= h >>> 32;
        }
        return h;
    }
}
