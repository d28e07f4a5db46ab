package doorbuster.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate that nobody but its maker signed, and its key, as PEM.
record SelfMade(String certificate, String key) {
    private static final char[] WORD = "changeit".toCharArray();

    /// Makes one for this machine.
    ///
    /// @param from when it begins, as keytool takes it: `-0d`, `-10d`
    static SelfMade valid(String from, int days) {
        try {
            Path store = Files.createTempDirectory("doorbuster-certificate").resolve("store.p12");
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "edge",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=unit",
                            "-startdate",
                            from,
                            "-validity",
                            Integer.toString(days),
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            String.valueOf(WORD)))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return of(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Writes texts into one file, as HAProxy wants certificate and key.
    static Path file(String... texts) {
        try {
            return Files.writeString(
                    Files.createTempDirectory("doorbuster-edge").resolve("edge.pem"), String.join("", texts));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SelfMade of(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, WORD);
        }
        return new SelfMade(
                pem("CERTIFICATE", store.getCertificate("edge").getEncoded()),
                pem("PRIVATE KEY", store.getKey("edge", WORD).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
