package doorbuster.infra.edge;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// How the commands of this machine speak to an edge that has a certificate. It is known here: exactly the one that the
/// region's file names is trusted, whoever signed it and whatever name it is for.
public final class EdgeTls {
    private EdgeTls() {}

    /// A client for the edge of a region, with or without a certificate.
    ///
    /// @throws StartFailed when the certificate cannot be used
    public static HttpClient toEdgeOf(Region region) {
        Optional<X509Certificate> own = region.certificate().map(EdgeCertificate::read);
        return client(shown -> own.isPresent() && own.get().equals(shown));
    }

    /// A client that asks whether somebody answers, not who it is.
    public static HttpClient probe() {
        return client(_ -> true);
    }

    private static HttpClient client(Predicate<X509Certificate> trusted) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .sslContext(context(trusted))
                .build();
    }

    private static SSLContext context(Predicate<X509Certificate> trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Pinned(trusted)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /// Looks at the certificate itself instead of at who signed it.
    private static final class Pinned extends X509ExtendedTrustManager {
        private final Predicate<X509Certificate> trusted;

        Pinned(Predicate<X509Certificate> trusted) {
            this.trusted = trusted;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (chain.length == 0 || !trusted.test(chain[0])) {
                throw new CertificateException("not the certificate that the region's file names");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
