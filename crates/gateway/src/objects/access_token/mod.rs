//! Åtkomstnyckel.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AccessTokenFilter, AccessTokenObject, AccessTokenOrder, AccessTokenQuery, AccessTokenStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&AccessTokenQuery],
    mutations,
    nodes: &[NodeKind::of::<AccessTokenObject>()],
    rules: &[library::access_token::rules::ALL],
    enumerations: &[Enumeration::of::<library::access_token::AccessTokenStatus>()],
    events: &["AccessTokenCreated", "AccessTokenRevoked"],
};
