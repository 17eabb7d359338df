//! Anbud: what a bidder asks for what is procured. The buyer's own until the award is decided.

mod entity;
mod repo;
mod service;

pub use entity::{EvaluateQuote, Quote, QuoteStatus, QuoteVerb, RegisterQuote, TRANSITIONS, rules};
pub use repo::Column as QuoteColumn;
pub use service::Quotes;
