//! Åtkomstnyckel.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AccessTokenObject, AccessTokenStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<AccessTokenObject>::new(
        "accessTokens",
        (
            "Åtkomstnycklar inom din räckvidd: de för det som du får göra dem för.",
            "Access tokens within your reach: those of what you may make them for.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<AccessTokenObject>()],
    rules: &[library::access_token::rules::ALL],
    enumerations: &[Enumeration::of::<library::access_token::AccessTokenStatus>()],
    events: &[
        ("AccessTokenCreated", "Nyckeln skapades", "The token was made"),
        ("AccessTokenRevoked", "Nyckeln återkallades", "The token was revoked"),
    ],
};
