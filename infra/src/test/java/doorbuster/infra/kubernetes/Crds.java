package doorbuster.infra.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.Map;

/// The fields that our manifests use of the operators' own kinds, as their documentation has them; no other is taken.
final class Crds {
    private Crds() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            Labels inheritedMetadata,
            Catalog imageCatalogRef,
            boolean enableSuperuserAccess,
            boolean enablePDB,
            String primaryUpdateStrategy,
            String primaryUpdateMethod,
            Postgresql postgresql,
            Bootstrap bootstrap,
            Managed managed,
            Affinity affinity,
            ProjectedVolumeSource projectedVolumeTemplate,
            Certificates certificates,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            List<Plugin> plugins) {}

    record Labels(Map<String, String> labels) {}

    record Catalog(String apiGroup, String kind, String name, int major) {}

    record Certificates(List<String> serverAltDNSNames) {}

    record Postgresql(
            Synchronous synchronous,
            Map<String, String> parameters,
            @JsonProperty("pg_hba") List<String> hostRules) {}

    record Synchronous(String method, int number, String dataDurability) {}

    record Bootstrap(Initdb initdb) {}

    record Initdb(
            String database,
            String owner,
            String encoding,
            String localeProvider,
            String builtinLocale,
            boolean dataChecksums,
            Refs postInitApplicationSQLRefs) {}

    record Refs(List<Key> configMapRefs) {}

    record Key(String name, String key) {}

    record Managed(List<Role> roles, Services services) {}

    record Role(
            String name,
            String ensure,
            boolean login,
            boolean superuser,
            boolean replication,
            int connectionLimit,
            List<String> inRoles,
            Key passwordSecret) {}

    record Services(List<Additional> additional) {}

    record Additional(String selectorType, String updateStrategy, ServiceTemplate serviceTemplate) {}

    record ServiceTemplate(ObjectMeta metadata, ServiceSpec spec) {}

    record Affinity(
            boolean enablePodAntiAffinity,
            String podAntiAffinityType,
            String topologyKey,
            Map<String, String> nodeSelector) {}

    record Storage(String size, String storageClass) {}

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {}

    record ScheduledBackupSpec(
            String schedule, String backupOwnerReference, Key cluster, String method, Key pluginConfiguration) {}

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {}

    record ObjectStoreSpec(String retentionPolicy, ObjectStoreConfiguration configuration) {}

    record ObjectStoreConfiguration(
            String destinationPath, S3 s3Credentials, Map<String, String> wal, Map<String, String> data) {}

    record S3(Key accessKeyId, Key secretAccessKey) {}

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

    record ScaledObjectSpec(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            Map<String, Object> advanced,
            List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Trigger(String type, String name, String metricType, Map<String, String> metadata) {}
}
