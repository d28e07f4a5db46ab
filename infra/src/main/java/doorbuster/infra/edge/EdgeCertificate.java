package doorbuster.infra.edge;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks into the file of an edge's certificate before an edge is started with it.
public final class EdgeCertificate {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN ((?:EC |RSA |ENCRYPTED )?)PRIVATE KEY-----([^-]+)-----END (?:EC |RSA |ENCRYPTED )?PRIVATE KEY-----");

    private EdgeCertificate() {}

    /// Checks that the region's certificate, when it has one, can be used now.
    ///
    /// @throws StartFailed in one line: the file, and what is wrong with it
    public static void check(Region region, InstantSource clock) {
        region.certificate().ifPresent(certificate -> check(certificate, clock));
    }

    /// The certificate itself, the first of its file.
    static X509Certificate read(Region.Certificate certificate) {
        return certificate(certificate, text(certificate));
    }

    private static void check(Region.Certificate file, InstantSource clock) {
        String text = text(file);
        X509Certificate certificate = certificate(file, text);
        if (certificate.getNotAfter().toInstant().isBefore(clock.instant())) {
            throw refused(file, "expired at " + certificate.getNotAfter().toInstant());
        }
        if (certificate.getNotBefore().toInstant().isAfter(clock.instant())) {
            throw refused(
                    file, "is not valid before " + certificate.getNotBefore().toInstant());
        }
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw refused(file, "has no private key in it; expected certificate, chain and key in one PEM file");
        }
        if (key.group(1).startsWith("ENCRYPTED")) {
            throw refused(file, "has a key with a pass phrase, which nobody could type at a restart");
        }
        // keys in the older forms are left to HAProxy, which reads them
        if (key.group(1).isEmpty() && !belongs(file, key.group(2), certificate.getPublicKey())) {
            throw refused(file, "has a private key that is not the certificate's");
        }
    }

    private static String text(Region.Certificate file) {
        try {
            return Files.readString(file.file(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw refused(file, "cannot be read");
        }
    }

    private static X509Certificate certificate(Region.Certificate file, String text) {
        int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            throw refused(file, "has no certificate in it");
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(text.substring(begin).getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw refused(file, "has a certificate that cannot be read");
        }
    }

    /// Signs with the one and verifies with the other.
    private static boolean belongs(Region.Certificate file, String base64, PublicKey shown) {
        try {
            PrivateKey key = KeyFactory.getInstance(shown.getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
            String algorithm = shown instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA";
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(base64.getBytes(StandardCharsets.US_ASCII));
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(base64.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(file, "has a private key that cannot be used: " + e.getMessage());
        }
    }

    private static StartFailed refused(Region.Certificate file, String why) {
        return new StartFailed("public.certificate: " + file.file() + " " + why);
    }
}
