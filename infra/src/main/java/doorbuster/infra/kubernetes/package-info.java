/// What a region's file says, as Kubernetes manifests: a Kustomize overlay over `infra/kubernetes`.
@NullMarked
package doorbuster.infra.kubernetes;

import org.jspecify.annotations.NullMarked;
