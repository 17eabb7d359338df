//! Who may do what, how far. No tokens, no HTTP, no SQL.
//!
//! The thread of authority: [`Request`] (who asks) → [`Grant`] (this act, within this reach) → `store::Tx`.
//! A `Grant` is made only by [`policy`].

pub mod action;
pub mod actor;
pub mod grant;
pub mod policy;
pub mod role;

pub use action::Action;
pub use actor::{Actor, Assignment, Idempotency, Request};
pub use grant::{Anchors, Grant, Scope};
pub use policy::{Breadth, permit, view};
pub use role::Role;
