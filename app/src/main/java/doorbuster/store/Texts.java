package doorbuster.store;

import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Keys and values as UTF-8, each as one array. Lettuce's own codec takes a pooled buffer for each argument, and a call
/// of ours has hundreds.
final class Texts implements RedisCodec<String, String> {
    static final Texts CODEC = new Texts();

    private Texts() {}

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public String decodeValue(ByteBuffer bytes) {
        return decodeKey(bytes);
    }

    @Override
    public ByteBuffer encodeKey(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ByteBuffer encodeValue(String text) {
        return encodeKey(text);
    }
}
