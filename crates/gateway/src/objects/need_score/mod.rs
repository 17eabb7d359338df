//! Poäng för ett behov.

mod mutation;
mod object;
mod term;

pub use mutation::mutations;
pub use object::{NeedScoreFilter, NeedScoreObject, NeedScoreOrder, NeedScoreQuery};
pub use term::ScoreGround;

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&NeedScoreQuery],
    mutations,
    nodes: &[NodeKind::of::<NeedScoreObject>()],
    rules: &[industry_councils::need_score::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::need_score::ScoreGround>()],
    events: &["NeedScored"],
};
