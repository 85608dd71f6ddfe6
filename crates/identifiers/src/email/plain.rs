//! The common shape of mail addresses, read without a library: plain ASCII around one `@`. Whatever
//! is not surely so is left to the rules of `email`.

use super::{ADDRESS_MAX, LOCAL_MAX, mailbox};
use crate::identifier::Form;
use crate::{Doubt, clean, host};

/// The same form as by every rule, or `None` when they must be asked.
pub(super) fn read(text: &str) -> Option<Form> {
    let inside = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let text = inside.unwrap_or(text);
    let text = clean::strip_prefix_any_case(text, "mailto:").unwrap_or(text);
    let (local, host) = text.split_once('@')?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let sound = local.len() <= LOCAL_MAX
        && local.starts_with(|first: char| first.is_ascii_alphanumeric())
        && local.bytes().all(fits);
    if !sound {
        return None;
    }
    let host = host::plain(host)?;
    if local.len() + 1 + host.len() > ADDRESS_MAX {
        return None;
    }
    let (_, known) = host::registrable(&host)?;
    Some(Form {
        key: Some(mailbox(local, &host)),
        canonical: [local, "@", &host].concat(),
        doubt: (!known).then_some(Doubt::HostSuffixUnknown),
        ..Form::default()
    })
}
