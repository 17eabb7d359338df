//! What the pages ask for, answered by the gateway: the questions' answers, a form for every command, the page of each object, and the
//! keys of who is signed in. `web` says how they look, and knows no domain.

mod answers;
mod commands;
mod keys;
mod signed_in;

pub use answers::{Pages, with_request_ids};
pub use commands::CommandService;
pub use keys::KeyRing;
pub use signed_in::SignedIn;
