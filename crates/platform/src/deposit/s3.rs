//! A bucket of an S3 service as the store of files. Nothing in it is written over: small objects are put if
//! none has their name, large ones bear a name drawn for them.

use super::settings::S3;
use crate::fault::Fault;
use object_store::ClientOptions;
use object_store::ObjectStore;
use object_store::aws::{AmazonS3Builder, S3ConditionalPut, S3CopyIfNotExists};
use std::sync::Arc;

/// The bucket of these settings; nothing is asked of it yet.
pub(super) fn open(settings: &S3) -> Result<Arc<dyn ObjectStore>, Fault> {
    // The client of the store asks for the one way of TLS of this process; somebody may have chosen it already.
    let _chosen = rustls::crypto::ring::default_provider().install_default();
    let in_clear = settings.endpoint.as_deref().unwrap_or_default();
    let in_clear = in_clear.starts_with("http://");
    let mut bucket = AmazonS3Builder::new()
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region)
        .with_access_key_id(&settings.access_key_id)
        .with_secret_access_key(settings.secret()?)
        .with_virtual_hosted_style_request(settings.virtual_hosted)
        .with_client_options(ClientOptions::new().with_allow_http(in_clear))
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_copy_if_not_exists(S3CopyIfNotExists::Multipart);
    if let Some(endpoint) = &settings.endpoint {
        bucket = bucket.with_endpoint(endpoint);
    }
    Ok(Arc::new(bucket.build()?))
}
