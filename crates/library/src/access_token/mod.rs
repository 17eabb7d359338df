//! Åtkomstnyckel: by which a tool asks, within one assignment of whoever made it.

mod entity;
mod presentation;
mod repo;
mod secret;
mod service;

pub use entity::{
    AccessToken, AccessTokenStatus, AccessTokenVerb, CreateAccessToken, RevokeAccessToken, TRANSITIONS, rules,
};
pub use presentation::Presented;
pub use repo::Column as AccessTokenColumn;
pub use secret::{Secret, SecretHash};
pub use service::{AccessTokens, Issued};
