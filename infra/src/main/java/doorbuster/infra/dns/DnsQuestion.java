package doorbuster.infra.dns;

import doorbuster.regions.Endpoint;
import doorbuster.regions.Network;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// One question for the IPv4 addresses of a name (RFC 1035), with the client's network in it (EDNS client subnet,
/// RFC 7871) as a resolver would send it.
///
/// @param name   without a dot at the end
/// @param client the buyer's network; empty for a resolver that does not say it
public record DnsQuestion(String name, Optional<Network> client) {
    private static final int PATIENCE_MS = 1_000;
    private static final int LONGEST = 1_232;
    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int TYPE_OPT = 41;
    private static final int OPTION_CLIENT_SUBNET = 8;

    /// What a server answers.
    ///
    /// @param code      0 for an answer, 3 for a name that does not exist
    /// @param addresses in the server's order; empty for none
    /// @param ttl       seconds the answer may be kept, 0 without one
    public record Told(int code, List<String> addresses, int ttl) {}

    /// Asks a server over UDP, twice at most.
    ///
    /// @throws IOException when it does not answer within a second each time
    public Told ask(Endpoint server) throws IOException {
        try {
            return once(server);
        } catch (IOException e) {
            return once(server); // a datagram may be lost
        }
    }

    private Told once(Endpoint server) throws IOException {
        int id = ThreadLocalRandom.current().nextInt(1 << 16);
        byte[] question = bytes(id);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getByName(server.address()), server.port()));
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            socket.receive(answer);
            ByteBuffer told = ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
            if (answer.getLength() < HEADER || Short.toUnsignedInt(told.getShort(0)) != id) {
                throw new IOException(server + " answered another question");
            }
            return read(told);
        }
    }

    private byte[] bytes(int id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0); // a plain question
        out.writeShort(1);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(1);
        for (String label : name.split("\\.", -1)) {
            byte[] text = label.getBytes(StandardCharsets.US_ASCII);
            out.writeByte(text.length);
            out.write(text);
        }
        out.writeByte(0);
        out.writeShort(TYPE_A);
        out.writeShort(CLASS_IN);
        byte[] option = clientSubnet();
        out.writeByte(0);
        out.writeShort(TYPE_OPT);
        out.writeShort(LONGEST);
        out.writeInt(0);
        out.writeShort(option.length);
        out.write(option);
        return bytes.toByteArray();
    }

    private byte[] clientSubnet() throws IOException {
        if (client.isEmpty()) {
            return new byte[0];
        }
        byte[] address = client.get().address().getAddress();
        int length = (client.get().prefix() + 7) / 8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(OPTION_CLIENT_SUBNET);
        out.writeShort(4 + length);
        out.writeShort(address.length == 4 ? 1 : 2);
        out.writeByte(client.get().prefix());
        out.writeByte(0);
        out.write(address, 0, length);
        return bytes.toByteArray();
    }

    private static Told read(ByteBuffer told) throws IOException {
        int code = told.get(3) & 0xf;
        int answers = Short.toUnsignedInt(told.getShort(6));
        told.position(HEADER);
        skipName(told);
        told.position(told.position() + 4);
        List<String> addresses = new ArrayList<>();
        int ttl = 0;
        for (int i = 0; i < answers; i++) {
            skipName(told);
            int type = Short.toUnsignedInt(told.getShort());
            told.getShort();
            int seconds = told.getInt();
            byte[] data = new byte[Short.toUnsignedInt(told.getShort())];
            told.get(data);
            if (type == TYPE_A) {
                addresses.add(InetAddress.getByAddress(data).getHostAddress());
                ttl = seconds;
            }
        }
        return new Told(code, addresses, ttl);
    }

    private static void skipName(ByteBuffer told) {
        int length = Byte.toUnsignedInt(told.get());
        while (length > 0 && length < 0xc0) {
            told.position(told.position() + length);
            length = Byte.toUnsignedInt(told.get());
        }
        if (length >= 0xc0) {
            told.get(); // the rest of a pointer
        }
    }
}
