//! The closed list of what a refusal or a fault is called, for pages and programs: one stable word,
//! its HTTP status, what it means. Holds no words for people: those are in the locales.

use axum::http::StatusCode;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{RefOr, schema};
use utoipa::{PartialSchema, ToSchema};

/// One table for the enum, its words, its statuses and its descriptions, so that they cannot drift
/// apart.
macro_rules! codes {
    ($($name:ident = $word:literal $status:ident $means:literal;)*) => {
        /// What a refusal or a fault is called.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FailureCode { $(#[doc = $means] $name,)* }

        impl FailureCode {
            /// Every code, by status.
            pub const ALL: &'static [FailureCode] = &[$(FailureCode::$name,)*];

            /// The stable word, such as `not_found`.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(FailureCode::$name => $word,)* }
            }

            /// The HTTP status it comes with.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(FailureCode::$name => StatusCode::$status,)* }
            }

            /// What it means, for who writes a program.
            #[must_use]
            pub fn means(self) -> &'static str {
                match self { $(FailureCode::$name => $means,)* }
            }
        }
    };
}

codes! {
    BadRequest = "bad_request" BAD_REQUEST "the address or the body cannot be understood";
    Refused = "refused" BAD_REQUEST "refused, under the status of the answer";
    SignedOut = "signed_out" UNAUTHORIZED "nobody is signed in: no session came with the request";
    SessionOver = "session_over" UNAUTHORIZED "the session that came with the request is over";
    NoKey = "no_key" UNAUTHORIZED "no key of a partner came with the request, or one that opens nothing";
    Forbidden = "forbidden" FORBIDDEN "closed to this role under this purpose";
    RegimeForbids = "regime_forbids" FORBIDDEN
        "the legal regime or the frame of linkage of this installation forbids it; the detail says the ground";
    Sensitive = "sensitive" FORBIDDEN
        "sensitive: open to its unit, to who is in charge and to those named for it alone";
    ProofWanted = "proof_wanted" FORBIDDEN
        "the person behind the session must prove again who they are, at /agent/preuve";
    StaleForm = "stale_form" FORBIDDEN "the token is missing, or belongs to another session";
    CrossSite = "cross_site" FORBIDDEN "the request was made by a page of another site";
    NotFound = "not_found" NOT_FOUND "nothing there, or nothing this person may know of";
    MethodNotAllowed = "method_not_allowed" METHOD_NOT_ALLOWED "the address takes another method";
    Conflict = "conflict" CONFLICT "it changed meanwhile, or it is already done";
    Gone = "gone" GONE "it existed and is no more";
    TooLarge = "too_large" PAYLOAD_TOO_LARGE "more bytes than the address takes";
    UnsupportedMediaType = "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE
        "the body is not of the type the address takes";
    Unprocessable = "unprocessable" UNPROCESSABLE_ENTITY
        "understood, and of another shape than asked or against a rule";
    NoTerm = "no_term" UNPROCESSABLE_ENTITY "a search without anything to search";
    TermTooLong = "term_too_long" UNPROCESSABLE_ENTITY "a search of too many characters";
    NoReason = "no_reason" UNPROCESSABLE_ENTITY "a search without its reason";
    TooMany = "too_many" TOO_MANY_REQUESTS
        "too many requests; `Retry-After` says when the next one is taken";
    Fault = "fault" INTERNAL_SERVER_ERROR "something broke here; quote the request's id";
    Bug = "bug" INTERNAL_SERVER_ERROR "the program is wrong; quote the request's id";
    Unavailable = "unavailable" SERVICE_UNAVAILABLE "starting, or too busy: try again";
    NoRoom = "no_room" SERVICE_UNAVAILABLE "the disk is full: nothing was written";
}

impl FailureCode {
    /// The code of a status that the framework gave without saying more.
    #[must_use]
    pub fn of(status: StatusCode) -> FailureCode {
        let plain = FailureCode::ALL.iter().find(|code| {
            // The first of its status is the general one, save where a session is at stake.
            code.status() == status
                && **code != FailureCode::SignedOut
                && **code != FailureCode::Refused
        });
        match plain {
            Some(code) => *code,
            None if status.is_client_error() => FailureCode::Refused,
            None => FailureCode::Fault,
        }
    }

    /// The key of its words in the locales: `key`, then `key-detail`.
    #[must_use]
    pub fn words_key(self) -> String {
        format!("platform-problem-{}", self.word().replace('_', "-"))
    }
}

impl PartialSchema for FailureCode {
    fn schema() -> RefOr<schema::Schema> {
        let meanings: Vec<String> = FailureCode::ALL
            .iter()
            .map(|code| {
                let status = code.status().as_u16();
                format!("- `{}` ({status}): {}", code.word(), code.means())
            })
            .collect();
        let codes = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(meanings.join("\n")))
            .enum_values(Some(FailureCode::ALL.iter().map(|code| code.word())));
        RefOr::T(Schema::Object(codes.build()))
    }
}

impl ToSchema for FailureCode {}

#[cfg(test)]
mod tests {
    use super::FailureCode;
    use axum::http::StatusCode;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_told_apart_and_statuses_find_their_general_code() {
        let words: BTreeSet<&str> = FailureCode::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(words.len(), FailureCode::ALL.len());
        for (status, code) in [
            (StatusCode::BAD_REQUEST, FailureCode::BadRequest),
            (StatusCode::UNAUTHORIZED, FailureCode::SessionOver),
            (StatusCode::FORBIDDEN, FailureCode::Forbidden),
            (StatusCode::UNPROCESSABLE_ENTITY, FailureCode::Unprocessable),
            (StatusCode::IM_A_TEAPOT, FailureCode::Refused),
            (StatusCode::INTERNAL_SERVER_ERROR, FailureCode::Fault),
            (StatusCode::BAD_GATEWAY, FailureCode::Fault),
        ] {
            assert_eq!(FailureCode::of(status), code, "{status}");
        }
    }
}
