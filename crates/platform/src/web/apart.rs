//! The signature apart (CMS, `.p7s`) of a paper that pages give, where the operator has no certificate to sign inside
//! it: at the paper's own address, followed by `.p7s`. Decides no right: whoever may have the paper may have it.

use super::Failure;
use crate::certificate;
use crate::world::World;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

/// How the address of a signature apart ends.
pub const APART: &str = ".p7s";

/// What an address asks for: a paper, and whether its signature apart is wanted instead of the paper.
#[must_use]
pub fn split(address: &str) -> (&str, bool) {
    match address.strip_suffix(APART) {
        Some(paper) => (paper, true),
        None => (address, false),
    }
}

/// Whether pages offer it: staff's papers bear the operator's signature inside when there is a certificate.
#[must_use]
pub fn offered(world: &World) -> bool {
    world.signer.is_none()
}

/// The signature of `file`, made now, as a file named `name` and `.p7s`. `name` holds letters, digits and dashes only.
///
/// # Errors
/// When the operator's certificate is not valid today, or the key refuses.
pub async fn answer(world: &World, name: &str, file: &[u8]) -> Result<Response, Failure> {
    let (signature, _) = certificate::detached(world, file).await?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/pkcs7-signature".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}{APART}\""),
        ),
    ];
    Ok((headers, signature).into_response())
}
