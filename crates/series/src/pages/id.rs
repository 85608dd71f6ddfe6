//! The id in an address. What is no id is nothing: not found, as an id that nothing bears.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use faisceau_platform::web::Failure;
use uuid::Uuid;

/// The only id of an address.
pub(crate) struct Id(pub(crate) Uuid);

impl<S: Sync + Send> FromRequestParts<S> for Id {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Failure> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        let id = text.ok().and_then(|Path(text)| text.parse().ok());
        id.map(Id).ok_or_else(Failure::not_found)
    }
}
